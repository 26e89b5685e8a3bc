// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Statistics

extension Scan {
  init(_ node: JSONNode, patient: Patient) throws(JSONShapeError) {
    let object = try node.object(["date", "ageYears", "facility", "comments", "scanner", "regions"])
    let dateNode = object["date"]
    let date = try dateNode?.day()
    let age = try Self.age(object["ageYears"], date, patient, node, dateNode)
    let regionsNode = try object.required("regions")
    var regions: [MeasuredRegion] = []
    for region in try regionsNode.elements() { regions.append(try MeasuredRegion(region)) }
    guard !regions.isEmpty else { throw regionsNode.error(.rule("must hold at least one region", remedy: nil)) }
    guard regions.count <= 100 else { throw regionsNode.error(.rule("may hold 100 regions", remedy: nil)) }
    try Self.checkRepetition(regions, regionsNode)
    self.init(
      date: date, age: age, scanner: try Scanner(object.required("scanner")), regions: regions)
    facility = try object["facility"]?.text()
    comments = try object["comments"]?.list { node throws(JSONShapeError) in try node.text() } ?? []
  }

  /// The age stands in the document, or follows from the dates of birth and scan.
  private static func age(
    _ stated: JSONNode?, _ date: CalendarDate?, _ patient: Patient, _ scan: JSONNode, _ dateNode: JSONNode?
  ) throws(JSONShapeError) -> Age {
    let given = try stated.map { node throws(JSONShapeError) in try Age(node) }
    guard let birth = patient.birthDate, let date else {
      guard let given else {
        throw scan.error(
          .rule(
            "needs the age: 'date' with 'patient.birthDate', or 'ageYears'",
            remedy: "Give both dates, or the age in years with decimals."))
      }
      return given
    }
    guard let counted = Age(from: birth, to: date) else {
      throw (dateNode ?? scan).error(
        .rule("must not lie before 'patient.birthDate', but does", remedy: "Check both dates."))
    }
    guard let years = counted.exactYears, years <= NumberRule.age.range.upperBound else {
      throw (dateNode ?? scan).error(
        .rule("must lie within 120 years of 'patient.birthDate', but does not", remedy: "Check both dates."))
    }
    if let given, let stated, !agree(given, years) {
      throw stated.error(
        .rule("must agree with the dates of birth and scan within one year, but does not", remedy: "Leave one out."))
    }
    return counted
  }

  private static func agree(_ age: Age, _ years: Double) -> Bool {
    switch age {
    case .exact(let stated): (stated - years).magnitude < 1
    case .atLeast(let least): years >= Double(least)
    }
  }

  private static func checkRepetition(_ regions: [MeasuredRegion], _ node: JSONNode) throws(JSONShapeError) {
    for (index, region) in regions.enumerated() {
      guard let first = regions[..<index].firstIndex(where: { $0.label == region.label }) else { continue }
      throw JSONNode(.null, path: "\(node.path)[\(index)]").error(
        .rule(
          "must be another region than '\(node.path)[\(first)]', but both are '\(region.label)'",
          remedy: "Keep one; a repeated measurement is a scan of its own."))
    }
  }
}

extension Age {
  init(_ node: JSONNode) throws(JSONShapeError) {
    guard node.value.members != nil else {
      self = .exact(try NumberRule.age.read(node))
      return
    }
    let least = try node.object(["atLeast"]).required("atLeast")
    _ = try NumberRule.age.read(least)
    self = .atLeast(try least.integer())
  }
}

extension Scanner {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["manufacturer", "model", "serial", "software"])
    self.init(
      manufacturer: try object.required("manufacturer").text(), model: try object["model"]?.text(),
      serial: try object["serial"]?.text(), software: try object["software"]?.text())
  }
}

