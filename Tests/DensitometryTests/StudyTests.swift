// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Testing

@Suite("Study")
struct StudyTests {
  @Test("Of a new patient only the sex recorded at birth is known")
  func patient() {
    let patient = Patient(sexAtBirth: .male)
    #expect(patient.sexAtBirth == .male)
    #expect(patient.birthDate == nil)
    #expect(patient.genderIdentity == nil)
    #expect(patient.group == nil)
    #expect(patient.menopause == nil)
    #expect(patient.pregnancy == nil)
  }

  @Test("A study holds its scans in the order given")
  func scans() throws {
    let dates = try ["2026-05-01", "2021-05-01"].map { try #require(CalendarDate($0)) }
    let scans = dates.map { Scan(date: $0, age: .exact(60), scanner: Scanner(manufacturer: "Hologic"), regions: []) }
    let study = Study(patient: Patient(sexAtBirth: .female), scans: scans)
    #expect(study.scans.map { $0.date } == dates)
    #expect(study.precision == nil)
    #expect(study.scans[0].comments == [])
  }

  @Test("A study without a scan is a mistake of the program")
  func noScan() async {
    await #expect(processExitsWith: .failure) { _ = Study(patient: Patient(sexAtBirth: .male), scans: []) }
  }
}
