// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats

/// A file of `Knowledge/rules/`.
struct RuleFile {
  let name: String
  let family: String
  let reviewed: String
  let rules: [RuleEntry]

  init(_ node: JSONNode, name: String) throws(JSONShapeError) {
    let object = try node.object(["family", "title", "reviewed", "rules"])
    self.name = name
    family = try object.required("family").text()
    _ = try object.required("title").text()
    reviewed = try object.required("reviewed").text()
    var rules: [RuleEntry] = []
    for element in try object.required("rules").elements() { rules.append(try RuleEntry(element)) }
    self.rules = rules
  }
}

/// A rule as its file states it.
struct RuleEntry {
  let id: String
  let title: String
  let says: String
  let why: String
  let subject: String
  let profiles: [String]
  let criteria: [String]
  let guidelines: [String]
  let condition: ConditionEntry
  let decision: (kind: String, answer: String)?
  let expectation: ExpectationEntry?
  let interval: (fromMonths: Int, toMonths: Int?)?
  let severity: String?
  let refusal: (code: String, missing: [String])?
  let advice: AdviceEntry?
  let governs: Bool
  let tag: EvidenceTag
  let sources: [CitationEntry]
  let firing: [JSONNode]
  let silent: [JSONNode]

  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object([
      "id", "title", "subject", "profiles", "criteria", "guidelines", "says", "why", "note", "when", "then", "tag",
      "sources", "examples",
    ])
    id = try object.required("id").text()
    title = try object.required("title").text()
    says = try object.required("says").text()
    why = try object.required("why").text()
    subject = try object.required("subject").text()
    profiles = try Self.words(object["profiles"])
    criteria = try Self.words(object["criteria"])
    guidelines = try Self.words(object["guidelines"])
    condition = try ConditionEntry(object.required("when"))
    let then = try object.required("then").object(["decide", "expect", "repeat", "find", "refuse", "advise", "govern"])
    decision = try Self.decision(then["decide"])
    expectation = try then["expect"].map(ExpectationEntry.init)
    interval = try Self.interval(then["repeat"])
    severity = try then["find"]?.object(["severity"]).required("severity").text()
    refusal = try Self.refusal(then["refuse"])
    advice = try then["advise"].map(AdviceEntry.init)
    governs = try then["govern"]?.flag() ?? false
    tag = try object.required("tag").choice(EvidenceTag.self)
    sources = try CitationEntry.list(object.required("sources"))
    let examples = try object["examples"]?.object(["fires", "silent"])
    firing = try examples?["fires"]?.elements() ?? []
    silent = try examples?["silent"]?.elements() ?? []
  }

  static func words(_ node: JSONNode?) throws(JSONShapeError) -> [String] {
    var words: [String] = []
    for element in try node?.elements() ?? [] { words.append(try element.text()) }
    return words
  }

  private static func decision(_ node: JSONNode?) throws(JSONShapeError) -> (String, String)? {
    guard let node else { return nil }
    guard let member = node.value.members?.first, node.value.members?.count == 1 else {
      throw node.error(.rule("must decide exactly one thing", remedy: nil))
    }
    return (member.key, try JSONNode(member.value, path: "\(node.path).\(member.key)").text())
  }

  private static func interval(_ node: JSONNode?) throws(JSONShapeError) -> (Int, Int?)? {
    guard let object = try node?.object(["fromMonths", "toMonths"]) else { return nil }
    return (try object.required("fromMonths").integer(), try object["toMonths"]?.integer())
  }

  private static func refusal(_ node: JSONNode?) throws(JSONShapeError) -> (String, [String])? {
    guard let object = try node?.object(["code", "missing"]) else { return nil }
    return (try object.required("code").text(), try words(object["missing"]))
  }
}

/// Advice as its file states it.
struct AdviceEntry {
  let kind: String
  let urgency: String?
  let level: String?
  let stance: String?
  let tier: String?
  let tests: [String]
  let drugs: [String]
  let blocks: [String]
  let precedesDiagnosis: Bool

  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object([
      "kind", "urgency", "level", "stance", "tier", "tests", "drugs", "blocks", "precedesDiagnosis",
    ])
    kind = try object.required("kind").text()
    urgency = try object["urgency"]?.text()
    level = try object["level"]?.text()
    stance = try object["stance"]?.text()
    tier = try object["tier"]?.text()
    tests = try RuleEntry.words(object["tests"])
    drugs = try RuleEntry.words(object["drugs"])
    blocks = try RuleEntry.words(object["blocks"])
    precedesDiagnosis = try object["precedesDiagnosis"]?.flag() ?? false
  }
}

/// An expected rate as its file states it; without a rate, that none can be given.
struct ExpectationEntry {
  let rate: (percentPerYear: JSONValue, spread: JSONValue)?

  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["percentPerYear", "spread"])
    guard object["percentPerYear"] != nil || object["spread"] != nil else {
      rate = nil
      return
    }
    let (percent, spread) = (try object.required("percentPerYear"), try object.required("spread"))
    _ = try percent.number()
    guard try spread.number() > 0 else { throw spread.error(.rule("must be above 0", remedy: nil)) }
    rate = (percent.value, spread.value)
  }
}

/// A condition as its file states it.
indirect enum ConditionEntry {
  case always
  case all([ConditionEntry])
  case any([ConditionEntry])
  case not(ConditionEntry)
  case compare(fact: String, form: String, value: JSONValue)

  static let comparisons = ["equals", "oneOf", "atMost", "atLeast", "below", "above", "known"]

  init(_ node: JSONNode) throws(JSONShapeError) {
    if node.value == "always" {
      self = .always
      return
    }
    let object = try node.object(["all", "any", "not", "fact"] + Self.comparisons)
    if let part = object["not"] {
      self = .not(try ConditionEntry(part))
    } else if let parts = object["all"] {
      self = .all(try Self.list(parts))
    } else if let parts = object["any"] {
      self = .any(try Self.list(parts))
    } else {
      let fact = try object.required("fact").text()
      let forms = Self.comparisons.filter { object[$0] != nil }
      guard let form = forms.first, forms.count == 1, let value = object[form]?.value else {
        throw node.error(.rule("must compare a fact in exactly one way", remedy: nil))
      }
      self = .compare(fact: fact, form: form, value: value)
    }
  }

  private static func list(_ node: JSONNode) throws(JSONShapeError) -> [ConditionEntry] {
    var list: [ConditionEntry] = []
    for element in try node.elements() { list.append(try ConditionEntry(element)) }
    return list
  }

  /// Every comparison within the condition.
  var comparisons: [(fact: String, form: String, value: JSONValue)] {
    switch self {
    case .always: []
    case .all(let parts), .any(let parts): parts.flatMap { $0.comparisons }
    case .not(let part): part.comparisons
    case .compare(let fact, let form, let value): [(fact, form, value)]
    }
  }
}
