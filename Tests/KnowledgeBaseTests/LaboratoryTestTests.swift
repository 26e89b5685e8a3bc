// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import KnowledgeBase
internal import Statistics
internal import Testing

@Suite("Tests of a laboratory")
struct LaboratoryTestTests {
  static func test(_ key: String) throws -> LaboratoryTest { try #require(LaboratoryTest.withKey(key)) }

  static func exact(_ text: String) throws -> ExactDecimal { try #require(ExactDecimal(text: text)) }

  // MARK: Names

  @Test("The tests are those of the file, in its order, each with its units and codes")
  func sameTests() throws {
    let entries = try #require(try KnowledgeFile.read("laboratory.json")["tests"]?.array)
    #expect(LaboratoryTest.all.map { $0.key } == entries.map { $0["key"]?.string })
    for (test, entry) in zip(LaboratoryTest.all, entries) {
      let others = try (entry["otherUnits"]?.array ?? []).map { try #require($0["unit"]?.string) }
      #expect(test.units.map { $0.name } == [entry["unit"]?.string].compactMap(\.self) + others, "\(test.key)")
      let codes = (entry["codes"]?.array ?? []).compactMap { $0["loinc"]?.string }
      #expect(test.codes == codes, "\(test.key)")
    }
  }

  @Test("A test is found by its key and by every name; capitals do not matter, and a space counts as a hyphen")
  func names() throws {
    for test in LaboratoryTest.all {
      for name in [test.key] + test.names {
        #expect(LaboratoryTest.find(name)?.key == test.key, "\(name)")
        #expect(LaboratoryTest.find(name.uppercased())?.key == test.key, "\(name)")
      }
    }
    for name in ["Vitamin D", "vitamin-d", "VITAMIN_D", "25 hydroxyvitamin d"] {
      #expect(LaboratoryTest.find(name)?.key == "25-hydroxyvitamin-d")
    }
    #expect(LaboratoryTest.find("vitamin") == nil && LaboratoryTest.find("") == nil)
    #expect(LaboratoryTest.withKey("vitamin-d") == nil)
  }

  @Test("No name, key or code stands for two tests")
  func unambiguous() {
    let names = LaboratoryTest.all.flatMap { test in
      Set(([test.key] + test.names).map { $0.replacing(" ", with: "-") })
    }
    #expect(Set(names).count == names.count)
    let codes = LaboratoryTest.all.flatMap { $0.codes }
    #expect(Set(codes).count == codes.count)
  }

  @Test("A code of LOINC decides before the name, and one that is not known finds nothing; other systems do not count")
  func codes() {
    func find(_ name: String, _ system: String, _ code: String) -> String? {
      LaboratoryTest.find(name, code: Code(system: system, value: code))?.key
    }
    // 17861-6 is calcium in serum, 2160-0 creatinine.
    #expect(find("anything", "loinc", "17861-6") == "calcium")
    #expect(find("calcium", "loinc", "2160-0") == "creatinine")
    #expect(find("calcium", "loinc", "0000-0") == nil)
    #expect(find("calcium", "snomed-ct", "2160-0") == "calcium")
  }

  // MARK: Units

  @Test(
    "A unit is known however it is written",
    arguments: [
      ("creatinine", "\u{00B5}mol/L", "\u{00B5}mol/L"), ("creatinine", "\u{03BC}mol/l", "\u{00B5}mol/L"),
      ("creatinine", "umol / L", "\u{00B5}mol/L"), ("creatinine", "UMOL/L", "\u{00B5}mol/L"),
      ("creatinine", "MG/DL", "mg/dL"), ("creatinine", " mg / dl ", "mg/dL"),
      ("egfr", "mL/min/1.73 m\u{00B2}", "mL/min/1.73 m\u{00B2}"),
      ("egfr", "ml/min/1.73m2", "mL/min/1.73 m\u{00B2}"), ("egfr", "ML/MIN/1.73 M2", "mL/min/1.73 m\u{00B2}"),
      ("egfr", "ml/min/1*73 m2", "mL/min/1.73 m\u{00B2}"), ("egfr", "ml/min/1\u{00B7}73 m2", "mL/min/1.73 m\u{00B2}"),
      ("25-hydroxyvitamin-d", "mcg/L", "\u{00B5}g/L"), ("alkaline-phosphatase", "\u{03BC}kat/L", "\u{00B5}kat/L"),
    ])
  func spellings(key: String, written: String, name: String) throws {
    #expect(try Self.test(key).unit(written: written)?.name == name)
  }

  @Test("A unit of another test, a part of one, or nothing is not known", arguments: ["mmol/L", "mg", "", "mg/dLL"])
  func unknownUnits(written: String) throws {
    #expect(try Self.test("creatinine").unit(written: written) == nil)
  }

  @Test("Every unit of every test is found by its own name and spellings")
  func ownSpellings() {
    for test in LaboratoryTest.all {
      for unit in test.units {
        for text in [unit.name] + unit.spellings { #expect(test.unit(written: text) == unit, "\(test.key): \(text)") }
      }
      #expect(test.unit.factor == ExactDecimal(1), "\(test.key)")
    }
  }

  // MARK: Conversion

  /// Each value in its unit, with the arithmetic on the factor that the file states.
  static let conversions: [(String, String, String, String)] = [
    // 2.12 / 0.2495 = 8.49699..., to two places 8.50: not below 8.5.
    ("calcium", "2.12", "mmol/L", "8.5"),
    // 2.11 / 0.2495 = 8.45691..., to two places 8.46: below 8.5.
    ("calcium", "2.11", "mmol/L", "8.46"),
    // 2.62 / 0.2495 = 10.50100..., to two places 10.5: not above 10.5.
    ("calcium", "2.62", "mmol/L", "10.5"),
    // 50 / 2.496 = 20.03205..., 49.9 / 2.496 = 19.99198..., 49.91 / 2.496 = 19.99599...
    ("25-hydroxyvitamin-d", "50", "nmol/L", "20.03"), ("25-hydroxyvitamin-d", "49.9", "nmol/L", "19.99"),
    ("25-hydroxyvitamin-d", "49.91", "nmol/L", "20"),
    // 88.4 / 88.4 = 1; 80 / 88.4 = 0.904977...
    ("creatinine", "88.4", "\u{00B5}mol/L", "1"), ("creatinine", "80", "\u{00B5}mol/L", "0.905"),
    // 45 g/L / 10 = 4.5 g/dL; a half in the last place goes up: 34.95 / 10 = 3.495, to two places 3.5.
    ("albumin", "45", "g/L", "4.5"), ("albumin", "34.95", "g/L", "3.5"), ("albumin", "34.94", "g/L", "3.49"),
    // The conventional unit is rounded, too: 8.495 is 8.5 and 8.494 is 8.49.
    ("calcium", "8.495", "mg/dL", "8.5"), ("calcium", "8.494", "mg/dL", "8.49"),
    ("calcium", "-8.495", "mg/dL", "-8.5"), ("calcium", "0", "mmol/L", "0"),
  ]

  @Test("A value is converted by its factor and rounded half away from zero", arguments: conversions)
  func conversion(key: String, value: String, unit: String, expected: String) throws {
    let test = try Self.test(key)
    let from = try #require(test.unit(written: unit))
    #expect(test.conventional(try Self.exact(value), from) == (try Self.exact(expected)))
  }

  @Test("A value that is too large to be told gives none, and never a wrong one")
  func overflow() throws {
    let creatinine = try Self.test("creatinine")
    // Four places: 922,337 with nine decimals times 10,000 still fits 64 bits, and 922,338 does not.
    #expect(creatinine.conventional(ExactDecimal(922_337), creatinine.unit) == ExactDecimal(922_337))
    #expect(creatinine.conventional(ExactDecimal(922_338), creatinine.unit) == nil)
    #expect(creatinine.conventional(ExactDecimal(-922_338), creatinine.unit) == nil)
    // No places, and a thousandth as the factor: 9,300,000 becomes 9,300,000,000, too many billionths for 64 bits.
    let telopeptide = try Self.test("c-telopeptide")
    let nanograms = try #require(telopeptide.unit(written: "ng/mL"))
    #expect(telopeptide.conventional(ExactDecimal(9_200_000), nanograms) == ExactDecimal(9_200_000_000))
    #expect(telopeptide.conventional(ExactDecimal(9_300_000), nanograms) == nil)
  }

  @Test("What a test can hold includes the limits that stand in, and every factor is positive")
  func plausible() {
    for test in LaboratoryTest.all {
      for limit in test.intervals.flatMap({ [$0.low, $0.high] }).compactMap(\.self) {
        #expect(test.plausible.contains(limit), "\(test.key)")
      }
      #expect(test.units.allSatisfy { $0.factor > ExactDecimal(0) }, "\(test.key)")
      #expect(!test.sources.isEmpty && test.sources.allSatisfy { Source.withKey($0.key) != nil }, "\(test.key)")
    }
  }

  @Test("Limits for a sex come before those for everyone")
  func intervals() throws {
    // Hemoglobin differs between the sexes, calcium does not, and creatinine has no limits.
    let entries = try #require(try KnowledgeFile.read("laboratory.json")["tests"]?.array)
    let hemoglobin = try #require(entries.first { $0["key"]?.string == "hemoglobin" }?["intervals"]?.array)
    for sex in Sex.allCases {
      let entry = try #require(hemoglobin.first { $0["sex"]?.string == sex.rawValue })
      #expect(try Self.test("hemoglobin").interval(for: sex)?.low == (try KnowledgeFile.exact(entry["low"])))
      #expect(try Self.test("calcium").interval(for: sex)?.low == (try Self.exact("8.5")))
      #expect(try Self.test("creatinine").interval(for: sex) == nil)
    }
  }
}
