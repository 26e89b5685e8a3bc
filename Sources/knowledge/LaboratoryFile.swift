// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Statistics

/// A test in `laboratory.json`.
struct LaboratoryTestEntry {
  /// A unit with the ways in which laboratories write it.
  struct Unit {
    let name: String
    let spellings: [String]

    /// What a value in the conventional unit is multiplied with.
    let factor: ExactDecimal
    let tag: EvidenceTag
  }

  /// Adult limits for where the laboratory gives none.
  struct Interval {
    let sex: String?
    let low: ExactDecimal?
    let high: ExactDecimal?
    let tag: EvidenceTag
  }

  let key: String
  let names: [String]
  let codes: [(loinc: String, tag: EvidenceTag)]
  let units: [Unit]
  let places: Int
  let plausible: [ExactDecimal]
  let intervals: [Interval]
  let sources: [CitationEntry]

  static func list(_ node: JSONNode) throws(JSONShapeError) -> [LaboratoryTestEntry] {
    var list: [LaboratoryTestEntry] = []
    for element in try node.object(["tests"]).required("tests").elements() {
      list.append(try LaboratoryTestEntry(element))
    }
    return list
  }

  private init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object([
      "key", "names", "codes", "unit", "spellings", "places", "otherUnits", "plausible", "intervals", "note", "sources",
    ])
    key = try object.required("key").text()
    names = try RuleEntry.words(object["names"])
    var codes: [(String, EvidenceTag)] = []
    for element in try object["codes"]?.elements() ?? [] {
      let code = try element.object(["loinc", "tag"])
      codes.append((try code.required("loinc").text(), try code.required("tag").choice(EvidenceTag.self)))
    }
    self.codes = codes
    var units = [
      Unit(
        name: try object.required("unit").text(), spellings: try RuleEntry.words(object["spellings"]),
        factor: ExactDecimal(1), tag: .confirmed)
    ]
    for element in try object["otherUnits"]?.elements() ?? [] {
      let unit = try element.object(["unit", "spellings", "factor", "tag", "sources"])
      units.append(
        Unit(
          name: try unit.required("unit").text(), spellings: try RuleEntry.words(unit["spellings"]),
          factor: try Self.decimal(unit.required("factor")),
          tag: try unit["tag"]?.choice(EvidenceTag.self) ?? .derived))
    }
    self.units = units
    places = try object.required("places").integer()
    var plausible: [ExactDecimal] = []
    for element in try object.required("plausible").elements() { plausible.append(try Self.decimal(element)) }
    self.plausible = plausible
    var intervals: [Interval] = []
    for element in try object["intervals"]?.elements() ?? [] { intervals.append(try Self.interval(element)) }
    self.intervals = intervals
    var sources = try CitationEntry.list(object.required("sources"))
    for part in (try object["otherUnits"]?.elements() ?? []) + (try object["intervals"]?.elements() ?? []) {
      let own = part.value.members?.first { $0.key == "sources" }
      if let own { sources += try CitationEntry.list(JSONNode(own.value, path: part.path + ".sources")) }
    }
    self.sources = sources
  }

  private static func interval(_ node: JSONNode) throws(JSONShapeError) -> Interval {
    let object = try node.object(["sex", "low", "high", "tag", "note", "sources"])
    return Interval(
      sex: try object["sex"]?.text(), low: try object["low"].map(decimal), high: try object["high"].map(decimal),
      tag: try object.required("tag").choice(EvidenceTag.self))
  }

  private static func decimal(_ node: JSONNode) throws(JSONShapeError) -> ExactDecimal {
    guard let number = node.value.number, let decimal = ExactDecimal(text: number.text) else {
      throw node.error(.kind(expected: "a number"))
    }
    return decimal
  }

  /// What is wrong with the entry.
  var problems: [String] {
    var found: [String] = []
    if plausible.count != 2 || plausible[0] >= plausible[1] {
      found.append("The plausible values must be a lower and an upper limit.")
    }
    if !(0...6).contains(places) { found.append("The decimals must be from 0 to 6.") }
    if units.contains(where: { $0.factor.billionths <= 0 }) { found.append("A factor must be above 0.") }
    let spellings = units.flatMap { [$0.name] + $0.spellings }
    if Set(spellings).count != spellings.count { found.append("A spelling of a unit must stand once.") }
    for interval in intervals {
      if let low = interval.low, let high = interval.high, low >= high {
        found.append("An interval must end above where it begins.")
      }
      if interval.low == nil, interval.high == nil { found.append("An interval must have a limit, but has none.") }
      if interval.sex.map({ Sex(rawValue: $0) == nil }) ?? false { found.append("The sex is not known.") }
    }
    return found
  }
}

/// What a treatment or a habit does to density, in `effects.json`.
struct EffectEntry {
  let rule: String?
  let agent: String?
  let drugClass: String?
  let site: String
  let low: ExactDecimal
  let high: ExactDecimal
  let months: Int?
  let against: String
  let study: String
  let tag: EvidenceTag
  let sources: [CitationEntry]

  static func list(_ node: JSONNode) throws(JSONShapeError) -> [EffectEntry] {
    var list: [EffectEntry] = []
    for element in try node.object(["effects", "reductions"]).required("effects").elements() {
      list.append(try EffectEntry(element))
    }
    return list
  }

  private init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object([
      "rule", "agent", "class", "site", "percentLow", "percentHigh", "months", "against", "study", "tag", "sources",
      "note",
    ])
    rule = try object["rule"]?.text()
    agent = try object["agent"]?.text()
    drugClass = try object["class"]?.text()
    site = try object.required("site").choice(Site.self).rawValue
    low = try Self.decimal(object.required("percentLow"))
    high = try Self.decimal(object.required("percentHigh"))
    months = try object["months"]?.integer()
    against = try object.required("against").text()
    study = try object.required("study").text()
    tag = try object.required("tag").choice(EvidenceTag.self)
    sources = try CitationEntry.list(object.required("sources"))
  }

  static func decimal(_ node: JSONNode) throws(JSONShapeError) -> ExactDecimal {
    guard let number = node.value.number, let decimal = ExactDecimal(text: number.text) else {
      throw node.error(.kind(expected: "a number"))
    }
    return decimal
  }
}

/// How many fractures a drug prevented in a trial, in `effects.json`.
struct ReductionEntry {
  let agent: String
  let drugClass: String
  let fracture: String
  let low: ExactDecimal
  let high: ExactDecimal
  let study: String
  let tag: EvidenceTag
  let sources: [CitationEntry]

  static func list(_ node: JSONNode) throws(JSONShapeError) -> [ReductionEntry] {
    var list: [ReductionEntry] = []
    for element in try node.object(["effects", "reductions"]).required("reductions").elements() {
      let object = try element.object([
        "agent", "class", "fracture", "percentLow", "percentHigh", "against", "study", "tag", "sources", "note",
      ])
      list.append(
        ReductionEntry(
          agent: try object.required("agent").text(), drugClass: try object.required("class").text(),
          fracture: try object.required("fracture").text(), low: try EffectEntry.decimal(object.required("percentLow")),
          high: try EffectEntry.decimal(object.required("percentHigh")), study: try object.required("study").text(),
          tag: try object.required("tag").choice(EvidenceTag.self),
          sources: try CitationEntry.list(object.required("sources"))))
    }
    return list
  }
}
