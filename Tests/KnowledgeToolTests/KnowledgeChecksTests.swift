// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import Testing

@testable internal import knowledge

@Suite("Checks of the knowledge")
struct KnowledgeChecksTests {
  @Test("The knowledge of the repository has no problems")
  func unmodified() throws {
    #expect(try KnowledgeFolder(translations: true).problems() == [])
  }

  @Test("Writing a file anew without a change finds no problems")
  func rewritten() throws {
    let folder = try KnowledgeFolder()
    try folder.edit("rules/audit.json", [], { $0 })
    try folder.edit("facts.json", [], { $0 })
    #expect(try folder.problems() == [])
  }

  @Test(
    "A rule without a firing example, and then one without a silent one, is named",
    arguments: [
      ("audit", "AUD-02"), ("children", "PED-01"), ("classification", "CLS-06.normal"), ("gender", "TGN-01.default"),
      ("numbers", "NUM-04.computed"), ("references", "REF-01"), ("regions", "ROI-06.strong"),
    ])
  func examples(family: String, id: String) throws {
    for (list, word) in [("fires", "firing"), ("silent", "silent")] {
      let folder = try KnowledgeFolder()
      let file = "rules/\(family).json"
      let place: [Step] = ["rules", .rule(id), "examples", .key(list)]
      try folder.edit(file, place) { .array(Array(($0.array ?? []).prefix(1))) }
      #expect(try folder.problems() == [])
      try folder.edit(file, place + [0]) { _ in nil }
      let expected = "Knowledge/\(file): \(id): A rule must have a \(word) example, but has none."
      #expect(try folder.problems() == [expected])
    }
  }

  static let cls01: [Step] = ["rules", .rule("CLS-01")]
  static let neck: [Step] = ["populations", .element("key", "nhanes-iii.femoral-neck.white-female")]
  static let girls: [Step] = ["curves", .element("key", "cdc-2000.height.female")]

  static let ruleDamages = [
    Damage(
      "rules/classification.json", cls01 + ["tag"], to: "unverified",
      "rules/classification.json: CLS-01: An unverified rule may ask, inform, warn or block, but this one decides."),
    Damage(
      "rules/classification.json", cls01 + ["sources"], to: .array([]),
      "rules/classification.json: CLS-01: A rule must cite a source, but cites none."),
    Damage(
      "rules/classification.json", cls01 + ["profiles"], to: .array([]),
      "rules/classification.json: CLS-01: A rule must name either profiles, criteria or guidelines."),
    Damage(
      "rules/classification.json", cls01 + ["profiles", 0], to: "ISCD1999",
      "rules/classification.json: CLS-01: The profile 'ISCD1999' is not listed."),
    Damage(
      "rules/classification.json", ["rules", .rule("CLS-14.nbha-hip"), "criteria", 0], to: "NBHA1999",
      "rules/classification.json: CLS-14.nbha-hip: The criteria 'NBHA1999' are not listed."),
    Damage(
      "rules/monitoring.json", ["rules", .rule("MON-25"), "guidelines", 0], to: "ES1999",
      "rules/monitoring.json: MON-25: The guideline 'ES1999' is not listed."),
    Damage(
      "rules/monitoring.json", ["rules", .rule("MON-25"), "then", "repeat", "fromMonths"], to: .number(JSONNumber(49)),
      "rules/monitoring.json: MON-25: An interval must begin after a month or later, and not end before it begins."),
    Damage(
      "rules/monitoring.json", ["rules", .rule("MON-25"), "then"],
      to: .object([
        JSONMember("decide", .object([JSONMember("clinical", "osteoporosis")])),
        JSONMember("repeat", .object([JSONMember("fromMonths", .number(JSONNumber(24)))])),
      ]),
      "rules/monitoring.json: MON-25: A rule must decide one thing, but this one has an interval besides."),
    Damage(
      "rules/monitoring.json", ["rules", .rule("MON-25"), "tag"], to: "unverified",
      "rules/monitoring.json: MON-25: An unverified rule may ask, inform, warn or block, but this one decides."),
    Damage(
      "rules/classification.json", cls01 + ["subject"], to: "scanner",
      "rules/classification.json: CLS-01: The subject is not known."),
    Damage(
      "rules/classification.json", cls01 + ["then"], to: .object([]),
      "rules/classification.json: CLS-01: A rule must decide, expect, find, refuse, advise or govern, but does none of these."
    ),
    Damage(
      "rules/classification.json", cls01 + ["when", "all", 0, "fact"], to: "agee",
      "rules/classification.json: CLS-01: The fact 'agee' is not listed. Did you mean 'age'?"),
    Damage(
      "rules/classification.json", cls01 + ["when", "all", 0, "atLeast"], to: "twenty",
      "rules/classification.json: CLS-01: A value of 'age' does not fit its kind."),
    Damage(
      "rules/audit.json", ["rules", .rule("AUD-09.male"), "when", "all", 2],
      to: .object([JSONMember("fact", "maleReference"), JSONMember("equals", "hologic.femoral-neck.male")]),
      "rules/audit.json: AUD-09.male: A condition may only ask whether 'maleReference' is known."),
    Damage(
      "rules/classification.json", cls01 + ["examples", "fires", 1, "menopause"], to: "postt",
      "rules/classification.json: CLS-01: A value of 'menopause' does not fit its kind."),
    Damage(
      "rules/classification.json", cls01 + ["then", "decide", "basis"], to: "tt",
      "rules: CLS-01: 'basis: tt' is no known decision."),
    Damage(
      "wording/en.json", ["rules", "CLS-02", "clinician"], to: "At {agee} years.",
      "wording/en.json: CLS-02: A message holds '{agee}', which is no fact."),
    Damage(
      "rules/classification.json", ["rules", .rule("CLS-19"), "then", "refuse", "code"], to: "no-such-code",
      "rules/classification.json: CLS-19: The refusal code 'no-such-code' is not listed in refusals.json."),
  ]

