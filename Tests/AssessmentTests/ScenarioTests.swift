// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import Interchange
internal import KnowledgeBase
internal import TestSupport
internal import Testing

/// The people of `Tests/Scenarios/`: each file holds a study, what is expected of it, and the rule and arithmetic behind that.
@Suite("Scenarios")
struct ScenarioTests {
  struct Scenario: Sendable, CustomTestStringConvertible {
    let file: String
    let title: String
    let assessment: Assessment
    let expect: JSONValue
    let because: String
    var testDescription: String { "\(file): \(title)" }
  }

  static let files = (try? Repository.names(in: "Tests/Scenarios", endingIn: ".json")) ?? []

  static func scenario(_ name: String) throws -> Scenario {
    let document = try JSONReader.read(Repository.bytes("Tests/Scenarios/\(name)"))
    let profile = try document["profile"]?.string.map { try #require(Profile(rawValue: $0)) } ?? .iscd2023
    let criteria = try document["criteria"]?.string.map { try #require(ClinicalCriteria(rawValue: $0)) }
    let study = try StudyDocument.read(try #require(document["study"]))
    return Scenario(
      file: name, title: try #require(document["title"]?.string),
      assessment: Assessment(study, profile, criteria: criteria), expect: try #require(document["expect"]),
      because: try #require(document["because"]?.string))
  }

  @Test("There are scenarios to run")
  func count() { #expect(Self.files.count >= 25) }

  @Test("The answer is the expected one", arguments: files)
  func answer(name: String) throws {
    let scenario = try Self.scenario(name)
    let diagnosis = scenario.assessment.diagnosis
    let expect = scenario.expect
    #expect(diagnosis.category?.rawValue == expect["category"]?.string, "\(scenario.because)")
    #expect(diagnosis.score?.value == expect["score"]?.number?.doubleValue, "\(scenario.because)")
    #expect(diagnosis.region?.site.rawValue == expect["site"]?.string)
    if let side = expect["side"]?.string { #expect(diagnosis.region?.side?.rawValue == side) }
    #expect(scenario.assessment.clinicalDiagnosis.osteoporosis == expect["clinical"]?.bool)
  }

  @Test("What is found and refused is the expected", arguments: files)
  func findings(name: String) throws {
    let scenario = try Self.scenario(name)
    let found = Set(scenario.assessment.found)
    for rule in try Self.words("findings", scenario) { #expect(found.contains(rule), "\(rule)") }
    for rule in try Self.words("absent", scenario) { #expect(!found.contains(rule), "\(rule)") }
    let refusals = scenario.assessment.refusals + scenario.assessment.regions.flatMap { $0.refusals }
    let refused = Set(refusals.map { $0.code })
    let expected = Set(try Self.words("refusals", scenario))
    #expect(expected.isSubset(of: refused))
    // Scores that a printed score or a missing curve leaves out are expected of no scenario that does not name them.
    let incidental: Set = ["no-age-curve", "age-not-exact", "site-without-reference", "no-young-adult-reference"]
    #expect(refused.subtracting(expected).isSubset(of: incidental))
  }

  @Test("Every rule that a scenario names exists", arguments: files)
  func rulesExist(name: String) throws {
    let scenario = try Self.scenario(name)
    for rule in try Self.words("findings", scenario) + Self.words("absent", scenario) {
      #expect(RuleBook.rule(rule) != nil, "\(rule)")
    }
    let keys: Set = ["category", "score", "site", "side", "findings", "absent", "refusals", "clinical"]
    #expect(Set((scenario.expect.members ?? []).map { $0.key }).isSubset(of: keys))
  }

  private static func words(_ key: String, _ scenario: Scenario) throws -> [String] {
    guard let list = scenario.expect[key] else { return [] }
    return try #require(list.array).map { try #require($0.string) }
  }
}