extension MeasuredRegion {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object([
      "site", "side", "vertebrae", "bmd", "bmc", "area", "tbs", "printed", "excluded",
    ])
    self.init(
      site: try object.required("site").choice(Site.self), side: try object["side"]?.choice(Side.self))
    try readVertebrae(object["vertebrae"])
    try checkSide(object["side"])
    density = try object["bmd"].flatMap { node throws(JSONShapeError) in try Self.density(node) }
    content = try NumberRule.content.read(object["bmc"])
    area = try NumberRule.area.read(object["area"])
    trabecularBoneScore = try NumberRule.trabecularBoneScore.read(object["tbs"])
    printed = try object["printed"].map { node throws(JSONShapeError) in try PrintedScores(node) }
    exclusionReason = try object["excluded"].map { node throws(JSONShapeError) in try Self.reason(node) }
    guard density != nil || printed != nil || exclusionReason != nil else {
      throw node.error(
        .rule("needs 'bmd' or 'printed', but has neither", remedy: "Give the density in g/cm², or the printed scores."))
    }
  }

  private static func density(_ node: JSONNode) throws(JSONShapeError) -> ArealDensity? {
    ArealDensity(gramsPerSquareCentimeter: try NumberRule.density.read(node))
  }

  private static func reason(_ node: JSONNode) throws(JSONShapeError) -> String {
    let reason = try node.object(["reason"]).required("reason")
    let text = try reason.text()
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw reason.error(.rule("must say why, but is empty", remedy: "Give the reason in a few words."))
    }
    return text
  }

  private mutating func readVertebrae(_ node: JSONNode?) throws(JSONShapeError) {
    guard let node else { return }
    guard site == .lumbarSpine else {
      throw node.error(.rule("belongs to the lumbar spine, but the site is '\(site.rawValue)'", remedy: nil))
    }
    let list = try node.list { node throws(JSONShapeError) in try node.choice(Vertebra.self) }
    let subset = VertebralSubset(list)
    guard !list.isEmpty, subset.count == list.count else {
      throw node.error(.rule("must name at least one vertebra and each only once", remedy: nil))
    }
    vertebrae = subset
  }

  private func checkSide(_ node: JSONNode?) throws(JSONShapeError) {
    guard let node, side != nil else { return }
    guard [.lumbarSpine, .totalBody, .totalBodyLessHead].contains(site) else { return }
    throw node.error(.rule("belongs to a paired bone, but the site is '\(site.rawValue)'", remedy: "Leave it out."))
  }
}

extension PrintedScores {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["t", "z", "reference"])
    self.init(
      t: try object["t"].map { node throws(JSONShapeError) in try Self.score(node) },
      z: try object["z"].map { node throws(JSONShapeError) in try Self.score(node) },
      reference: try object["reference"]?.text())
    guard t != nil || z != nil else {
      throw node.error(.rule("needs 't' or 'z', but has neither", remedy: nil))
    }
  }

  private static func score(_ node: JSONNode) throws(JSONShapeError) -> ReportedScore {
    ReportedScore(rounding: try node.exactNumber(NumberRule.score))
  }
}

extension FacilityPrecision {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["facility", "sites"])
    self.init(
      facility: try object["facility"]?.text(),
      sites: try object.required("sites").list { node throws(JSONShapeError) in try SitePrecision(node) })
  }
}

extension SitePrecision {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["site", "vertebrae", "rmsSd", "leastSignificantChange", "degreesOfFreedom"])
    let site = try object.required("site").choice(Site.self)
    let list = try object["vertebrae"]?.list { node throws(JSONShapeError) in try node.choice(Vertebra.self) }
    let subset = list.map { VertebralSubset($0) }
    switch (object["rmsSd"], object["leastSignificantChange"]) {
    case (let error?, nil):
      self.init(site: site, vertebrae: subset, rmsSd: try NumberRule.precisionError.read(error))
    case (nil, let change?):
      let grams = try NumberRule.precisionError.read(change)
      self.init(site: site, vertebrae: subset, leastSignificantChange: grams)
    default:
      throw node.error(
        .rule("needs exactly one of 'rmsSd' and 'leastSignificantChange', both in g/cm²", remedy: nil))
    }
    degreesOfFreedom = try object["degreesOfFreedom"]?.integer()
  }
}
