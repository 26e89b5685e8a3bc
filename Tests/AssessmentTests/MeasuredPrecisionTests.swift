// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

@Suite("Precision of a facility")
struct MeasuredPrecisionTests {
  typealias Measurement = PrecisionStudy.Measurement

  static let hip = Measurement(.density, .totalHip, nil)

  /// A study of pairs of scans of 0.800 g/cm² and more, each with its difference in mg/cm².
  static func study(
    _ measurement: Measurement, _ pairs: [(technologist: String?, milligrams: Int)], scanner: String? = nil
  ) -> PrecisionStudy {
    var study = PrecisionStudy()
    for (index, pair) in pairs.enumerated() {
      let key = PrecisionStudy.SetKey(
        person: "p\(index)", technologist: pair.technologist, scanner: scanner, side: .left)
      study.add(0.8, to: key, of: measurement, line: 2 * index + 2)
      study.add(0.8 + Double(pair.milligrams) / 1000, to: key, of: measurement, line: 2 * index + 3)
    }
    return study
  }

  static func measured(
    _ measurement: Measurement, _ pairs: [(technologist: String?, milligrams: Int)]
  ) throws -> MeasuredPrecision {
    try #require(MeasuredPrecision.all(in: study(measurement, pairs)).first)
  }

  static func rules(_ measured: MeasuredPrecision) -> [String] { measured.findings.map { $0.rule } }

  @Test("People, sets and degrees of freedom are counted, and scans that nobody repeated are left out")
  func counts() throws {
    var study = Self.study(Self.hip, [(nil, 10), (nil, 20)])
    let single = PrecisionStudy.SetKey(person: "p9", technologist: nil, scanner: nil, side: .left)
    study.add(0.9, to: single, of: Self.hip, line: 9)
    study.countEmptyRow()
    let measured = try #require(MeasuredPrecision.all(in: study).first)
    #expect(measured.people == 2 && measured.overall.sets == 2 && measured.overall.degreesOfFreedom == 2)
    #expect(measured.singleScans == 1 && study.emptyRows == 1)
    // (0.010² + 0.020²) / 2 / 2 = 0.000125
    #expect((measured.overall.rmsSd - 0.000125.squareRoot()).magnitude < 1e-12)
    #expect(measured.technologists == nil && measured.scanners == nil)
  }

  @Test("A study in which nobody was scanned twice measures nothing")
  func none() {
    var study = PrecisionStudy()
    study.add(
      0.8, to: PrecisionStudy.SetKey(person: "p", technologist: nil, scanner: nil, side: nil), of: Self.hip, line: 2)
    #expect(MeasuredPrecision.all(in: study).isEmpty)
  }

