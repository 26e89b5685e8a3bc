// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Statistics

extension KnowledgeFiles {
  /// Everything that is wrong, in the order of the files.
  func problems() -> [Problem] {
    sourceProblems() + profileProblems() + factProblems() + refusalProblems() + ruleProblems() + decisionProblems()
      + referenceProblems() + conversionProblems() + reportTermProblems() + coverageProblems() + guidanceProblems()
      + pageProblems()
      + wordingProblems()
  }

  // MARK: Sources

  private func sourceProblems() -> [Problem] {
    let known = Set(sources.map { $0.key })
    let converting: [CitationEntry] = conversions.flatMap { $0.sources + [$0.error.source] }
    let used: [CitationEntry] =
      profiles.all.flatMap { $0.sources } + rules.flatMap { $0.sources }
      + (concepts.flatMap { $0.sources } + topics.flatMap { $0.sources }) + references.flatMap { $0.citations }
      + converting + (laboratory.flatMap { $0.sources } + effects.flatMap { $0.sources })
      + (reductions.flatMap { $0.sources } + formulas.sources + pages.flatMap { $0.sources })
    let unresolved = Set(used.map { $0.key }).subtracting(known).sorted()
    let unused = known.subtracting(used.map { $0.key }).sorted()
    return unresolved.map { problem("sources.json", "A key that is cited must be listed, but '\($0)' is not.") }
      + unused.map { problem("sources.json", "A work that is listed must be cited somewhere, but '\($0)' is not.") }
      + duplicates(sources.map { $0.key }).map { problem("sources.json", "The key '\($0)' stands twice.") }
  }

  private func profileProblems() -> [Problem] {
    let criteria = profiles.criteria.map { $0.key }
    let guidelines = profiles.guidelines.map { $0.key }
    let idle = Set(guidelines).subtracting(rules.flatMap { $0.guidelines }).sorted()
    return profiles.profiles.filter { !criteria.contains($0.criteria ?? "") }.map {
      problem("profiles.json", "The criteria of profile '\($0.key)' must be listed, but are not.")
    }
      + profiles.profiles.filter { !guidelines.contains($0.guideline ?? "") }.map {
        problem("profiles.json", "The guideline of profile '\($0.key)' must be listed, but is not.")
      } + idle.map { problem("profiles.json", "A guideline must have a rule, but '\($0)' has none.") }
  }

  private func factProblems() -> [Problem] {
    var found = duplicates(facts.map { $0.name }).map { problem("facts.json", "The fact '\($0)' stands twice.") }
    for fact in facts where fact.kind == .number && fact.unit == nil {
      found.append(problem("facts.json", "A number must have a unit, but '\(fact.name)' has none."))
    }
    for fact in facts where fact.kind == .text && fact.values.isEmpty {
      found.append(problem("facts.json", "A text fact must list its values, but '\(fact.name)' has none."))
    }
    return found
  }

  private func refusalProblems() -> [Problem] {
    let ids = Set(rules.map { $0.id })
    let unknown = topics.flatMap { topic in topic.rules.filter { !ids.contains($0) } }
    return unknown.map { problem("topics.json", "The rule '\($0)' must be there, but is not.") }
      + duplicates(topics.map { $0.key }).map { problem("topics.json", "The topic '\($0)' stands twice.") }
      + duplicates(refusals.map { $0.code }).map { problem("refusals.json", "The code '\($0)' stands twice.") }
      + refusals.filter { $0.rule.map { !ids.contains($0) } ?? false }.map {
        problem("refusals.json", "The rule of '\($0.code)' must be there, but is not.")
      }
  }

  // MARK: Rules

  private func ruleProblems() -> [Problem] {
    var found = duplicates(rules.map { $0.id }).map { problem("rules", "The rule '\($0)' stands twice.") }
    for file in ruleFiles {
      for rule in file.rules {
        found += problems(of: rule).map { problem("rules/" + file.name, "\(rule.id): \($0)") }
      }
    }
    return found
  }

