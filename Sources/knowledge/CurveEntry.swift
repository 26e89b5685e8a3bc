// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Statistics

/// An age curve as its file states it.
struct CurveEntry {
  let key: String
  let quantity: Quantity
  let site: Site?
  let vertebrae: VertebralSubset?
  let sex: Sex
  let group: String
  let scale: ScannerScale?
  let domain: [Double]
  let sparseFrom: Double?
  let ageUnit: String
  let rows: [[ExactDecimal]]
  let tag: EvidenceTag
  let label: String?
  let source: CitationEntry
  let fit: CurveFitEntry?
  let degreesOfFreedom: ExactDecimal?

  static func list(_ file: JSONObject) throws(JSONShapeError) -> [CurveEntry] {
    let x = try file.required("x").object(["quantity", "unit", "interpolation"])
    let unit = try x.required("unit").text()
    let quantity = try file.required("quantity").choice(Quantity.self)
    let tag = try file.required("tag").choice(EvidenceTag.self)
    let label = try file["label"]?.text()
    guard try x.required("interpolation").text() == "linear" else {
      throw try file.required("x").error(.rule("must ask for linear interpolation, the only one there is", remedy: nil))
    }
    var list: [CurveEntry] = []
    for element in try file.required("curves").elements() {
      list.append(try CurveEntry(element, quantity, ageUnit: unit, tag: tag, label: label))
    }
    return list
  }

  private init(
    _ node: JSONNode, _ quantity: Quantity, ageUnit: String, tag: EvidenceTag, label: String?
  ) throws(JSONShapeError) {
    let object = try node.object([
      "key", "quantity", "unit", "site", "vertebrae", "sex", "group", "scale", "domain", "sparseFrom", "source", "n",
      "degreesOfFreedom", "fit", "quality", "standardErrors", "rows",
    ])
    self.quantity = try object["quantity"]?.choice(Quantity.self) ?? quantity
    degreesOfFreedom = try object["degreesOfFreedom"].map(ReferenceFile.exact)
    fit = try object["fit"] == nil ? nil : CurveFitEntry(object)
    key = try object.required("key").text()
    site = try object["site"]?.choice(Site.self)
    vertebrae = try ReferenceFile.vertebrae(object["vertebrae"])
    sex = try object.required("sex").choice(Sex.self)
    group = try object.required("group").text()
    guard group == "all" || PopulationGroup(rawValue: group) != nil else {
      throw try object.required("group").error(.rule("must be 'all' or a group that studies may name", remedy: nil))
    }
    scale = try object["scale"]?.choice(ScannerScale.self)
    var domain: [Double] = []
    for element in try object.required("domain").elements() { domain.append(try element.number()) }
    self.domain = domain
    sparseFrom = try object["sparseFrom"]?.number()
    self.ageUnit = ageUnit
    self.tag = tag
    self.label = label
    source = try CitationEntry(object.required("source"))
    var rows: [[ExactDecimal]] = []
    for element in try object.required("rows").elements() {
      var row: [ExactDecimal] = []
      for number in try element.elements() { row.append(try ReferenceFile.exact(number)) }
      guard row.count == 4 else { throw element.error(.rule("must hold age, L, M and S", remedy: nil)) }
      rows.append(row)
    }
    self.rows = rows
  }

  /// The distribution at an age in the unit of the file; `nil` outside the rows.
  func distribution(at age: Double) -> BoxCoxNormal? {
    guard let place = Interpolant(of: age, among: rows.count, knot: { rows[$0][0].doubleValue }) else { return nil }
    let values = (1...3).map { column in place.value { rows[$0][column].doubleValue } }
    return BoxCoxNormal(
      power: values[0], median: values[1], variation: values[2], degreesOfFreedom: degreesOfFreedom?.doubleValue)
  }
}

/// How a curve was fitted and how well, as its file states it.
struct CurveFitEntry {
  /// The fields of the generated table: count, effective count, degrees of freedom of L, M and S, fraction below -2.
  let head: [String]
  /// The bands, their numbers between commas.
  let bands: [String]

  init(_ curve: JSONObject) throws(JSONShapeError) {
    let fit = try curve.required("fit").object([
      "distribution", "effectiveN", "stretch", "penalty", "edf", "gaic", "alternatives",
    ])
    let freedom = try fit.required("edf").object(["L", "M", "S"])
    var head = ["\(try curve.required("n").integer())"]
    for node in [
      try fit.required("effectiveN"), try freedom.required("L"), try freedom.required("M"), try freedom.required("S"),
    ] {
      head.append(try ReferenceFile.exact(node).description)
    }
    let quality = try curve.required("quality").object(["below", "worstBias", "bands", "worms"])
    bands = try Self.rows(quality.required("bands"), width: 11)
    _ = try Self.rows(quality.required("worms"), width: 6)
    guard let below = try quality.required("below").elements().first else {
      throw try quality.required("below").error(.rule("must hold the fractions below -2 to +2", remedy: nil))
    }
    self.head = head + [try ReferenceFile.exact(below).description]
    if let errors = curve["standardErrors"] { _ = try Self.rows(errors, width: 4) }
  }

  private static func rows(_ node: JSONNode, width: Int) throws(JSONShapeError) -> [String] {
    var rows: [String] = []
    for element in try node.elements() {
      var numbers: [String] = []
      for number in try element.elements() { numbers.append(try ReferenceFile.exact(number).description) }
      guard numbers.count == width else {
        throw element.error(.rule("must hold \(width) numbers", remedy: nil))
      }
      rows.append(numbers.joined(separator: ","))
    }
    return rows
  }
}

/// A value with the Z-score that it must have.
struct CurveCheck {
  let curve: String
  let age: Double
  let value: Double
  let z: Double

  static func list(_ node: JSONNode) throws(JSONShapeError) -> [CurveCheck] {
    var list: [CurveCheck] = []
    for element in try node.elements() {
      let object = try element.object(["curve", "age", "value", "z", "at"])
      _ = try object.required("at").text()
      list.append(
        CurveCheck(
          curve: try object.required("curve").text(), age: try object.required("age").number(),
          value: try object.required("value").number(), z: try object.required("z").number()))
    }
    return list
  }
}
