// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import KnowledgeBase
internal import Statistics
internal import TestSupport
internal import Testing

@Suite("Laboratory results as they are read")
struct ReadResultTests {
  static func read(_ results: LaboratoryResult..., of study: Study = .plain) -> Guidance {
    study.with { $0.history.laboratory = results }.guidance()
  }

  static func exact(_ text: String) -> ExactDecimal? { ExactDecimal(text: text) }

  // MARK: Limits

  @Test(
    "The laboratory's own limits come before those that stand in, which are 8.5 to 10.5 mg/dL for calcium",
    arguments: [
      ("8.4", nil, nil, .low), ("8.5", nil, nil, .normal), ("10.5", nil, nil, .normal), ("10.51", nil, nil, .high),
      ("8.4", "8.0", "10.0", .normal), ("10.2", "8.0", "10.0", .high), ("7.99", "8.0", "10.0", .low),
      ("16", "8.0", nil, .high), ("5", nil, "10.0", .low), ("9", "8.0", nil, .normal), ("8.5", nil, "10.0", .normal),
    ] as [(String, String?, String?, ReadResult.Status)])
  func limits(value: String, low: String?, high: String?, status: ReadResult.Status) throws {
    let reading = try #require(
      Self.read(.of("calcium", value, "mg/dL", low: low, high: high)).reading("calcium"))
    #expect(reading.status == status)
    #expect(reading.limits?.isOwn == (low != nil || high != nil))
    #expect(reading.doubt == nil)
  }

  @Test("Own limits are in the unit of the result: 2.1 mmol/L is 2.1 / 0.2495 = 8.4168 mg/dL, to two places 8.42")
  func ownLimitsAreConverted() throws {
    let reading = try #require(
      Self.read(.of("calcium", "2.10", "mmol/L", low: "2.10", high: "2.60")).reading("calcium"))
    #expect(reading.value == Self.exact("8.42") && reading.limits?.low == Self.exact("8.42"))
    #expect(reading.status == .normal && reading.factor == Self.exact("0.2495"))
    // 2.6 / 0.2495 = 10.4208
    #expect(reading.limits?.high == Self.exact("10.42"))
  }

  @Test("A result in the conventional unit was not converted")
  func factor() throws {
    #expect(try #require(Self.read(.of("calcium", "9", "mg/dL")).reading("calcium")).factor == nil)
  }

  @Test(
    "Limits for adults stand in from the age of 20, also where the age is known only from below",
    arguments: [
      (.exact(12), nil), (.exact(19.99), nil), (.exact(20), .low), (.atLeast(80), .low),
    ] as [(Age, ReadResult.Status?)])
  func children(age: Age, status: ReadResult.Status?) throws {
    let study = Study.plain.with { $0.scans[0].age = age }
    #expect(try #require(Self.read(.of("calcium", "8", "mg/dL"), of: study).reading("calcium")).status == status)
    let own = Self.read(.of("calcium", "8", "mg/dL", low: "8.1"), of: study)
    #expect(try #require(own.reading("calcium")).status == .low)
  }

  // MARK: Doubts

  @Test(
    "A doubtful result is not used, and says by which rule",
    arguments: [
      // 2.3 mmol/L is 2.3 / 0.2495 = 9.2 mg/dL, within what calcium can be; 2.3 mg/dL is not.
      ("calcium", "2.3", "mg/dL", "LAB-00.other-unit", "mmol/L"),
      // 100 mg/dL, 100 / 0.2495 and 100 / 0.499 lie all above 16.8 mg/dL.
      ("calcium", "100", "mg/dL", "LAB-00.implausible", "mg/dL"),
      ("calcium", "-9", "mg/dL", "LAB-00.implausible", "mg/dL"),
      ("calcium", "9", "stone", "LAB-00.unit", "stone"), ("moonstone", "9", "mg/dL", "LAB-00.test", "moonstone"),
    ])
  func doubts(test: String, value: String, unit: String, rule: String, shown: String) throws {
    let guidance = Self.read(.of(test, value, unit))
    let reading = try #require(guidance.laboratory.first)
    #expect(reading.doubt?.rule == rule && guidance.rules.contains(rule))
    #expect(reading.doubt?.message.contains(shown) == true, "\(reading.doubt?.message ?? "")")
    #expect(reading.doubt?.facts.contains { $0.fact == .resultFits } == true)
    #expect(reading.value == nil && reading.status == nil && reading.limits == nil && reading.factor == nil)
    #expect(!guidance.rules.contains { $0.hasPrefix("RED-12") })
    #expect(guidance.reading("corrected-calcium") == nil)
  }

  @Test("Each reason for a doubt has exactly one rule")
  func doubtRules() {
    let rules = Rule.all.filter { $0.subject == .laboratory }
    for reason in ["other-unit", "no-unit", "unknown-unit", "unknown-test"] {
      #expect(rules.count { $0.condition.holds(Facts([.resultFits: .text(reason)])) } == 1, "\(reason)")
    }
  }

  // MARK: Derived results

  struct CalciumCheck: Sendable {
    let calcium: String
    let albumin: String
    let corrected: String
  }

  static let calciumChecks = Result {
    try #require(try formulas()["correctedCalcium"]?["checks"]?.array).map { entry in
      let numbers = try ["calcium", "albumin", "corrected"].map { try #require(entry[$0]?.number?.text) }
      return CalciumCheck(calcium: numbers[0], albumin: numbers[1], corrected: numbers[2])
    }
  }

  static func formulas() throws -> JSONValue { try JSONReader.read(Repository.bytes("Knowledge/formulas.json")) }

  @Test("Calcium is corrected for albumin as the published examples are")
  func correctedCalcium() throws {
    let checks = try Self.calciumChecks.get()
    #expect(checks.count == 6)
    for check in checks {
      let guidance = Self.read(.of("calcium", check.calcium, "mg/dL"), .of("albumin", check.albumin, "g/dL"))
      let reading = try #require(guidance.reading("corrected-calcium"))
      #expect(reading.value == Self.exact(check.corrected), "\(check)")
      #expect(reading.given == nil && reading.factor == nil)
    }
  }

  @Test("Calcium in mmol/L and albumin in g/L: 2.00 / 0.2495 = 8.02 mg/dL, and 8.02 + 0.8 (4.0 - 3.0) = 8.82")
  func correctedCalciumInOtherUnits() throws {
    let guidance = Self.read(.of("calcium", "2.00", "mmol/L"), .of("albumin", "30", "g/L"))
    let reading = try #require(guidance.reading("corrected-calcium"))
    #expect(reading.value == Self.exact("8.82") && reading.status == .normal)
    #expect(guidance.reading("calcium")?.status == .low)
  }

  @Test(
    "Only an albumin of the same day corrects; without one calcium stays uncorrected, and its rules ask for albumin")
  func noAlbumin() {
    let calcium = LaboratoryResult.of("calcium", "8.0", "mg/dL", on: "2026-04-20")
    let other = LaboratoryResult.of("albumin", "2.0", "g/dL", on: "2026-04-19")
    for guidance in [Self.read(calcium), Self.read(calcium, other)] {
      #expect(guidance.reading("corrected-calcium") == nil)
      #expect(guidance.rules.contains("RED-12b.albumin-unknown") && !guidance.rules.contains("RED-12b.label"))
    }
    let same = LaboratoryResult.of("albumin", "2.0", "g/dL", on: "2026-04-20")
    // 8.0 + 0.8 (4.0 - 2.0) = 9.6
    let corrected = Self.read(calcium, other, same)
    #expect(corrected.reading("corrected-calcium")?.value == Self.exact("9.6"))
    #expect(!corrected.rules.contains { $0.hasPrefix("RED-12b") })
  }

  @Test("A high calcium without its albumin is not called high before albumin is known")
  func highWithoutAlbumin() {
    let guidance = Self.read(.of("calcium", "10.9", "mg/dL"))
    #expect(guidance.rules.contains("RED-12.albumin-unknown") && !guidance.rules.contains("RED-12.hormone-unknown"))
    // 10.9 + 0.8 (4.0 - 5.0) = 10.1, not above 10.5
    let normal = Self.read(.of("calcium", "10.9", "mg/dL"), .of("albumin", "5.0", "g/dL"))
    #expect(normal.reading("corrected-calcium")?.status == .normal)
  }

  @Test("A corrected calcium that the laboratory gives stands")
  func givenCorrectedCalcium() {
    let guidance = Self.read(
      .of("calcium", "8.0", "mg/dL"), .of("albumin", "2.0", "g/dL"), .of("adjusted calcium", "9.0", "mg/dL"))
    let readings = guidance.laboratory.filter { $0.test?.key == "corrected-calcium" }
    #expect(readings.map { $0.value } == [Self.exact("9")] && readings.first?.given != nil)
  }

  @Test("The corrected value is held against the limits of the total")
  func limitsOfCorrected() throws {
    let calcium = LaboratoryResult.of("calcium", "8.8", "mg/dL", low: "9.0", high: "10.0")
    let reading = try #require(Self.read(calcium, .of("albumin", "4.0", "g/dL")).reading("corrected-calcium"))
    #expect(reading.status == .low && reading.limits?.isOwn == true)
  }

  @Test("The filtration rate is that of the checks of its formula, to a tenth")
  func filtrationRate() throws {
    let checks = try #require(try Self.formulas()["ckdEpi2021"]?["checks"]?.array)
    #expect(checks.count == 11)
    for check in checks {
      let creatinine = try #require(check["creatinine"]?.number?.text)
      let age = try #require(check["age"]?.number?.doubleValue)
      let sex = try #require(check["sex"]?.string.flatMap { Sex(rawValue: $0) })
      let rate = try #require(check["rate"]?.number?.doubleValue)
      let study = Study.plain.with { ($0.patient.sexAtBirth, $0.scans[0].age) = (sex, .exact(age + 0.9)) }
      let reading = try #require(Self.read(.of("creatinine", creatinine, "mg/dL"), of: study).reading("egfr"))
      #expect(reading.value == ExactDecimal(tenths: Int64((rate * 10).rounded())), "\(check)")
    }
  }

  @Test("The clearance of creatinine is that of the checks of its formula, to a tenth of what is published")
  func clearance() throws {
    let checks = try #require(try Self.formulas()["cockcroftGault"]?["checks"]?.array)
    #expect(checks.count == 4)
    for check in checks {
      let creatinine = try #require(check["creatinine"]?.number?.text)
      let age = try #require(check["age"]?.number?.doubleValue)
      let sex = try #require(check["sex"]?.string.flatMap { Sex(rawValue: $0) })
      let clearance = try #require(check["clearance"]?.number?.doubleValue)
      let study = Study.plain.tested(.of("creatinine", creatinine, "mg/dL")).with { study in
        (study.patient.sexAtBirth, study.scans[0].age) = (sex, .exact(age + 0.9))
        study.patient.weightKg = check["weight"]?.number?.doubleValue
      }
      let expected = ExactDecimal(tenths: Int64((clearance * 10).rounded()))
      #expect(GuidanceFactsTests.facts(study)[.creatinineClearance] == .number(expected), "\(check)")
    }
  }

  @Test("Without weight, without creatinine and below 18 years there is no clearance")
  func noClearance() {
    let tested = Study.plain.tested(.of("creatinine", "1", "mg/dL")).with { $0.patient.weightKg = 60 }
    #expect(GuidanceFactsTests.facts(tested)[.creatinineClearance] != nil)
    #expect(GuidanceFactsTests.facts(tested.with { $0.patient.weightKg = nil })[.creatinineClearance] == nil)
    #expect(GuidanceFactsTests.facts(tested.with { $0.history.laboratory = [] })[.creatinineClearance] == nil)
    #expect(GuidanceFactsTests.facts(tested.with { $0.scans[0].age = .exact(17.9) })[.creatinineClearance] == nil)
    #expect(GuidanceFactsTests.facts(tested.with { $0.scans[0].age = .exact(18) })[.creatinineClearance] != nil)
  }

  @Test("A creatinine in micromoles gives the same filtration rate: 159.12 / 88.4 = 1.8 mg/dL")
  func filtrationRateInMicromoles() {
    let study = Study.plain.with { $0.scans[0].age = .exact(75) }
    let values = [("1.8", "mg/dL"), ("159.12", "\u{00B5}mol/L")].map { value, unit in
      Self.read(.of("creatinine", value, unit), of: study).reading("egfr")?.value
    }
    // 29.0191 by the checks of the formula
    #expect(values == [Self.exact("29"), Self.exact("29")])
  }

  @Test("The age of the rate is that at the sample, in completed years")
  func ageAtSample() {
    let study = Study.plain.with { study in
      study.patient.birthDate = CalendarDate("1956-05-01")
      study.scans[0].age = .exact(70)
    }
    func rate(_ day: String?) -> ExactDecimal? {
      Self.read(.of("creatinine", "0.8", "mg/dL", on: day), of: study).reading("egfr")?.value
    }
    // 79.2151 at 70 by the checks; at 69 it is that over 0.9938: 79.7093.
    #expect(rate("2026-05-01") == Self.exact("79.2") && rate(nil) == Self.exact("79.2"))
    #expect(rate("2026-04-30") == Self.exact("79.7"))
  }

  @Test("Below 18, and where the age is not known, creatinine gives no rate; a rate that was given stands")
  func noFiltrationRate() {
    for (age, isThere) in [(Age.exact(17.9), false), (.exact(18), true), (.atLeast(80), false)] {
      let study = Study.plain.with { $0.scans[0].age = age }
      #expect((Self.read(.of("creatinine", "0.8", "mg/dL"), of: study).reading("egfr") != nil) == isThere)
    }
    let given = Self.read(.of("creatinine", "0.8", "mg/dL"), .of("egfr", "41.25", "mL/min/1.73 m2"))
    // 41.25 to one place is 41.3.
    #expect(given.laboratory.filter { $0.test?.key == "egfr" }.map { $0.value } == [Self.exact("41.3")])
  }

  @Test("Of several results the latest day counts, an undated one last, and of one day the last in the list")
  func latest() {
    func corrected(_ results: (String, String?)...) -> ExactDecimal? {
      let albumins = ["2026-04-01", "2026-03-01", nil].map { LaboratoryResult.of("albumin", "4.0", "g/dL", on: $0) }
      let study = Study.plain.with { study in
        study.history.laboratory = albumins + results.map { .of("calcium", $0.0, "mg/dL", on: $0.1) }
      }
      return study.guidance().reading("corrected-calcium")?.value
    }
    #expect(corrected(("9.1", "2026-04-01"), ("9.2", "2026-03-01"), ("9.3", nil)) == Self.exact("9.1"))
    #expect(corrected(("9.1", "2026-04-01"), ("9.2", "2026-04-01")) == Self.exact("9.2"))
    // Two samples without a day may be of two days.
    #expect(corrected(("9.3", nil)) == nil)
  }
}