  private func problems(of rule: RuleEntry) -> [String] {
    var found: [String] = []
    if rule.firing.isEmpty { found.append("A rule must have a firing example, but has none.") }
    if rule.silent.isEmpty { found.append("A rule must have a silent example, but has none.") }
    if rule.sources.isEmpty { found.append("A rule must cite a source, but cites none.") }
    if [rule.profiles, rule.criteria, rule.guidelines].count(where: { !$0.isEmpty }) != 1 {
      found.append("A rule must name either profiles, criteria or guidelines.")
    }
    let subjects = [
      "person", "region", "vertebra", "report", "statement", "precision", "phantom", "calibration",
      "change", "rate", "next", "guidance", "laboratory",
    ]
    if !subjects.contains(rule.subject) { found.append("The subject is not known.") }
    for name in rule.profiles where !profiles.profiles.contains(where: { $0.key == name }) {
      found.append("The profile '\(name)' is not listed.")
    }
    for name in rule.criteria where !profiles.criteria.contains(where: { $0.key == name }) {
      found.append("The criteria '\(name)' are not listed.")
    }
    for name in rule.guidelines where !profiles.guidelines.contains(where: { $0.key == name }) {
      found.append("The guideline '\(name)' is not listed.")
    }
    let decides = rule.decision != nil || rule.interval != nil
    if !decides, rule.expectation == nil, rule.severity == nil, rule.refusal == nil, rule.advice == nil, !rule.governs {
      found.append("A rule must decide, expect, find, refuse, advise or govern, but does none of these.")
    }
    if rule.tag == .unverified, decides, rule.profiles != ["CAR2013"] {
      found.append("An unverified rule may ask, inform, warn or block, but this one decides.")
    }
    return found + intervalProblems(of: rule) + factProblems(of: rule) + refusalProblems(of: rule)
      + adviceProblems(of: rule)
  }

  private func intervalProblems(of rule: RuleEntry) -> [String] {
    guard let interval = rule.interval else { return [] }
    var found: [String] = []
    if rule.decision != nil { found.append("A rule must decide one thing, but this one has an interval besides.") }
    if interval.fromMonths < 1 || interval.toMonths.map({ $0 < interval.fromMonths }) ?? false {
      found.append("An interval must begin after a month or later, and not end before it begins.")
    }
    return found
  }

  private func factProblems(of rule: RuleEntry) -> [String] {
    var found: [String] = []
    let names = Set(facts.filter { $0.kind == .name }.map { $0.name })
    for comparison in rule.condition.comparisons {
      if names.contains(comparison.fact), comparison.form != "known" {
        found.append("A condition may only ask whether '\(comparison.fact)' is known.")
      }
      found += valueProblems(comparison.fact, comparison.form, comparison.value)
    }
    for example in rule.firing + rule.silent {
      for member in example.value.members ?? [] { found += valueProblems(member.key, "equals", member.value) }
    }
    for name in rule.refusal?.missing ?? [] where fact(name) == nil {
      found.append("The missing fact '\(name)' is not listed.")
    }
    return found
  }

  private func valueProblems(_ name: String, _ form: String, _ value: JSONValue) -> [String] {
    guard let fact = fact(name) else {
      let nearest = Suggestion.nearest(to: name, among: facts.map { $0.name })
      return ["The fact '\(name)' is not listed." + (nearest.map { " Did you mean '\($0)'?" } ?? "")]
    }
    if form == "known" { return value.bool == nil ? ["'known' must be true or false."] : [] }
    let values = form == "oneOf" ? value.array ?? [] : [value]
    return values.filter { !fits($0, fact, form) }.map { _ in "A value of '\(name)' does not fit its kind." }
  }

  private func fits(_ value: JSONValue, _ fact: FactEntry, _ form: String) -> Bool {
    switch fact.kind {
    case .number: value.number.flatMap { ExactDecimal(text: $0.text) } != nil
    case .text: value.string.map { fact.values.contains($0) } == true && ["equals", "oneOf"].contains(form)
    case .flag: value.bool != nil && form == "equals"
    case .name: value.string != nil && form == "equals"
    }
  }

  private func refusalProblems(of rule: RuleEntry) -> [String] {
    guard let code = rule.refusal?.code, !refusals.contains(where: { $0.code == code }) else { return [] }
    return ["The refusal code '\(code)' is not listed in refusals.json."]
  }

  /// The decisions that the generator could not write.
  private func decisionProblems() -> [Problem] {
    var found: [Problem] = []
    for rule in rules {
      guard let decision = rule.decision, GeneratedSources.decision(decision) == nil else { continue }
      found.append(problem("rules", "\(rule.id): '\(decision.kind): \(decision.answer)' is no known decision."))
    }
    do {
      _ = try CutPointExtract(rules)
    } catch {
      found.append(error)
    }
    return found
  }

