// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats

extension FitRecipe.Head {
  init(_ object: JSONObject) throws(JSONShapeError) {
    title = try object.required("title").words()
    quantity = try object.required("quantity").kebabCase()
    unit = try object.required("unit").words()
    scale = try object["scale"]?.choice(ScannerScale.self)
    family = try object.required("family").kebabCase()
    population = try object.required("population").words()
    years = try object.required("years").words()
    licence = try object.required("licence").words()
    let citation = try object.required("source").object(["key", "at"])
    source = FitRecipe.Reference(
      key: try citation.required("key").words(), place: try citation.required("at").words())
    tag = try object.required("tag").choice(EvidenceTag.self)
    label = try object["label"]?.words()
    version = try object.required("version").words()
    notes = try object["notes"]?.list { node throws(JSONShapeError) in try node.words() } ?? []
  }
}

extension FitRecipe.Survey {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["name", "tables"])
    name = try object.required("name").words()
    tables = try object.required("tables").distinct { node throws(JSONShapeError) in
      let name = try node.words()
      let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || "_-. ".contains($0) }
      guard isPlain, name.first != "." else {
        throw node.error(
          .rule("must be the name of a file without folder and ending, but is not", remedy: "Write it like DEMO_D."))
      }
      return name
    }
  }
}

extension FitRecipe.AgeColumn {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["column", "unit", "completed"])
    column = try object.required("column").words()
    unit = try object.required("unit").choice(Unit.self)
    isCompleted = try object.required("completed").flag()
  }
}

extension FitRecipe.SexColumn {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["column", "female", "male"])
    column = try object.required("column").words()
    female = try Self.value(object.required("female"))
    male = try Self.value(object.required("male"))
    switch (female, male) {
    case (.number(let female), .number(let male)) where female != male: break
    case (.text(let female), .text(let male)) where female != male: break
    default:
      throw node.error(
        .rule("must tell female from male by two numbers or two texts, but does not", remedy: "Check both values."))
    }
  }

  private static func value(_ node: JSONNode) throws(JSONShapeError) -> Value {
    if let text = node.value.string, !text.isEmpty { return .text(text) }
    return .number(try node.number())
  }
}

extension FitRecipe.Curve {
  private static let keys = [
    "site", "vertebrae", "name", "value", "keep", "groups", "domain", "domains", "sparseFrom", "quantity", "unit",
  ]

  init(_ node: JSONNode, groups known: [String], ages: Range<Double>) throws(JSONShapeError) {
    let object = try node.object(Self.keys)
    site = try object["site"]?.choice(Site.self)
    name = try object["name"]?.kebabCase()
    guard (site == nil) != (name == nil) else {
      throw node.error(.rule("needs either 'site' or 'name', but has \(site == nil ? "neither" : "both")", remedy: nil))
    }
    vertebrae = try Self.vertebrae(object, site: site)
    value = try object.required("value").formula()
    keep = try FitRecipe.keepRules(object["keep"])
    groups =
      try object["groups"]?.distinct { node throws(JSONShapeError) in try Self.group(node, known) } ?? known
    let whole = ages.lowerBound...ages.upperBound
    domain = try object["domain"].map { node throws(JSONShapeError) in try Self.domain(node, within: whole) } ?? whole
    domainOfGroup = try Self.domains(object["domains"], groups: groups, within: whole)
    sparseFrom = try object["sparseFrom"]?.number()
    quantity = try object["quantity"]?.kebabCase()
    unit = try object["unit"]?.words()
    if quantity != nil { _ = try object.required("unit") }
  }

  private static func vertebrae(
    _ object: JSONObject, site: Site?
  ) throws(JSONShapeError) -> VertebralSubset? {
    guard let list = object["vertebrae"] else {
      if site == .lumbarSpine { _ = try object.required("vertebrae") }
      return nil
    }
    guard site == .lumbarSpine else {
      throw list.error(.rule("belongs to the site lumbar-spine, but the site is another", remedy: "Leave it out."))
    }
    return VertebralSubset(try list.distinct { node throws(JSONShapeError) in try node.choice(Vertebra.self) })
  }

  private static func group(_ node: JSONNode, _ known: [String]) throws(JSONShapeError) -> String {
    let name = try node.text()
    guard known.contains(name) else {
      throw node.error(.unknownWord(name, suggestion: Suggestion.nearest(to: name, among: known), known: known))
    }
    return name
  }

  private static func domain(
    _ node: JSONNode, within ages: ClosedRange<Double>
  ) throws(JSONShapeError) -> ClosedRange<Double> {
    let pair = try node.agePair()
    guard ages.contains(pair.lower), ages.contains(pair.upper) else {
      throw node.error(
        .rule("must lie within 'ages', but does not", remedy: "A curve is given only where people stand."))
    }
    return pair.lower...pair.upper
  }

  private static func domains(
    _ node: JSONNode?, groups: [String], within ages: ClosedRange<Double>
  ) throws(JSONShapeError) -> [String: ClosedRange<Double>] {
    guard let node else { return [:] }
    _ = try node.object(groups)
    var domains: [String: ClosedRange<Double>] = [:]
    for (name, node) in try node.entries() { domains[name] = try domain(node, within: ages) }
    return domains
  }
}

extension FitRecipe.FitOptions {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["distribution", "criterion", "powers", "spurts", "middles"])
    let standard = FitRecipe.FitOptions()
    distribution = try object["distribution"]?.choice(Distribution.self) ?? standard.distribution
    criterion = try object["criterion"]?.number() ?? standard.criterion
    if let node = object["criterion"], criterion <= 0 || criterion > 100 {
      throw node.error(.rule("must be above 0 and at most 100, but is \(criterion)", remedy: "The usual one is 3."))
    }
    powers = try Self.numbers(object["powers"], within: -3...3) ?? standard.powers
    spurts = try Self.numbers(object["spurts"], within: 0...5) ?? standard.spurts
    middles = try Self.numbers(object["middles"], within: 5...25) ?? standard.middles
  }

  private static func numbers(
    _ node: JSONNode?, within range: ClosedRange<Double>
  ) throws(JSONShapeError) -> [Double]? {
    try node?.distinct { node throws(JSONShapeError) in
      let number = try node.number()
      guard range.contains(number) else {
        let limits = "\(NumberRule.text(range.lowerBound)) to \(NumberRule.text(range.upperBound))"
        throw node.error(.rule("must be from \(limits), but is \(NumberRule.text(number))", remedy: nil))
      }
      return number
    }
  }
}
