// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import TestSupport
internal import Testing

@testable internal import knowledge

@Suite("Laboratory tests and formulas")
struct LaboratoryFileTests {
  static let file = "laboratory.json"

  private static func test(_ path: [Step], to value: JSONValue, _ problem: String) -> Damage {
    Damage(file, ["tests", .element("key", "calcium")] + path, to: value, "\(file): calcium: \(problem)")
  }

  static let damages = [
    test(["plausible"], to: .array([2]), "The plausible values must be a lower and an upper limit."),
    test(["plausible"], to: .array([2, 2]), "The plausible values must be a lower and an upper limit."),
    test(["plausible"], to: .array([20, 2]), "The plausible values must be a lower and an upper limit."),
    test(["plausible"], to: .array([2, 20, 200]), "The plausible values must be a lower and an upper limit."),
    test(["places"], to: 7, "The decimals must be from 0 to 6."),
    test(["places"], to: .number(JSONNumber(-1)), "The decimals must be from 0 to 6."),
    test(["otherUnits", 0, "factor"], to: 0, "A factor must be above 0."),
    test(["otherUnits", 0, "spellings", 0], to: "mg/dl", "A spelling of a unit must stand once."),
    test(["otherUnits", 0, "unit"], to: "mg/dL", "A spelling of a unit must stand once."),
    // A limit without its fellow stands alone; two must be in order.
    test(["intervals"], to: interval(low: 10, high: 9), "An interval must end above where it begins."),
    test(["intervals"], to: interval(low: 10, high: 10), "An interval must end above where it begins."),
    test(["intervals"], to: interval(low: nil, high: nil), "An interval must have a limit, but has none."),
    test(["intervals"], to: interval(low: 8, high: 10, sex: "woman"), "The sex is not known."),
  ]

  private static func interval(low: Int?, high: Int?, sex: String? = nil) -> JSONValue {
    let limits = [("low", low), ("high", high)].compactMap { key, value in
      value.map { JSONMember(key, .number(JSONNumber($0))) }
    }
    return .array([
      .object([JSONMember("tag", "design")] + limits + [sex.map { JSONMember("sex", .string($0)) }].compactMap { $0 })
    ])
  }

  @Test("A damaged test is the one problem found, and is named", arguments: Damage.batches(damages))
  func damage(damages: [Damage]) throws {
    try Damage.expectOnlyProblems(of: damages)
  }

  @Test("A test that stands twice is named")
  func twice() throws {
    let folder = try KnowledgeFolder()
    try folder.edit(Self.file, ["tests"]) { .array(($0.array ?? []) + ($0.array ?? []).prefix(1)) }
    #expect(try folder.problems() == ["Knowledge/\(Self.file): The test '25-hydroxyvitamin-d' stands twice."])
  }

  @Test(
    "A value that does not fit its place is named",
    arguments: [
      (["unit"], .null, "'tests[1].unit' must be given, but is missing."),
      (["plausible", 0], "2", "'tests[1].plausible[0]' must be a number, but is a text."),
      (["places"], .number(JSONNumber(1.5)), "'tests[1].places' must be a whole number, but is 1.5."),
      (["codes", 0, "tag"], "sure", "'tests[1].codes[0].tag' must be one of confirmed"),
      (["otherUnits", 0, "factor"], "4", "'tests[1].otherUnits[0].factor' must be a number"),
    ] as [([Step], JSONValue, String)])
  func shape(path: [Step], value: JSONValue, expected: String) throws {
    let folder = try KnowledgeFolder()
    try folder.edit(Self.file, ["tests", 1] + path) { _ in value }
    let refusal = try #require(KnowledgeFilesTests.refusal(folder))
    #expect(refusal.hasPrefix("Knowledge/\(Self.file): \(expected)"), "\(refusal)")
  }

  // MARK: What the list says