  // MARK: References

  private func referenceProblems() -> [Problem] {
    var found: [Problem] = []
    for file in references {
      let messages =
        switch file.content {
        case .populations(let entries, let checks): problems(of: entries, checks)
        case .curves(let entries, let checks): entries.flatMap(problems) + problems(of: entries, checks)
        case .heightAdjustments: [String]()
        }
      found += messages.map { problem("references/" + file.name, $0) }
    }
    return found + uniquenessProblems()
  }

  private func problems(of entries: [PopulationEntry], _ checks: [PopulationCheck]) -> [String] {
    var found: [String] = []
    for entry in entries {
      if !(0.05...3).contains(entry.mean.doubleValue) { found.append("\(entry.key): The mean is no density in g/cm².") }
      if !(0.02...0.5).contains(entry.deviation.doubleValue) { found.append("\(entry.key): The SD is not plausible.") }
      if entry.within.billionths < 0 || entry.within >= entry.deviation {
        found.append("\(entry.key): The tolerance of the mean must be 0 or more, and less than the SD.")
      }
      if entry.tag == .unverified, entry.use == "diagnostic", entry.sex != "male" {
        found.append("\(entry.key): An unverified population must not be diagnostic.")
      }
    }
    for check in checks {
      guard let entry = entries.first(where: { $0.key == check.population }) else {
        found.append("A check names '\(check.population)', which is not there.")
        continue
      }
      let t = (check.density - entry.mean.doubleValue) / entry.deviation.doubleValue
      if (t - check.t).magnitude > 5e-4 { found.append("\(entry.key): a check gives T \(Fixed(t, places: 4)).") }
    }
    return found + (checks.isEmpty ? ["A reference file must hold checks, but has none."] : [])
  }

  private func problems(of curve: CurveEntry) -> [String] {
    var found: [String] = []
    let ages = curve.rows.map { $0[0].doubleValue }
    if zip(ages, ages.dropFirst()).contains(where: { $0 >= $1 }) { found.append("The ages must rise strictly.") }
    if curve.domain != [ages.first, ages.last].compactMap(\.self) { found.append("The domain must match the rows.") }
    if curve.rows.contains(where: { $0[2].billionths <= 0 || $0[3].billionths <= 0 }) {
      found.append("M and S must be positive.")
    }
    return found.map { "\(curve.key): \($0)" }
  }

  private func problems(of curves: [CurveEntry], _ checks: [CurveCheck]) -> [String] {
    var found: [String] = []
    for check in checks {
      let named = curves.first { $0.key == check.curve }
      guard let curve = named, let at = curve.distribution(at: check.age) else {
        found.append("A check names '\(check.curve)' at an age that is not there.")
        continue
      }
      let z = at.zScore(of: check.value)
      if (z - check.z).magnitude > 5e-4 { found.append("\(curve.key): a check gives Z \(Fixed(z, places: 4)).") }
    }
    return found + (checks.isEmpty ? ["A reference file must hold checks, but has none."] : [])
  }

  private func uniquenessProblems() -> [Problem] {
    var keys: [String] = []
    var diagnostic: [String] = []
    for file in references {
      switch file.content {
      case .populations(let entries, _):
        keys += entries.map { $0.key }
        for entry in entries where entry.use == "diagnostic" {
          let place =
            "\(entry.family.rawValue) \(entry.site.rawValue) \(entry.vertebrae?.description ?? "") \(entry.sex)"
            + " \(entry.scale.rawValue)"
          diagnostic += (entry.devices.isEmpty ? [""] : entry.devices).map { "\(place) \($0)" }
        }
      case .curves(let entries, _): keys += entries.map { $0.key }
      case .heightAdjustments: break
      }
    }
    return duplicates(keys).map { problem("references", "The key '\($0)' stands twice.") }
      + duplicates(diagnostic).map { problem("references", "Two diagnostic references serve '\($0)'.") }
  }

  func problem(_ file: String, _ message: String) -> Problem {
    Problem(file: "Knowledge/" + file, message: message)
  }

  func duplicates(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { !seen.insert($0).inserted }
  }
}
