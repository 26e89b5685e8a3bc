// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Statistics

/// A file of `Knowledge/references/`.
struct ReferenceFile {
  /// What a file holds.
  enum Content {
    case populations([PopulationEntry], checks: [PopulationCheck])
    case curves([CurveEntry], checks: [CurveCheck])
    case heightAdjustments([HeightAdjustmentEntry])
  }

  let name: String
  let key: String
  let title: String
  let kind: String
  let unit: String
  let population: String
  let years: String?
  let method: String?
  let licence: String
  let tag: EvidenceTag?
  let label: String?
  let version: String
  let content: Content
  let citations: [CitationEntry]

  init(_ node: JSONNode, name: String) throws(JSONShapeError) {
    let object = try node.object([
      "key", "kind", "title", "quantity", "unit", "x", "family", "use", "population", "ages", "years", "licence",
      "method", "notes", "tag", "label", "transcribed", "fitted", "columns",
      "columnsOfBands", "columnsOfWorms", "formula", "source", "populations", "curves", "rows",
      "checks",
    ])
    self.name = name
    key = try object.required("key").text()
    kind = try object.required("kind").text()
    title = try object.required("title").text()
    unit = try object.required("unit").text()
    population = try object.required("population").text()
    years = try object["years"]?.text()
    method = try object["method"]?.text()
    licence = try object.required("licence").text()
    tag = try object["tag"]?.choice(EvidenceTag.self)
    label = try object["label"]?.text()
    if let fitted = object["fitted"] {
      version = try fitted.object(["recipe", "on"]).required("on").text()
    } else {
      version = try object.required("transcribed").object(["by", "on", "checkedBy"]).required("on").text()
    }
    switch kind {
    case "young-adult":
      let entries = try PopulationEntry.list(object)
      content = .populations(entries, checks: try PopulationCheck.list(object.required("checks")))
      citations = entries.map { $0.source }
    case "lms-curve":
      let entries = try CurveEntry.list(object)
      content = .curves(entries, checks: try CurveCheck.list(object.required("checks")))
      citations = entries.map { $0.source }
    case "height-adjustment":
      content = .heightAdjustments(try HeightAdjustmentEntry.list(object.required("rows")))
      citations = [try CitationEntry(object.required("source"))]
    default:
      throw node.error(.rule("must be a young-adult, lms-curve or height-adjustment file", remedy: nil))
    }
  }

  /// How many populations, curves or adjustments the file holds.
  var entryCount: Int {
    switch content {
    case .populations(let entries, _): entries.count
    case .curves(let entries, _): entries.count
    case .heightAdjustments(let entries): entries.count
    }
  }

  /// Reads a list of vertebrae.
  static func vertebrae(_ node: JSONNode?) throws(JSONShapeError) -> VertebralSubset? {
    guard let node else { return nil }
    var list: [Vertebra] = []
    for element in try node.elements() { list.append(try element.choice(Vertebra.self)) }
    return VertebralSubset(list)
  }

  /// Reads a number exactly as it is written.
  static func exact(_ node: JSONNode) throws(JSONShapeError) -> ExactDecimal {
    _ = try node.number()
    guard let text = node.value.number?.text, let exact = ExactDecimal(text: text) else {
      throw node.error(.rule("must be a number of at most nine decimals", remedy: nil))
    }
    return exact
  }
}

/// A young-adult population as its file states it.
struct PopulationEntry {
  let key: String
  let site: Site
  let vertebrae: VertebralSubset?
  let sex: String
  let scale: ScannerScale
  let devices: [String]
  let family: ReferenceFamily
  let use: String
  let mean: ExactDecimal
  let deviation: ExactDecimal
  let within: ExactDecimal
  let count: Int?
  let tag: EvidenceTag
  let label: String?
  let source: CitationEntry

  static func list(_ file: JSONObject) throws(JSONShapeError) -> [PopulationEntry] {
    let family = try file.required("family").choice(ReferenceFamily.self)
    let use = try file.required("use").text()
    var list: [PopulationEntry] = []
    for element in try file.required("populations").elements() {
      list.append(try PopulationEntry(element, family: family, use: use))
    }
    return list
  }

  private init(_ node: JSONNode, family: ReferenceFamily, use: String) throws(JSONShapeError) {
    let object = try node.object([
      "key", "site", "vertebrae", "sex", "group", "scale", "devices", "mean", "sd", "within", "n", "use",
      "tag", "label", "source",
    ])
    key = try object.required("key").text()
    site = try object.required("site").choice(Site.self)
    vertebrae = try ReferenceFile.vertebrae(object["vertebrae"])
    sex = try object.required("sex").text()
    scale = try object.required("scale").choice(ScannerScale.self)
    devices = try RuleEntry.words(object["devices"])
    self.family = family
    self.use = try object["use"]?.text() ?? use
    mean = try ReferenceFile.exact(object.required("mean"))
    deviation = try ReferenceFile.exact(object.required("sd"))
    within = try object["within"].map(ReferenceFile.exact) ?? ExactDecimal(0)
    count = try object["n"]?.integer()
    tag = try object.required("tag").choice(EvidenceTag.self)
    label = try object["label"]?.text()
    source = try CitationEntry(object.required("source"))
  }

  /// The population as the engine uses it.
  var population: YoungAdultPopulation {
    YoungAdultPopulation(
      key: key, site: site, vertebrae: vertebrae, sex: Sex(rawValue: sex), scale: scale, devices: devices,
      family: family, isDiagnostic: use == "diagnostic", tag: tag, mean: mean, deviation: deviation,
      meanTolerance: within)
  }
}

/// A density with the T-score that it must have.
struct PopulationCheck {
  let population: String
  let density: Double
  let t: Double

  static func list(_ node: JSONNode) throws(JSONShapeError) -> [PopulationCheck] {
    var list: [PopulationCheck] = []
    for element in try node.elements() {
      let object = try element.object(["population", "density", "t", "at"])
      _ = try object.required("at").text()
      list.append(
        PopulationCheck(
          population: try object.required("population").text(), density: try object.required("density").number(),
          t: try object.required("t").number()))
    }
    return list
  }
}

/// A height adjustment as its file states it.
struct HeightAdjustmentEntry {
  let site: Site
  let vertebrae: VertebralSubset?
  let sex: Sex
  let ages: [Double]
  let intercept: ExactDecimal
  let slope: ExactDecimal

  static func list(_ node: JSONNode) throws(JSONShapeError) -> [HeightAdjustmentEntry] {
    var list: [HeightAdjustmentEntry] = []
    for element in try node.elements() { list.append(try HeightAdjustmentEntry(element)) }
    return list
  }

  private init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object([
      "site", "vertebrae", "sex", "ages", "n", "intercept", "slope", "r", "residualSd",
    ])
    site = try object.required("site").choice(Site.self)
    vertebrae = try ReferenceFile.vertebrae(object["vertebrae"])
    sex = try object.required("sex").choice(Sex.self)
    var ages: [Double] = []
    for element in try object.required("ages").elements() { ages.append(try element.number()) }
    self.ages = ages
    intercept = try ReferenceFile.exact(object.required("intercept"))
    slope = try ReferenceFile.exact(object.required("slope"))
  }
}
