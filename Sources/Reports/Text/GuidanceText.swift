// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The guidance of an assessment for clinicians.
struct GuidanceText {
  private let guidance: Guidance
  private let wording: Wording
  private let style: TextStyle
  private let details: Bool

  init(_ guidance: Guidance, _ wording: Wording, _ style: TextStyle, details: Bool) {
    self.details = details
    self.guidance = guidance
    self.wording = wording
    self.style = style
  }

  /// The red flags that are present; of several branches of one flag the most urgent speaks.
  var alarms: [String] {
    section(
      "guidance.alarms",
      guidance.alarms.map { point in
        "\(wording.phrase("urgency.\(point.urgency?.rawValue ?? "")")): \(sentence(point))"
      } + takenAgainst)
  }

  /// Classes that are taken although something blocks them.
  private var takenAgainst: [String] {
    guidance.blockedNow.map { limit in
      wording.phrase(
        "taken-now.clinician",
        [
          "classes": wording.name("class.\(limit.drugClass.rawValue)"),
          "rules": limit.blocks.map { $0.rule }.joined(separator: ", "),
        ])
    }
  }

  /// Everything else, section by section.
  var sections: [[String]] {
    [
      section("guidance.work-up", guidance.points { $0 == .workUp }.map(sentence)), tests, doubts,
      section("guidance.results", guidance.points { $0 == .result }.map(sentence)), causes,
      section("guidance.steps", guidance.steps.map(sentence)),
      section("guidance.companions", guidance.points { $0 == .companion }.map(sentence)), treatment, limits, habits,
      questions, background,
    ]
  }

  private func section(_ heading: String, _ points: [String]) -> [String] {
    guard !points.isEmpty else { return [] }
    return [style.mark(wording.phrase("heading.\(heading)"), .strong)]
      + points.flatMap { style.wrap($0, indent: 2, lead: "- ") }
  }

  /// What a rule says to clinicians, with its id; an unverified one says so.
  private func sentence(_ point: Guidance.Point) -> String {
    let text = wording.sentence(of: point.rule, .clinician, point.facts) ?? point.message
    let mark = point.tag == .unverified ? ", \(wording.phrase("guidance.unverified"))" : ""
    return "\(text) [\(point.rule)\(mark)]"
  }

  // MARK: Laboratory

  /// The tests by their tier, in one line each.
  private var tests: [String] {
    let points = Advice.Tier.allCases.compactMap { tier -> String? in
      var names: [String] = []
      var rules: [String] = []
      for point in guidance.points {
        guard case .test(let keys, tier) = point.kind else { continue }
        names += keys.map { wording.text("tests.\($0)") ?? $0 }
        rules.append(point.rule)
      }
      guard !names.isEmpty else { return nil }
      return "\(wording.phrase("guidance.tier.\(tier.rawValue)")): \(names.unique.joined(separator: ", "))."
        + " [\(rules.joined(separator: ", "))]"
    }
    return section("guidance.tests", points)
  }

  /// The results that are not used.
  private var doubts: [String] {
    section(
      "guidance.doubts",
      guidance.laboratory.compactMap { $0.doubt }.map { doubt in
        let text = wording.sentence(of: doubt.rule, .clinician, doubt.facts) ?? doubt.message
        return "\(text) [\(doubt.rule)]"
      })
  }

  private var causes: [String] {
    let names = guidance.causes.map { known in
      wording.text("causes.\(known.cause.concept.key)") ?? known.cause.concept.means
    }
    let list =
      names.isEmpty ? [] : [wording.phrase("guidance.causes", ["causes": names.unique.joined(separator: ", ")])]
    return section("guidance.causes", list + guidance.points { $0 == .cause }.map(sentence))
  }

  // MARK: Treatment

  /// What the chosen guideline says in full, and the others in a line each.
  private var treatment: [String] {
    guard guidance.withheld.isEmpty else {
      let rules = guidance.withheld.map { $0.rule }.joined(separator: ", ")
      return section("guidance.treatment", [wording.phrase("guidance.withheld", ["rules": rules])])
    }
    return section("guidance.treatment", guidance.comparisons.flatMap(thresholds))
  }

  /// What a guideline says: the chosen one in full, in short only where it goes farthest; another in a line.
  private func thresholds(_ comparison: Guidance.Comparison) -> [String] {
    comparison.guideline == guidance.guideline ? inFull(comparison) : inShort(comparison)
  }

  private func inFull(_ comparison: Guidance.Comparison) -> [String] {
    ((details ? comparison.points : farthest(comparison)) + comparison.options).map(sentence)
  }

  private func inShort(_ comparison: Guidance.Comparison) -> [String] {
    guard let level = comparison.level else { return [] }
    let rules = farthest(comparison).map { $0.rule }.joined(separator: ", ")
    return ["\(comparison.guideline.rawValue): \(wording.phrase("level.\(level.rawValue)")) [\(rules)]"]
  }

  /// What goes farthest of what a guideline says.
  private func farthest(_ comparison: Guidance.Comparison) -> [Guidance.Point] {
    guard let level = comparison.level else { return [] }
    return comparison.points.filter { $0.level == level }
  }