  static let otherDamages = [
    Damage(
      "facts.json", ["facts", .element("name", "age"), "unit"],
      "facts.json: A number must have a unit, but 'age' has none."
    ) { _ in nil },
    Damage(
      "profiles.json", ["profiles", 0, "criteria"], to: "NBHA1999",
      "profiles.json: The criteria of profile 'ISCD2023' must be listed, but are not."),
    Damage(
      "profiles.json", ["profiles", 0, "guideline"], to: "ES1999",
      "profiles.json: The guideline of profile 'ISCD2023' must be listed, but is not."),
    Damage(
      "profiles.json", ["guidelines"], "profiles.json: A guideline must have a rule, but 'ACP1999' has none."
    ) { list in
      .array(
        (list.array ?? []) + [
          .object([
            JSONMember("key", "ACP1999"), JSONMember("title", "Shown in a test"), JSONMember("sources", .array([])),
          ])
        ])
    },
    Damage(
      "refusals.json", ["refusals", .element("code", "pregnancy"), "rule"], to: "CLS-99",
      "refusals.json: The rule of 'pregnancy' must be there, but is not."),
    Damage(
      "references/cdc-2000-height.json", girls + ["rows", 1, 0], to: .number(JSONNumber(24)),
      "references/cdc-2000-height.json: cdc-2000.height.female: The ages must rise strictly."),
    Damage(
      "references/cdc-2000-height.json", girls + ["domain", 1], to: .number(JSONNumber(241)),
      "references/cdc-2000-height.json: cdc-2000.height.female: The domain must match the rows."),
    Damage(
      "references/cdc-2000-height.json", girls + ["rows", 2, 3], to: .number(JSONNumber(0)),
      "references/cdc-2000-height.json: cdc-2000.height.female: M and S must be positive."),
    Damage(
      "references/cdc-2000-height.json", ["checks", 0, "age"], to: .number(JSONNumber(23)),
      "references/cdc-2000-height.json: A check names 'cdc-2000.height.male' at an age that is not there."),
    Damage(
      "references/lunar.json", ["populations", 0, "within"], to: .number(JSONNumber(0.12)),
      "references/lunar.json: lunar-prodigy.lumbar-spine.l1.female: "
        + "The tolerance of the mean must be 0 or more, and less than the SD."),
    Damage(
      "references/nhanes-iii-hip.json", ["checks", 0, "density"], to: .number(JSONNumber(0.576)),
      // (0.576 - 0.858) / 0.120 = -2.35
      "references/nhanes-iii-hip.json: nhanes-iii.femoral-neck.white-female: a check gives T -2.3500."),
    Damage(
      "references/nhanes-iii-hip.json", ["checks", 0, "population"], to: "no-such-key",
      "references/nhanes-iii-hip.json: A check names 'no-such-key', which is not there."),
    Damage(
      "references/nhanes-iii-hip.json", neck + ["tag"], to: "unverified",
      "references/nhanes-iii-hip.json: nhanes-iii.femoral-neck.white-female: An unverified population must not be diagnostic."
    ),
    Damage(
      "references/norland.json", ["checks"], to: .array([]),
      "references/norland.json: A reference file must hold checks, but has none."),
  ]

  @Test("A damaged rule is the one problem found, and is named", arguments: Damage.batches(ruleDamages))
  func rule(damages: [Damage]) throws {
    try Damage.expectOnlyProblems(of: damages)
  }

  @Test("Any other damage is the one problem found, and its file is named", arguments: Damage.batches(otherDamages))
  func other(damages: [Damage]) throws {
    try Damage.expectOnlyProblems(of: damages)
  }

