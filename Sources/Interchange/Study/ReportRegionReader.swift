// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Statistics

/// The word for a place of the skeleton in the fields of a report: a measured site, or one that is left vague.
private struct ReportPlaceWord: RawRepresentable, CaseIterable {
  let rawValue: String
  let name: StatedRegion.Name

  init(_ name: StatedRegion.Name) {
    self.name = name
    rawValue = StatedRegion(name).placeName
  }

  init?(rawValue: String) {
    guard let word = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = word
  }

  static let allCases =
    Site.allCases.map { ReportPlaceWord(.site($0)) }
    + [.hip, .forearm, .lateralSpine, .peripheral].map { ReportPlaceWord($0) }
}

extension StatedRegion {
  /// Reads `site`, `side` and `vertebrae`; `nil` where the site is absent, for the person as a whole.
  init?(_ object: JSONObject) throws(JSONShapeError) {
    let name = try object["site"]?.choice(ReportPlaceWord.self).name
    try Self.check(object["side"], name)
    try Self.check(object["vertebrae"], isSpine: name == .site(.lumbarSpine))
    guard let name else { return nil }
    self.init(
      name, side: try object["side"]?.choice(Side.self),
      vertebrae: try object["vertebrae"].map { node throws(JSONShapeError) in try node.vertebralSubset() })
  }

  private static func check(_ side: JSONNode?, _ name: Name?) throws(JSONShapeError) {
    guard let side else { return }
    let isPaired =
      switch name {
      case .site(let site): site.isPaired
      case .hip, .forearm, .peripheral: true
      case .lateralSpine, nil: false
      }
    guard !isPaired else { return }
    throw side.error(
      .rule("belongs to a paired bone, but 'site' names none", remedy: "Leave it out, or correct the site."))
  }

  private static func check(_ vertebrae: JSONNode?, isSpine: Bool) throws(JSONShapeError) {
    guard let vertebrae, !isSpine else { return }
    throw vertebrae.error(
      .rule(
        "belongs to the lumbar spine, but 'site' is not 'lumbar-spine'", remedy: "Leave it out, or correct the site."))
  }
}

extension JSONNode {
  /// Reads the values of one region: a density, a T-score, a Z-score.
  func statedValues() throws(JSONShapeError) -> [ReportStatement] {
    let object = try object(["site", "side", "vertebrae", "bmd", "t", "z"])
    let region = try StatedRegion(object)
    var statements: [ReportStatement] = []
    if let node = object["bmd"] {
      let density = StatedDensity(
        region: region, value: try node.exactNumber(.density), decimals: node.decimals(atLeast: 3))
      statements.append(ReportStatement(.density(density), at: .field(node.path)))
    }
    for (key, basis) in [("t", ScoreBasis.t), ("z", .z)] {
      guard let node = object[key] else { continue }
      let value = try node.exactNumber(.score)
      let score = StatedScore(
        region: region, basis: basis, value: value, sign: value.billionths < 0 ? .minus : .plus,
        decimals: node.decimals(atLeast: 1))
      statements.append(ReportStatement(.score(score), at: .field(node.path)))
    }
    guard !statements.isEmpty else {
      throw error(.rule("needs 'bmd', 't' or 'z', but has none of them", remedy: "Give what the report states."))
    }
    return statements
  }

  /// Reads one diagnosis, with the word that grades it.
  func statedDiagnosis() throws(JSONShapeError) -> [ReportStatement] {
    let object = try object(["site", "side", "vertebrae", "category", "clinical", "grade"])
    let diagnosis = StatedDiagnosis(
      category: try object.required("category").choice(Category.self), region: try StatedRegion(object),
      isClinical: try object["clinical"]?.flag() ?? false)
    let statement = ReportStatement(.diagnosis(diagnosis), at: .field(path))
    guard let grade = object["grade"] else { return [statement] }
    return [statement, ReportStatement(.grade(try grade.filledText().lowercased()), at: .field(grade.path))]
  }

  /// Reads a text that is more than spaces.
  func filledText() throws(JSONShapeError) -> String {
    let text = try text()
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw error(.rule("must be some words, but is empty", remedy: "Leave it out, or write what the report says."))
    }
    return text
  }

  /// The decimals in which a number is written; a document may drop zeros at its end, so that fewer than usual say nothing.
  fileprivate func decimals(atLeast least: Int) -> Int {
    guard let text = value.number?.text, !text.contains(where: { $0 == "e" || $0 == "E" }) else { return least }
    let written = text.split(separator: ".", maxSplits: 1).dropFirst().first?.count ?? 0
    return max(least, written)
  }
}
