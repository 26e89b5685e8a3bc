// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry

extension KnowledgeFiles {
  private static let causeGroups = [
    "drug", "endocrine", "gut-liver", "blood", "kidney-mineral", "rheumatology-neurology-lung", "genetic",
    "nutrition-lifestyle", "other",
  ]
  private static let urgencies = ["emergency", "today", "urgent", "prompt", "specialist"]
  private static let levels = ["very-high", "high", "consider", "individual", "low", "ask"]
  private static let drugClasses = [
    "oral-bisphosphonate", "zoledronate", "denosumab", "pth-analog", "romosozumab", "raloxifene", "hormone-therapy",
    "calcitonin", "strontium",
  ]

  /// What is wrong with the facts, causes, tests and effects that guidance rests on.
  func guidanceProblems() -> [Problem] {
    let concepts = Set(concepts.map { $0.key })
    var found: [Problem] = []
    for fact in facts {
      guard let origin = fact.origin else { continue }
      switch origin.kind {
      case "laboratory":
        found += laboratoryProblems(of: fact, origin.key, origin.aspect).map { problem("facts.json", $0) }
      case "answer":
        if fact.path != Self.path(ofAnswer: fact.name) {
          found.append(problem("facts.json", "\(fact.name): its path must be '\(Self.path(ofAnswer: fact.name))'."))
        }
        if fact.kind == .number, fact.range.count != 2 {
          found.append(problem("facts.json", "\(fact.name): an answer in numbers must have a range."))
        }
      default:
        if !concepts.contains(origin.key) {
          found.append(problem("facts.json", "\(fact.name): the concept '\(origin.key)' is not listed."))
        }
        if fact.kind != .flag {
          found.append(problem("facts.json", "\(fact.name): what is there or not must be a flag."))
        }
      }
    }
    for concept in self.concepts {
      guard let cause = concept.cause else { continue }
      if !Self.causeGroups.contains(cause.group) || !["density", "falls", "both"].contains(cause.acts) {
        found.append(problem("concepts.json", "\(concept.key): the cause has no known group or action."))
      }
    }
    found += duplicates(laboratory.map { $0.key }).map { problem("laboratory.json", "The test '\($0)' stands twice.") }
    for test in laboratory { found += test.problems.map { problem("laboratory.json", "\(test.key): \($0)") } }
    found += formulas.problems.map { problem("formulas.json", $0) }
    return found + effectProblems()
  }

  /// What is wrong with a fact that a laboratory result supplies.
  private func laboratoryProblems(of fact: FactEntry, _ key: String, _ aspect: String?) -> [String] {
    guard let test = laboratory.first(where: { $0.key == key }) else {
      return ["\(fact.name): the test '\(key)' is not listed."]
    }
    switch aspect {
    case "value":
      let unit = test.units[0].name
      let fits = fact.kind == .number && fact.unit == unit
      return fits ? [] : ["\(fact.name): the value of '\(key)' must be a number in \(unit)."]
    case "status":
      let fits = fact.kind == .text && fact.values == ["low", "normal", "high"]
      return fits ? [] : ["\(fact.name): a status must be one of low, normal and high."]
    case "low-twice": return fact.kind == .flag ? [] : ["\(fact.name): whether a result is low twice must be a flag."]
    default: return ["\(fact.name): a result gives its value, its status or low-twice."]
    }
  }

  /// The place of an answer in the study document: `saysThighPain` stands as `thighPain`.
  static func path(ofAnswer fact: String) -> String {
    let name = fact.hasPrefix("says") ? String(fact.dropFirst(4)) : fact
    return "history.answers.\(name.prefix(1).lowercased())\(name.dropFirst())"
  }

  private func effectProblems() -> [Problem] {
    let ids = Set(rules.map { $0.id })
    var found: [String] = []
    for effect in effects {
      let name = effect.rule ?? effect.agent ?? "An effect"
      if (effect.rule == nil) == (effect.agent == nil) {
        found.append("\(name): An effect is that of a rule or a drug.")
      }
      if let rule = effect.rule, !ids.contains(rule) { found.append("The rule '\(rule)' must be there, but is not.") }
      if effect.high < effect.low { found.append("\(name): The range must not end before it begins.") }
      if effect.drugClass.map({ !Self.drugClasses.contains($0) }) ?? (effect.agent != nil) {
        found.append("\(name): The drug class is not known.")
      }
    }
    for reduction in reductions {
      if !Self.drugClasses.contains(reduction.drugClass) { found.append("\(reduction.agent): The class is not known.") }
      if !["vertebra", "hip", "nonvertebral"].contains(reduction.fracture) {
        found.append("\(reduction.agent): The fracture is not known.")
      }
      if reduction.high < reduction.low { found.append("\(reduction.agent): The range must not end before it begins.") }
    }
    return found.map { problem("effects.json", $0) }
  }

  /// What is wrong with the advice of a rule.
  func adviceProblems(of rule: RuleEntry) -> [String] {
    guard let advice = rule.advice else {
      return rule.subject == "guidance" ? ["A rule on guidance must advise."] : []
    }
    var found: [String] = []
    let isComplete =
      switch advice.kind {
      case "alarm": Self.urgencies.contains(advice.urgency ?? "")
      case "test": !advice.tests.isEmpty && ["A", "B", "indicated"].contains(advice.tier ?? "")
      case "treatment": Self.levels.contains(advice.level ?? "")
      case "option": !advice.drugs.isEmpty
      case "drug": !advice.drugs.isEmpty && ["blocks", "asks", "warns"].contains(advice.stance ?? "")
      case "work-up", "result", "cause", "step", "companion", "habit", "need", "background", "question": true
      default: false
      }
    if !isComplete { found.append("The advice is not complete.") }
    let tests = Set(laboratory.map { $0.key })
    for test in advice.tests where !tests.contains(test) { found.append("The test '\(test)' is not listed.") }
    for name in advice.drugs + advice.blocks where !Self.drugClasses.contains(name) {
      found.append("The drug class '\(name)' is not known.")
    }
    if ["treatment", "option"].contains(advice.kind), rule.guidelines.count != 1 {
      found.append("What is said of treatment belongs to one guideline.")
    }
    if rule.tag == .unverified, advice.kind == "option" || (advice.kind == "treatment" && advice.level != "ask") {
      found.append("An unverified rule may block or ask, but this one suggests.")
    }
    return found
  }
}
