// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats

extension FitRecipe {
  /// The largest recipe that is read, in bytes.
  public static let sizeLimit = 1 << 20

  /// The form of the document with its version.
  static let form = "fit-recipe/1"

  private static let keys = [
    "osteon", "key", "makes", "title", "quantity", "unit", "scale", "family", "population", "years", "licence",
    "source", "version", "tag", "label", "notes", "surveys", "rows", "joinOn", "age", "sex", "groups", "weight",
    "strata", "clusters",
    "keep",
    "ages", "bands", "columns", "curves", "fit", "atLeast", "height",
  ]

  /// Reads a recipe from the bytes of a document.
  ///
  /// - Throws: ``SurveyError`` with the place and the way out.
  public static func read(_ bytes: [UInt8]) throws(SurveyError) -> FitRecipe {
    guard bytes.count <= sizeLimit else {
      throw SurveyError(.malformedRecipe, "A recipe may have \(sizeLimit >> 20) MB, but this one is larger.")
    }
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONReader.read(bytes)
    } catch {
      throw SurveyError(error)
    }
    do throws(JSONShapeError) {
      return try FitRecipe(JSONNode(value))
    } catch {
      throw SurveyError(error)
    }
  }

  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(Self.keys)
    let form = try object.required("osteon")
    guard try form.text() == Self.form else {
      throw form.error(
        .rule(
          "must be '\(Self.form)', the one version there is, but is another text", remedy: "Write \"\(Self.form)\"."))
    }
    key = try object.required("key").kebabCase()
    product = try object.required("makes").choice(Product.self)
    head = try Head(object)
    let surveys = try Self.surveys(object.required("surveys"))
    self.surveys = surveys
    rows = try Self.rows(object["rows"], of: surveys)
    joinColumn = try object.required("joinOn").words()
    ages = try object.required("age").distinct { node throws(JSONShapeError) in try AgeColumn(node) }
    sex = try SexColumn(object.required("sex"))
    let groups = try Self.groups(object.required("groups"))
    self.groups = groups
    weight = try object["weight"]?.formula()
    strata = try object["strata"]?.words()
    clusters = try object["clusters"]?.words()
    keep = try Self.keepRules(object["keep"])
    let range = try object.required("ages").agePair()
    ageRange = range.lower..<range.upper
    guard product == .youngAdults || range.lower > 0 else {
      throw try object.required("ages").error(
        .rule("must begin above 0 years, since age is stretched by powers, but begin at 0", remedy: "Write 0.1."))
    }
    bands = try Self.bands(object["bands"])
    derivedColumns = try Self.derivedColumns(object["columns"])
    curves = try Self.curves(object.required("curves"), groups: groups, ages: ageRange)
    fit = try object["fit"].map { node throws(JSONShapeError) in try FitOptions(node) } ?? FitOptions()
    atLeast = try Self.atLeast(object["atLeast"])
    heightColumn = try object["height"]?.object(["column"]).required("column").words()
    if product == .heightAdjustment { _ = try object.required("height") }
  }

  private static func surveys(_ node: JSONNode) throws(JSONShapeError) -> [Survey] {
    let surveys = try node.distinct { node throws(JSONShapeError) in try Survey(node) }
    var known: Set<String> = []
    for (index, survey) in surveys.enumerated() {
      for (place, table) in survey.tables.enumerated() where !known.insert(table).inserted {
        throw JSONNode(.string(table), path: "\(node.path)[\(index)].tables[\(place)]").error(
          .rule("must stand in one survey, but stands in an earlier one", remedy: "Keep one of the two."))
      }
    }
    return surveys
  }

  private static func rows(_ node: JSONNode?, of surveys: [Survey]) throws(JSONShapeError) -> [String: Int] {
    guard let node else { return [:] }
    let tables = surveys.flatMap { $0.tables }
    _ = try node.object(tables)
    var rows: [String: Int] = [:]
    for (name, node) in try node.entries() {
      let count = try node.integer()
      guard count > 0 else { throw node.error(.rule("must be positive, but is \(count)", remedy: "Correct it.")) }
      rows[name] = count
    }
    return rows
  }

  private static func groups(_ node: JSONNode) throws(JSONShapeError) -> [Group] {
    var groups: [Group] = []
    for (name, node) in try node.entries() {
      guard name.isKebabCase else { throw node.error(JSONNode.notKebabCase) }
      groups.append(Group(name: name, condition: node.value == .null ? nil : try node.formula()))
    }
    guard !groups.isEmpty else {
      throw node.error(.rule("must hold at least one group, but is empty", remedy: "Write { \"all\": null }."))
    }
    return groups
  }

  static func keepRules(_ node: JSONNode?) throws(JSONShapeError) -> [KeepRule] {
    try node?.list { node throws(JSONShapeError) in
      let object = try node.object(["where", "because"])
      return KeepRule(
        condition: try object.required("where").formula(), reason: try object.required("because").words())
    } ?? []
  }

  private static func bands(_ node: JSONNode?) throws(JSONShapeError) -> [Range<Double>] {
    guard let node else { return [] }
    var bands: [Range<Double>] = []
    for element in try node.elements() {
      let pair = try element.agePair()
      guard pair.lower >= bands.last?.upperBound ?? 0 else {
        throw element.error(
          .rule("must begin where the band before ends, or later, but does not", remedy: "Put them in order."))
      }
      bands.append(pair.lower..<pair.upper)
    }
    return bands
  }

  private static func derivedColumns(_ node: JSONNode?) throws(JSONShapeError) -> [DerivedColumn] {
    guard let node else { return [] }
    let entries = try node.entries()
    var columns: [DerivedColumn] = []
    for (index, entry) in entries.enumerated() {
      let formula = try entry.node.formula()
      let later = Set(entries[index...].map { $0.name })
      if let name = formula.expression.columns.intersection(later).min() {
        throw entry.node.error(
          .rule(
            "may use the columns made before it, but uses '\(name)'", remedy: "Put '\(name)' before it, or rename it."))
      }
      columns.append(DerivedColumn(name: entry.name, formula: formula))
    }
    return columns
  }

  private static func curves(
    _ node: JSONNode, groups: [Group], ages: Range<Double>
  ) throws(JSONShapeError) -> [Curve] {
    let names = groups.map { $0.name }
    var stems: Set<String> = []
    return try node.distinct { node throws(JSONShapeError) in
      let curve = try Curve(node, groups: names, ages: ages)
      guard stems.insert(curve.stem).inserted else {
        throw node.error(
          .rule(
            "must be another value than those before, but '\(curve.stem)' stands before", remedy: "Keep one of the two."
          ))
      }
      return curve
    }
  }

  private static func atLeast(_ node: JSONNode?) throws(JSONShapeError) -> Int {
    guard let node else { return 100 }
    let count = try node.integer()
    guard count >= 10 else {
      throw node.error(.rule("must be 10 people or more, but is \(count)", remedy: "Fit no curve to fewer."))
    }
    return count
  }
}
