// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import KnowledgeBase
internal import Statistics
internal import Testing

@Suite("Rule book")
struct RuleBookTests {
  static func category(_ decision: Rule.Decision) -> Densitometry.Category? {
    if case .category(let category) = decision { category } else { nil }
  }

  static func basis(_ decision: Rule.Decision) -> ScoreBasis?? {
    if case .basis(let basis) = decision { .some(basis) } else { nil }
  }

  @Test("A person of 60 is classified by each tenth of a score as the cut points say", arguments: -100...100)
  func agreesWithCutPoints(tenths: Int) {
    let book = RuleBook(profile: .iscd2023)
    let score = ReportedScore(tenths: tenths)
    let onT = Facts([.age: .count(60), .basis: .text("t"), .lowestT: .score(score)])
    #expect(book.decide(onT, Self.category).answer == CutPoints.published.classify(score, by: .t))
    let onZ = Facts([.age: .count(60), .basis: .text("z"), .lowestZ: .score(score)])
    #expect(book.decide(onZ, Self.category).answer == CutPoints.published.classify(score, by: .z))
  }

  @Test("A decision names the rule that gives it")
  func decided() throws {
    let facts = Facts([.age: .count(60), .basis: .text("t"), .lowestT: .score(ReportedScore(tenths: -25))])
    let ruling = RuleBook(profile: .iscd2023).decide(facts, Self.category)
    #expect(ruling.rules.map { $0.id } == ["CLS-06.osteoporosis"])
    guard case .decided(.osteoporosis, _) = ruling else {
      Issue.record("The ruling must be decided, but is \(ruling).")
      return
    }
  }

  @Test("Where a fact is missing, the ruling names the facts that would decide")
  func undecided() {
    let ruling = RuleBook(profile: .iscd2023).decide(Facts([.basis: .text("t")]), Self.category)
    guard case .undecided(let missing) = ruling else {
      Issue.record("The ruling must be undecided, but is \(ruling).")
      return
    }
    #expect(missing == [.lowestT])
    #expect(ruling.answer == nil && ruling.rules.isEmpty)
  }

  @Test("Where no rule could hold, the ruling is silent")
  func silent() {
    let facts = Facts([.age: .count(60), .basis: .text("none")])
    guard case .silent = RuleBook(profile: .iscd2023).decide(facts, Self.category) else {
      Issue.record("No rule gives a category without a basis, so the ruling must be silent.")
      return
    }
  }

  @Test(
    "The basis follows sex, menopause and age",
    arguments: [
      ("female", "post", 62, ScoreBasis.t), ("female", "transition", 50, .t), ("female", "pre", 52, .z),
      ("male", nil, 50, .t), ("male", nil, 49, .z), ("female", nil, 55, .t), ("female", nil, 44, .z),
      ("female", "post", 19, .z), ("male", nil, 19, .z),
    ] as [(String, String?, Int, ScoreBasis)])
  func basis(sex: String, menopause: String?, age: Int, expected: ScoreBasis) {
    var facts = Facts([.sexAtBirth: .text(sex), .age: .count(age)])
    facts[.menopause] = menopause.map { .text($0) }
    #expect(RuleBook(profile: .iscd2023).decide(facts, Self.basis).answer == .some(.some(expected)))
  }

  @Test("From 45 to 54 years without a known menopausal status there is no basis", arguments: [45, 50, 54])
  func noBasis(age: Int) {
    let facts = Facts([.sexAtBirth: .text("female"), .age: .count(age)])
    #expect(RuleBook(profile: .iscd2023).decide(facts, Self.basis).answer == .some(.none))
  }

  @Test("Severe osteoporosis is a category of the WHO profile only, and needs a fragility fracture")
  func severe() {
    var facts = Facts([.age: .count(70), .basis: .text("t"), .lowestT: .score(ReportedScore(tenths: -31))])
    facts[.fragilityFracture] = .flag(true)
    #expect(RuleBook(profile: .who).decide(facts, Self.category).answer == .severeOsteoporosis)
    #expect(RuleBook(profile: .iscd2023).decide(facts, Self.category).answer == .osteoporosis)
    facts[.fragilityFracture] = .flag(false)
    #expect(RuleBook(profile: .who).decide(facts, Self.category).answer == .osteoporosis)
    facts[.fragilityFracture] = nil
    #expect(RuleBook(profile: .who).decide(facts, Self.category).answer == .osteoporosis)
  }

  @Test("Clinical criteria are chosen beside the profile, and belong to it unless others are")
  func criteria() {
    for profile in Profile.allCases {
      #expect(RuleBook(profile: profile).criteria == profile.criteria)
      #expect(RuleBook(profile: profile, criteria: .bhof2022).criteria == .bhof2022)
    }
    let hip = Facts([.basis: .text("t"), .fragilityFractureHip: .flag(true)])
    let ruling = RuleBook(profile: .iscd2023, criteria: .nbha2014).decideClinically(hip)
    #expect(ruling.answer == true)
    #expect(ruling.rules.map { $0.id } == ["CLS-14.nbha-hip"])
    #expect(RuleBook(profile: .iscd2023, criteria: .bhof2022).decideClinically(hip).answer == nil)
  }