  @Test("A citation whose key is broken is named, and the work that nobody cites any more")
  func brokenSourceKey() throws {
    let folder = try KnowledgeFolder()
    try folder.edit("rules/classification.json", Self.cls01 + ["sources", 0, "key"]) { _ in "no-such-work" }
    #expect(
      try folder.problems() == [
        "Knowledge/sources.json: A key that is cited must be listed, but 'no-such-work' is not."
      ])
    let other = try KnowledgeFolder()
    try other.edit("sources.json", ["sources"]) { sources in
      .object((sources.members ?? []).map { $0.key == "xue-2021" ? JSONMember("xue-2022", $0.value) : $0 })
    }
    #expect(
      try other.problems() == [
        "Knowledge/sources.json: A key that is cited must be listed, but 'xue-2021' is not.",
        "Knowledge/sources.json: A work that is listed must be cited somewhere, but 'xue-2022' is not.",
      ])
  }

  @Test("A text fact without values is named, and so is every rule that gives it one")
  func noValues() throws {
    let folder = try KnowledgeFolder()
    try folder.edit("facts.json", ["facts", .element("name", "pregnancy"), "values"]) { _ in nil }
    let problems = try folder.problems()
    #expect(problems.first == "Knowledge/facts.json: A text fact must list its values, but 'pregnancy' has none.")
    let misfit = "Knowledge/rules/classification.json: CLS-19: A value of 'pregnancy' does not fit its kind."
    #expect(problems.contains(misfit))
  }

  @Test("What stands twice is named")
  func duplicates() throws {
    let folder = try KnowledgeFolder()
    for (file, list) in [("facts.json", "facts"), ("refusals.json", "refusals"), ("rules/audit.json", "rules")] {
      try folder.edit(file, [.key(list)]) { value in value.array.map { .array($0 + $0.prefix(1)) } }
    }
    try folder.edit("references/norland.json", ["populations"]) { value in value.array.map { .array($0 + $0.prefix(1)) }
    }
    let problems = try folder.problems()
    #expect(problems.contains("Knowledge/facts.json: The fact 'age' stands twice."))
    #expect(
      problems.contains { $0.hasPrefix("Knowledge/refusals.json: The code '") && $0.hasSuffix("' stands twice.") })
    #expect(problems.contains("Knowledge/rules: The rule 'AUD-02' stands twice."))
    #expect(problems.contains("Knowledge/references: The key 'norland.lumbar-spine.l2-l4' stands twice."))
    #expect(problems.count == 4)
  }

  @Test("Two references that would diagnose the same region are named")
  func twoDiagnosticReferences() throws {
    let folder = try KnowledgeFolder()
    let key: [Step] = ["populations", .element("key", "hologic.lumbar-spine.l1-l4.male"), "sex"]
    try folder.edit("references/hologic.json", key) { _ in "female" }
    #expect(
      try folder.problems() == [
        "Knowledge/references: Two diagnostic references serve 'manufacturer lumbar-spine L1-L4 female hologic '."
      ])
  }

  @Test("Bands of the categories that leave a gap are found")
  func bands() throws {
    let folder = try KnowledgeFolder()
    try folder.edit("rules/classification.json", ["rules", .rule("CLS-06.low"), "when", "all", 2, "above"]) { _ in
      .number(JSONNumber(-2.4))
    }
    #expect(try folder.problems() == ["Knowledge/rules: The bands of CLS-04 and CLS-06 must meet, but do not."])
  }

  @Test("A classifying rule that no longer states its limit is named")
  func noLimit() throws {
    let folder = try KnowledgeFolder()
    try folder.edit("rules/classification.json", ["rules", .rule("CLS-06.normal"), "when"]) { _ in "always" }
    #expect(
      try folder.problems() == ["Knowledge/rules: CLS-06.normal must state 'atLeast' of 'lowestT' once, but does not."])
  }

  @Test("A mean or a standard deviation that is no density is found")
  func implausible() throws {
    let folder = try KnowledgeFolder()
    let lumbar: [Step] = ["populations", 0]
    try folder.edit("references/nhanes-2005-2014-proposal.json", lumbar + ["mean"]) { _ in .number(JSONNumber(888)) }
    try folder.edit("references/nhanes-2005-2014-proposal.json", lumbar + ["sd"]) { _ in .number(JSONNumber(121)) }
    let problems = try folder.problems()
    let place = "Knowledge/references/nhanes-2005-2014-proposal.json: nhanes-2005-2014.femoral-neck.white-female: "
    #expect(problems.contains(place + "The mean is no density in g/cm²."))
    #expect(problems.contains(place + "The SD is not plausible."))
  }
}