  @Test("Every code of LOINC ends in its check digit")
  func checkDigits() throws {
    let codes = try KnowledgeFiles(root: Repository.root).laboratory.flatMap { $0.codes.map { $0.loinc } }
    #expect(codes.count > 40 && Set(codes).count == codes.count)
    for code in codes { #expect(Self.hasCheckDigit(code), "\(code)") }
    // 2160-0 is creatinine in serum; another last digit, or two digits exchanged, is a slip.
    #expect(Self.hasCheckDigit("2160-0") && !Self.hasCheckDigit("2160-1") && !Self.hasCheckDigit("2106-0"))
  }

  /// Whether a code ends in its digit by Luhn: every second digit from the right doubled, the sum a multiple of ten.
  private static func hasCheckDigit(_ code: String) -> Bool {
    let digits = code.filter { $0 != "-" }.reversed().compactMap { $0.wholeNumberValue }
    let sum = digits.enumerated().reduce(0) { sum, digit in
      let value = digit.offset % 2 == 1 ? 2 * digit.element : digit.element
      return sum + (value > 9 ? value - 9 : value)
    }
    return sum % 10 == 0
  }

  @Test("No name leads to two tests, and no spelling to two units of one")
  func names() throws {
    let tests = try KnowledgeFiles(root: Repository.root).laboratory
    let names = tests.flatMap { test in Set(([test.key] + test.names).map { $0.lowercased() }) }
    #expect(Set(names).count == names.count)
    for test in tests {
      let spellings = test.units.flatMap { unit in Set(([unit.name] + unit.spellings).map { $0.lowercased() }) }
      #expect(Set(spellings).count == spellings.count, "\(test.key)")
    }
  }

  // MARK: Formulas

  static let formulaDamages =
    [
      // 8.5 + 0.8 (4.0 - 3.0) = 9.3
      (["correctedCalcium", "checks", 0, "corrected"], 9.4, "correctedCalcium: a check gives 9.3000."),
      (["ckdEpi2021", "checks", 1, "rate"], 79.2, "ckdEpi2021: a check gives 79.2151."),
      // 142 (0.8 / 0.9)^-0.302 0.9938^70 = 95.2063, and times 0.9938 = 94.6161 a year later.
      (["ckdEpi2021", "checks", 2, "age"], 71, "ckdEpi2021: a check gives 94.6161."),
      // 95 * 80 / (72 * 1.2) = 87.9630 at an age of 45 instead of 60.
      (["cockcroftGault", "checks", 0, "age"], 45, "cockcroftGault: a check gives 87.9630."),
    ] as [([Step], Double, String)]

  @Test("A check that its formula does not give is named", arguments: formulaDamages)
  func formula(path: [Step], value: Double, problem: String) throws {
    #expect(try Self.formulas(path) { _ in .number(JSONNumber(value)) }.problems == [problem])
  }

  /// The formulas of the repository, with a change.
  private static func formulas(_ path: [Step], _ change: (JSONValue) -> JSONValue?) throws -> FormulaFile {
    let value = try JSONReader.read(Repository.bytes("Knowledge/formulas.json"))
    return try FormulaFile(JSONNode(value.changing(path[...], change)))
  }

  @Test(
    "A slip in a coefficient is found by the checks",
    arguments: [
      ["correctedCalcium", "perAlbumin"], ["correctedCalcium", "albumin"], ["ckdEpi2021", "scale"],
      ["ckdEpi2021", "exponent"],
      ["ckdEpi2021", "perYear"], ["ckdEpi2021", "female", "kappa"], ["ckdEpi2021", "female", "alpha"],
      ["ckdEpi2021", "female", "factor"], ["ckdEpi2021", "male", "kappa"], ["ckdEpi2021", "male", "alpha"],
      ["ckdEpi2021", "male", "factor"],
    ] as [[Step]])
  func coefficient(path: [Step]) throws {
    let problems = try Self.formulas(path) { .number(JSONNumber(($0.number?.doubleValue ?? 0) * 1.001)) }.problems
    #expect(!problems.isEmpty && problems.allSatisfy { $0.contains("a check gives") })
  }

  @Test("A formula without checks is named")
  func noChecks() throws {
    try Damage.expectOnlyProblems(of: [
      Damage(
        "formulas.json", ["correctedCalcium", "checks"], to: .array([]),
        "formulas.json: correctedCalcium: A formula must hold checks, but has none."),
      Damage(
        "formulas.json", ["ckdEpi2021", "checks", 1, "rate"], to: .number(JSONNumber(79.2)),
        "formulas.json: ckdEpi2021: a check gives 79.2151."),
    ])
  }
}