  @Test("Densities stand before trabecular bone scores, and whole spines before parts")
  func order() {
    var study = PrecisionStudy()
    let key = PrecisionStudy.SetKey(person: "p", technologist: nil, scanner: nil, side: nil)
    let part = VertebralSubset("L2-L4")
    let all: [Measurement] = [
      Measurement(.trabecularBoneScore, .lumbarSpine, .all), Measurement(.density, .lumbarSpine, part), Self.hip,
      Measurement(.density, .lumbarSpine, .all),
    ]
    for measurement in all { study.add(1, to: key, of: measurement, line: 2) }
    #expect(
      study.measurements.map { $0.name } == [
        "lumbar spine L1-L4", "lumbar spine L2-L4", "total hip", "trabecular bone score, lumbar spine L1-L4",
      ])
  }

  @Test("Fewer than 27 degrees of freedom warn, and 27 do not", arguments: [(26, true), (27, false)])
  func degreesOfFreedom(people: Int, warns: Bool) throws {
    let measured = try Self.measured(Self.hip, Array(repeating: (nil, 10), count: people))
    #expect(Self.rules(measured).contains("PRE-02") == warns)
  }

  @Test("A coefficient of variation above the minimum standard warns at its site")
  func coefficient() throws {
    // Differences of 30 of 800 mg are 2.6 %, above 1.8 % and 2.5 %, and of the spine above 1.9 %.
    let pairs = Array(repeating: (technologist: String?.none, milligrams: 30), count: 27)
    #expect(Self.rules(try Self.measured(Self.hip, pairs)) == ["PRE-03.hip"])
    #expect(Self.rules(try Self.measured(Measurement(.density, .lumbarSpine, .all), pairs)) == ["PRE-03.spine"])
    #expect(Self.rules(try Self.measured(Measurement(.density, .femoralNeck, nil), pairs)) == ["PRE-03.neck"])
    #expect(Self.rules(try Self.measured(Measurement(.trabecularBoneScore, .lumbarSpine, .all), pairs)).isEmpty)
  }

  @Test("Of two technologists the less precise one is named, and both have their own precision error")
  func technologists() throws {
    // 10 and 30 mg/cm²: three times, which 14 pairs each would not show by chance.
    let pairs = (0..<28).map { (technologist: String?.some($0 < 14 ? "A" : "B"), milligrams: $0 < 14 ? 10 : 30) }
    let measured = try Self.measured(Self.hip, pairs)
    let groups = try #require(measured.technologists).groups
    #expect(groups.map { $0.name } == ["A", "B"])
    #expect((try #require(groups[1].ratio) - 3).magnitude < 1e-9)
    #expect(Self.rules(measured).filter { $0 == "PRE-04.outlying" }.count == 1)
    #expect(Self.rules(measured).contains("PRE-04.equality"))
    let message = measured.findings.first { $0.rule == "PRE-04.outlying" }?.message ?? ""
    #expect(message.contains("technologist B is 3.00 times"))
  }

  @Test("A technologist whose repeats are all equal leaves no test, and no ratio to the others")
  func steady() throws {
    let measured = try Self.measured(Self.hip, [("A", 0), ("A", 0), ("B", 10), (nil, 10)])
    let technologists = try #require(measured.technologists)
    #expect(technologists.equality == nil)
    #expect(technologists.groups.map { $0.name } == [nil, "A", "B"])
    #expect(technologists.groups[1].estimate.rmsSd == 0)
  }

  @Test("Scanners are compared as technologists are")
  func scanners() throws {
    var study = Self.study(Self.hip, [(nil, 10), (nil, 12)], scanner: "one")
    for (index, milligrams) in [14, 16].enumerated() {
      let key = PrecisionStudy.SetKey(person: "q\(index)", technologist: nil, scanner: "two", side: .left)
      study.add(0.9, to: key, of: Self.hip, line: 20)
      study.add(0.9 + Double(milligrams) / 1000, to: key, of: Self.hip, line: 21)
    }
    let measured = try #require(MeasuredPrecision.all(in: study).first)
    let scanners = try #require(measured.scanners)
    #expect(scanners.groups.map { $0.name } == ["one", "two"] && scanners.equality != nil)
  }

  @Test("One set that holds more than half of the squares is named by its line, among ten sets and more")
  func widest() throws {
    // Nine times 10² and once 40²: 1600 of 2500, 64 %. The set is the last of ten, whose scans begin in line 20.
    let pairs = Array(repeating: (technologist: String?.none, milligrams: 10), count: 9) + [(nil, 40)]
    let measured = try Self.measured(Self.hip, pairs)
    let finding = try #require(measured.findings.first { $0.rule == "PRE-01.widest" })
    #expect(finding.message.contains("line 20 ") && finding.message.contains("holds 64 %"))
    #expect(!Self.rules(try Self.measured(Self.hip, Array(pairs.suffix(9)))).contains("PRE-01.widest"))
  }

  @Test("Repeats that are all equal are an error, and one that differs is none")
  func allEqual() throws {
    #expect(Self.rules(try Self.measured(Self.hip, [(nil, 0), (nil, 0)])).contains("PRE-01.zero"))
    #expect(!Self.rules(try Self.measured(Self.hip, [(nil, 0), (nil, 1)])).contains("PRE-01.zero"))
  }

  @Test("Every rule that finds something about a precision study has spoken in these tests")
  func reach() throws {
    let uneven = (0..<24).map { (technologist: String?.some($0 < 12 ? "A" : "B"), milligrams: $0 < 12 ? 10 : 60) }
    var reached = Set(Self.rules(try Self.measured(Self.hip, uneven)))
    let wide = Array(repeating: (technologist: String?.none, milligrams: 10), count: 9) + [(nil, 100)]
    reached.formUnion(Self.rules(try Self.measured(Measurement(.density, .femoralNeck, nil), wide)))
    reached.formUnion(Self.rules(try Self.measured(Measurement(.density, .lumbarSpine, .all), wide)))
    reached.formUnion(Self.rules(try Self.measured(Self.hip, [(nil, 0), (nil, 0)])))
    let finding = Set(Rule.all.filter { $0.subject == .precision && $0.finding != nil }.map { $0.id })
    #expect(finding.subtracting(reached).sorted() == [])
  }
}
