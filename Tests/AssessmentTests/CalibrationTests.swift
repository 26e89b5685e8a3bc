// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

@Suite("Calibration")
struct CalibrationTests {
  /// People at steps of 0.02 g/cm² from 0.7 on, who read 0.01 more on the new scanner; every third one 0.005 less.
  static func study(_ people: Int, days: Int = 20, site: Site = .totalHip, side: Side? = nil) -> CalibrationStudy {
    var study = CalibrationStudy()
    let day = CalendarDate("2026-03-01")
    for index in 0..<people {
      let density = Double(700 + 20 * index) / 1000
      let region = MeasuredRegion(site: site, side: side)
      study.add(
        .init(person: "p\(index)", region: region, scanner: "A", density: density, date: day, line: 2 * index + 2))
      study.add(
        .init(
          person: "p\(index)", region: region, scanner: "B", density: density + (index % 3 == 0 ? 0.005 : 0.01),
          date: index == 1 ? day.map { Self.later($0, days) } : day, line: 2 * index + 3))
    }
    return study
  }

  /// A day so many days after the first of March.
  private static func later(_ day: CalendarDate, _ days: Int) -> CalendarDate {
    let lengths = [31, 30, 31, 30]
    var (month, rest) = (0, days)
    while rest >= lengths[month] {
      rest -= lengths[month]
      month += 1
    }
    return CalendarDate(year: day.year, month: 3 + month, day: 1 + rest) ?? day
  }

  static func measured(_ study: CalibrationStudy, density: Double? = nil) throws -> MeasuredCalibration {
    let all = MeasuredCalibration.all(in: study, .init(from: "A", to: "B", density: density))
    return try #require(all.first)
  }

  @Test("Nine people are refused, and ten are enough")
  func fewPeople() throws {
    let few = try Self.measured(Self.study(9))
    #expect(few.relation == nil && few.refusal?.code == "too-few-people" && few.refusal?.rule == "XCL-02.refuse")
    #expect(few.refusal?.message.contains("Here there are 9.") == true && few.findings.isEmpty)
    let enough = try Self.measured(Self.study(10))
    #expect(enough.relation?.count == 10 && enough.refusal == nil)
  }

  @Test("29 people are remarked, and 30 are not", arguments: [(10, true), (29, true), (30, false)])
  func wantedPeople(people: Int, isRemarked: Bool) throws {
    #expect(try Self.measured(Self.study(people)).findings.contains { $0.rule == "XCL-02" } == isRemarked)
  }

  @Test("Scans 61 days apart are remarked with their line, and 60 are not", arguments: [(60, false), (61, true)])
  func days(days: Int, isRemarked: Bool) throws {
    let finding = try Self.measured(Self.study(30, days: days)).findings.first { $0.rule == "XCL-02.days" }
    #expect((finding != nil) == isRemarked)
    #expect(finding.map { $0.message.contains("in line 4 of the table lie 61 days apart") } ?? true)
  }

  @Test("Both sides of a person are two pairs of one person, who counts once")
  func sides() throws {
    var study = Self.study(9, side: .left)
    for index in 0..<9 {
      for (scanner, shift) in [("A", 0.0), ("B", 0.01)] {
        study.add(
          .init(
            person: "p\(index)", region: MeasuredRegion(site: .totalHip, side: .right), scanner: scanner,
            density: 0.71 + 0.02 * Double(index) + shift, date: nil, line: 30 + index))
      }
    }
    let measured = try Self.measured(study)
    #expect(measured.pairs == 18 && measured.people == 9 && measured.refusal?.code == "too-few-people")
  }

  @Test("Who was scanned on one scanner only is left out, and a third scanner is nobody's business")
  func leftOut() throws {
    var study = Self.study(12)
    for (person, scanner) in [("x", "A"), ("y", "B"), ("z", "C")] {
      study.add(
        .init(
          person: person, region: MeasuredRegion(site: .totalHip), scanner: scanner, density: 1, date: nil, line: 90))
    }
    let measured = try Self.measured(study)
    #expect(study.scanners == ["A", "B", "C"])
    #expect(measured.people == 12 && measured.leftOut == 2)
  }

