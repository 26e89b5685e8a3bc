// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Statistics

extension Scan {
  init(_ node: JSONNode, patient: Patient) throws(JSONShapeError) {
    let object = try node.object([
      "date", "ageYears", "facility", "comments", "scanner", "entered", "phantom", "regions",
    ])
    let dateNode = object["date"]
    let date = try dateNode?.day()
    let age = try Self.age(object["ageYears"], date, patient, node, dateNode)
    let regionsNode = try object.required("regions")
    var regions: [MeasuredRegion] = []
    for region in try regionsNode.elements() { regions.append(try MeasuredRegion(region)) }
    guard !regions.isEmpty else {
      throw regionsNode.error(.rule("must hold at least one region, but is empty", remedy: "Add a region."))
    }
    guard regions.count <= 100 else {
      throw regionsNode.error(
        .rule("may hold 100 regions, but holds \(regions.count)", remedy: "Split it into scans."))
    }
    try Self.checkRepetition(regions, regionsNode)
    self.init(
      date: date, age: age, scanner: try Scanner(object.required("scanner")), regions: regions)
    facility = try object["facility"]?.text()
    comments = try object["comments"]?.list { node throws(JSONShapeError) in try node.text() } ?? []
    entered = try object["entered"].map { node throws(JSONShapeError) in try EnteredPerson(node) } ?? EnteredPerson()
    phantom = try object["phantom"].map { node throws(JSONShapeError) in try PhantomCheck(node) }
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
            "needs the age: 'date' with 'patient.birthDate', or 'ageYears', but has neither",
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
    if let given, let stated, !given.agrees(with: years) {
      throw stated.error(
        .rule("must agree with the dates of birth and scan within one year, but does not", remedy: "Leave one out."))
    }
    return counted
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
  /// Tells whether a stated age is within one year of one that was counted from dates.
  func agrees(with years: Double) -> Bool {
    switch self {
    case .exact(let stated): (stated - years).magnitude < 1
    case .atLeast(let least): years >= Double(least)
    }
  }

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
      "site", "side", "vertebrae", "bmd", "bmc", "area", "tbs", "mode", "printed", "excluded",
    ])
    self.init(
      site: try object.required("site").choice(Site.self), side: try object["side"]?.choice(Side.self))
    vertebrae = try object["vertebrae"].map { node throws(JSONShapeError) in
      try node.checkIsSpine(site).vertebralSubset()
    }
    try checkSide(object["side"])
    density = try object["bmd"].flatMap { node throws(JSONShapeError) in try Self.density(node) }
    content = try NumberRule.content.read(object["bmc"], at: site, NumberRule.regionalContent)
    area = try NumberRule.area.read(object["area"], at: site, NumberRule.regionalArea)
    trabecularBoneScore = try NumberRule.trabecularBoneScore.read(object["tbs"]?.checkIsSpine(site))
    mode = try object["mode"]?.text()
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

  private func checkSide(_ node: JSONNode?) throws(JSONShapeError) {
    guard let node, side != nil, !site.isPaired else { return }
    throw node.error(.rule("belongs to a paired bone, but the site is '\(site.rawValue)'", remedy: "Leave it out."))
  }
}

extension JSONNode {
  /// Returns the node; what belongs to the lumbar spine is refused at any other site.
  func checkIsSpine(_ site: Site) throws(JSONShapeError) -> JSONNode {
    guard site == .lumbarSpine else {
      throw error(
        .rule(
          "belongs to the lumbar spine, but the site is '\(site.rawValue)'",
          remedy: "Leave it out, or correct the site."))
    }
    return self
  }

  /// Reads vertebrae, each named once.
  func vertebralSubset() throws(JSONShapeError) -> VertebralSubset {
    let list = try list { node throws(JSONShapeError) in try node.choice(Vertebra.self) }
    let subset = VertebralSubset(list)
    guard !list.isEmpty else {
      throw error(.rule("must name at least one vertebra, but is empty", remedy: "Leave it out for L1 to L4."))
    }
    guard subset.count == list.count else {
      throw error(.rule("must name each vertebra once, but repeats one", remedy: "Keep one of each."))
    }
    return subset
  }
}

extension PrintedScores {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["t", "z", "reference"])
    let t = try object["t"]?.exactNumber(NumberRule.score)
    let z = try object["z"]?.exactNumber(NumberRule.score)
    guard t != nil || z != nil else {
      throw node.error(
        .rule("needs 't' or 'z', but has neither", remedy: "Give a score, or leave 'printed' out."))
    }
    self.init(
      t: t.map { ReportedScore(rounding: $0) }, z: z.map { ReportedScore(rounding: $0) },
      reference: try object["reference"]?.text())
    tDecimals = max(1, t?.places ?? 1)
    zDecimals = max(1, z?.places ?? 1)
  }
}

extension FacilityPrecision {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["facility", "sites"])
    let node = try object.required("sites")
    let sites = try node.list { node throws(JSONShapeError) in try SitePrecision(node) }
    for (index, site) in sites.enumerated() {
      guard let first = sites[..<index].firstIndex(where: { $0.label == site.label }) else { continue }
      throw JSONNode(.null, path: "\(node.path)[\(index)]").error(
        .rule(
          "must be another site than '\(node.path)[\(first)]', but both are '\(site.label)'", remedy: "Keep one."))
    }
    self.init(facility: try object["facility"]?.text(), sites: sites)
  }
}

extension SitePrecision {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["site", "vertebrae", "rmsSd", "leastSignificantChange", "degreesOfFreedom"])
    let site = try object.required("site").choice(Site.self)
    let subset = try object["vertebrae"].map { node throws(JSONShapeError) in
      try node.checkIsSpine(site).vertebralSubset()
    }
    switch (object["rmsSd"], object["leastSignificantChange"]) {
    case (let error?, nil):
      self.init(site: site, vertebrae: subset, rmsSd: try NumberRule.precisionError.read(error))
    case (nil, let change?):
      let grams = try NumberRule.precisionError.read(change)
      self.init(site: site, vertebrae: subset, leastSignificantChange: grams)
    case (let error, _):
      let found = error == nil ? "neither" : "both"
      throw node.error(
        .rule(
          "needs exactly one of 'rmsSd' and 'leastSignificantChange', both in g/cm², but has \(found)",
          remedy: "Give one of the two."))
    }
    degreesOfFreedom = try NumberRule.degreesOfFreedom.readWhole(object["degreesOfFreedom"])
  }

  /// The site as a region is named, such as `lumbar-spine L1-L4`.
  fileprivate var label: String { MeasuredRegion(site: site, vertebrae: vertebrae).label }
}