  /// The limits of the classes, each reason once; red flags and results, which stand above, by their rules.
  ///
  /// Where no drug is named at all, in short only what the person is told as well, and limits of classes that are taken now,
  /// are written out.
  private var limits: [String] {
    let above = joined(
      guidance.drugs.map { limit in (limit.blocks.filter { !$0.isOnDrugs }.map { $0.rule }, limit.drugClass) }
        .filter { !$0.0.isEmpty }
    ).map { rules, classes in
      wording.phrase(
        "guidance.above", ["classes": classes.capitalizedFirst, "rules": rules.joined(separator: ", ")])
    }
    let reasons = guidance.drugs.flatMap { limit in
      (limit.blocks + limit.asks + limit.warnings).filter { $0.isOnDrugs }.map { ($0, limit.drugClass) }
    }
    let isWritten = { (reason: (point: Guidance.Point, drugClass: DrugClass)) in
      details || guidance.withheld.isEmpty || guidance.takenNow.contains(reason.drugClass)
        || wording.text("rules.\(reason.point.rule).patient") != nil
    }
    let written = joined(reasons.filter(isWritten)).map { "\($1.capitalizedFirst): \(sentence($0))" }
    let shown = Set(reasons.filter(isWritten).map { $0.0.rule })
    let rest = reasons.filter { !isWritten($0) && !shown.contains($0.0.rule) }.map { $0.0.rule }.unique
    let further =
      rest.isEmpty ? [] : [wording.phrase("guidance.further", ["rules": rest.joined(separator: ", ")])]
    return section("guidance.limits", above + written + further)
  }

  /// Names the classes of each reason, in the order of the reasons.
  private func joined<Reason: Equatable>(_ limits: [(Reason, DrugClass)]) -> [(reason: Reason, classes: String)] {
    var groups: [(reason: Reason, classes: [DrugClass])] = []
    for (reason, drugClass) in limits {
      if let index = groups.firstIndex(where: { $0.reason == reason }) {
        groups[index].classes.append(drugClass)
      } else {
        groups.append((reason, [drugClass]))
      }
    }
    return groups.map { ($0.reason, $0.classes.map(name).unique.joined(separator: ", ")) }
  }

  /// Names a class, and says where it is taken now.
  private func name(_ drugClass: DrugClass) -> String {
    let name = wording.name("class.\(drugClass.rawValue)")
    return guidance.takenNow.contains(drugClass) ? wording.phrase("taken-now", ["class": name]) : name
  }

  // MARK: Habits

  /// In short, only what has a size at a site of this person; the rest by its rules.
  private var habits: [String] {
    let all = guidance.points { $0 == .habit || $0 == .need }
    let seen = guidance.effects.filter { $0.effect.rule != nil && (details || $0.high.score >= 0.05) }
    let sized = Set(seen.compactMap { $0.effect.rule })
    let written = all.filter { details || sized.contains($0.rule) }.map { point in
      let effects = seen.filter { $0.effect.rule == point.rule }.map(effect)
      let lead = details ? sentence(point) : "\(wording.name("habit.\(point.rule)").capitalizedFirst):"
      return ([lead] + effects + (details ? [] : ["[\(point.rule)]"])).joined(
        separator: " ")
    }
    let drugs = guidance.effects.filter { $0.effect.drugClass != nil }.map { expected in
      "\(wording.name(expected.effect.agent ?? "").capitalizedFirst): \(effect(expected))"
    }
    let named = all.map { $0.rule }.filter { !details && !sized.contains($0) }
    let rest = named.isEmpty ? [] : [wording.phrase("guidance.further", ["rules": named.joined(separator: ", ")])]
    return section("guidance.habits", written + drugs + rest)
  }

  /// The arithmetic of an effect at a site of this person.
  private func effect(_ expected: ExpectedEffect) -> String {
    let range = [expected.low, expected.high]
    func words(_ values: [Double], _ places: Int) -> String {
      let texts = values.map { wording.localized(Fixed($0, places: places).withMinusSign(plus: true)) }
      return texts[0] == texts[1] ? texts[0] : wording.phrase("range", ["from": texts[0], "to": texts[1]])
    }
    let limit = expected.leastSignificantChange.map { limit in
      " "
        + wording.phrase(
          expected.isTellable != true
            ? "effect.not-tellable" : expected.low.density < limit ? "effect.upper-end" : "effect.tellable",
          ["limit": wording.localized(Fixed(limit, places: 3).description)])
    }
    return wording.phrase(
      "effect.arithmetic",
      [
        "site": wording.region(expected.region),
        "study": wording.text("names.study.\(expected.effect.study)") ?? expected.effect.study,
        "against": wording.name("against.\(expected.effect.against)"),
        "percent": words(range.map { $0.percent }, 1),
        "density": wording.localized(Fixed(expected.density, places: 3).description),
        "change": words(range.map { $0.density }, 3),
        "deviation": wording.localized(Fixed(expected.deviation, places: 3).description),
        "score": words(range.map { $0.score }, 2), "kind": wording.name("basis.\(expected.basis.rawValue)"),
      ]) + (limit ?? "")
  }

  // MARK: Questions

  /// The three questions on which most hangs; results are asked for among the tests.
  private var questions: [String] {
    let asked = guidance.questions.filter { $0.fact.path != "history.laboratory" }.map { wording.question($0.fact) }
    return section("guidance.questions", Array(asked.unique.prefix(3)))
  }

  private var background: [String] {
    let points = guidance.points { $0 == .background }
    if details { return section("guidance.background", points.map(sentence)) }
    guard !points.isEmpty else { return [] }
    let rules = points.map { $0.rule }.joined(separator: ", ")
    return section("guidance.background", [wording.phrase("guidance.background", ["rules": rules])])
  }

  /// The rules whose sentences are written out.
  var writtenRules: [String] {
    details
      ? guidance.rules
      : guidance.spokenRules.filter { rule in
        guidance.points.first { $0.rule == rule }.map { $0.kind != .habit && $0.kind != .need } ?? true
      }
  }
}

extension Guidance.Point {
  /// Whether it is a limit of drug classes and nothing else.
  fileprivate var isOnDrugs: Bool { if case .drug = kind { true } else { false } }
}