  @Test("A guideline is chosen beside the profile, and belongs to it unless another is")
  func guideline() {
    for profile in Profile.allCases {
      #expect(RuleBook(profile: profile).guideline == profile.guideline)
      for guideline in Guideline.allCases {
        let book = RuleBook(profile: profile, guideline: guideline)
        #expect(book.guideline == guideline && book.criteria == profile.criteria)
        let others = book.rules.filter { !$0.guidelines.isEmpty && !$0.guidelines.contains(guideline) }
        #expect(others.isEmpty)
      }
    }
    let treated = Facts([
      .onTreatment: .flag(true), .sexAtBirth: .text("female"), .basis: .text("t"), .age: .count(66),
      .menopause: .text("post"),
    ])
    let holding = RuleBook(profile: .iscd2023, guideline: .es2019).holding(.next, treated).map { $0.id }
    #expect(holding == ["MON-20.endocrine"])
    #expect(RuleBook(profile: .car2013).holding(.next, treated).map { $0.id } == ["MON-20.canada"])
  }

  @Test(
    "Rules of another profile, of other criteria and of another guideline are not in force", arguments: Profile.allCases
  )
  func inForce(profile: Profile) {
    let book = RuleBook(profile: profile)
    for rule in book.rules {
      #expect(
        rule.profiles.contains(profile) || rule.criteria.contains(profile.criteria)
          || rule.guidelines.contains(profile.guideline))
    }
    #expect(book.rules.count < Rule.all.count)
  }

  @Test("Rules that hold are those of the subject, in the order of the files")
  func holding() {
    let facts = Facts([.age: .count(60), .basis: .text("t"), .lowestT: .score(ReportedScore(tenths: -25))])
    let book = RuleBook(profile: .iscd2023)
    let ids = book.holding(.person, facts).map { $0.id }
    #expect(ids.contains("CLS-06.osteoporosis") && !ids.contains("CLS-06.low"))
    #expect(book.holding(.person, facts).allSatisfy { $0.subject == .person })
    #expect(ids == book.rules.map { $0.id }.filter { ids.contains($0) })
  }

  @Test("A rule is found by its identifier, and none by another word")
  func lookup() {
    for rule in Rule.all { #expect(RuleBook.rule(rule.id)?.title == rule.title) }
    #expect(RuleBook.rule("CLS-99") == nil)
  }
}

@Suite("Published cut points")
struct PublishedCutPointsTests {
  /// Returns the only limit of a form in the condition of a rule, as its file writes it.
  static func limit(_ form: String, of id: String) throws -> ReportedScore {
    let rule = try #require(try KnowledgeFile.rules().first { $0["id"]?.string == id })
    let parts = try #require(rule["when"]?["all"]?.array)
    let limits = parts.filter { ["lowestT", "lowestZ"].contains($0["fact"]?.string) }.compactMap { $0[form] }
    try #require(limits.count == 1)
    return ReportedScore(rounding: try KnowledgeFile.exact(limits[0]))
  }

  @Test("Are those that rules CLS-06 and CLS-04 state")
  func fromRules() throws {
    let published = CutPoints.published
    #expect(try Self.limit("atLeast", of: "CLS-06.normal") == published.normalAtLeast)
    #expect(try Self.limit("below", of: "CLS-06.low") == published.normalAtLeast)
    #expect(try Self.limit("above", of: "CLS-06.low") == published.osteoporosisAtMost)
    #expect(try Self.limit("atMost", of: "CLS-06.osteoporosis") == published.osteoporosisAtMost)
    #expect(try Self.limit("atMost", of: "CLS-06.osteoporosis-who") == published.osteoporosisAtMost)
    #expect(try Self.limit("atMost", of: "CLS-06.severe") == published.osteoporosisAtMost)
    #expect(try Self.limit("atMost", of: "CLS-04.below") == published.belowRangeAtMost)
    #expect(try Self.limit("above", of: "CLS-04.within") == published.belowRangeAtMost)
    #expect(try Self.limit("atMost", of: "PED-05.below") == published.belowRangeAtMost)
    #expect(try Self.limit("above", of: "PED-05.within") == published.belowRangeAtMost)
  }

  @Test("Are -1.0, -2.5 and -2.0")
  func values() {
    #expect(CutPoints.published.normalAtLeast.tenths == -10)
    #expect(CutPoints.published.osteoporosisAtMost.tenths == -25)
    #expect(CutPoints.published.belowRangeAtMost.tenths == -20)
  }
}