  @Test("Where nobody was scanned on both there is no answer")
  func noPairs() {
    #expect(MeasuredCalibration.all(in: Self.study(12), .init(from: "A", to: "C")).isEmpty)
  }

  @Test("People of one density are refused")
  func constant() throws {
    var study = CalibrationStudy()
    for index in 0..<20 {
      study.add(
        .init(
          person: "p\(index / 2)", region: MeasuredRegion(site: .femoralNeck), scanner: index % 2 == 0 ? "A" : "B",
          density: 0.8, date: nil, line: index + 2))
    }
    #expect(try Self.measured(study).refusal?.code == "no-spread")
  }

  @Test(
    "A density at the end converts, and one outside is refused with the range", arguments: [0.7, 0.88, 0.881, 0.699])
  func outside(density: Double) throws {
    let measured = try Self.measured(Self.study(10), density: density)
    // Ten people in steps of 0.02 from 0.7 end at 0.88.
    guard density > 0.699, density < 0.881 else {
      #expect(measured.converted == nil && measured.conversionRefusal?.code == "outside-calibration")
      let message = try #require(measured.conversionRefusal?.message)
      #expect(message.contains("within 0.700 to 0.880 g/cm²"))
      return
    }
    #expect(measured.converted?.density == density && measured.conversionRefusal == nil)
  }

  @Test("A difference that grows with density is remarked, with its probability")
  func trend() throws {
    var study = CalibrationStudy()
    for index in 0..<30 {
      let density = 0.7 + 0.02 * Double(index)
      for (scanner, value) in [("A", density), ("B", 1.1 * density)] {
        study.add(
          .init(
            person: "p\(index)", region: MeasuredRegion(site: .lumbarSpine), scanner: scanner, density: value,
            date: nil,
            line: index + 2))
      }
    }
    let measured = try Self.measured(study)
    #expect(measured.place.subset == .all && measured.findings.map { $0.rule } == ["XCL-02.trend"])
  }

  // MARK: Phantom

  @Test("Means of a phantom that differ by exactly 1.0 % agree")
  func phantomExactly() throws {
    let same = try #require(
      PhantomAgreement(old: .init(repeating: 1.000, count: 10), new: .init(repeating: 1.010, count: 10)))
    #expect(same.agrees && same.findings.isEmpty && (same.percent - 1).magnitude < 1e-12)
    let lower = try #require(
      PhantomAgreement(old: .init(repeating: 0.700, count: 10), new: .init(repeating: 0.693, count: 10)))
    #expect(lower.agrees && (lower.percent + 1).magnitude < 1e-12)
  }

  @Test("Means that differ by 1.00001 % do not agree")
  func phantomBeyond() throws {
    let beyond = try #require(
      PhantomAgreement(old: .init(repeating: 1.000, count: 10), new: .init(repeating: 1.0100001, count: 10)))
    #expect(!beyond.agrees && beyond.findings.map { $0.rule } == ["XCL-01"])
    #expect(beyond.findings[0].message.contains("differ by 1.001 %"))
  }

  @Test("Nine scans of a phantom are remarked, and none is no comparison")
  func phantomScans() throws {
    let few = try #require(PhantomAgreement(old: .init(repeating: 1, count: 10), new: .init(repeating: 1, count: 9)))
    #expect(few.agrees && few.findings.map { $0.rule } == ["XCL-01.scans"])
    #expect(PhantomAgreement(old: [1], new: []) == nil)
  }

  @Test("A published conversion always carries the finding that it is for groups")
  func published() {
    #expect(PublishedConversionRules.findings.map { $0.rule } == ["XCL-03"])
    #expect(PublishedConversionRules.findings[0].message.contains(PublishedConversion.use))
  }
}
