// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase

/// Where implants, cement, operations on bone and local diseases of bone are stated to be.
///
/// - Source: Rule AUD-32.
struct Implants {
  private var hips: Set<Side> = []
  private var isSideOpen = false
  private var levels: VertebralSubset = []
  private var isLevelOpen = false

  init(of study: Study, at visit: VisitAssessment) {
    let scans = visit.visit.scans
    let remarks = scans.flatMap { $0.comments }
    let conditions = study.history.conditions ?? []
    let regions = scans.flatMap { $0.regions }.filter { $0.exclusionReason != nil }
    for condition in conditions {
      addHip { $0.statements(in: condition) }
      if let code = condition.code, !Concept.hipImplant.statements(in: condition).isEmpty { addHip(code) }
      for text in Self.ofSpine.flatMap({ $0.statements(in: condition) }) { addSpine(text) }
    }
    for remark in remarks {
      addHip { $0.statements(in: remark) }
      for text in Self.ofSpine.flatMap({ $0.statements(in: remark) }) { addSpine(text) }
    }
    if study.isBroken(.hip, at: visit.visit) { isSideOpen = true }
    for region in regions { addReason(of: region) }
  }

  private static let ofSpine: [Concept] = [.spinalHardware, .spinalDefect]

  // MARK: Hip

  private mutating func addHip(_ statements: (Concept) -> [String]) {
    for concept in [Concept.hipImplant, .hipFracture] {
      for text in statements(concept) { addHip(HipSides(in: text, beside: concept.names)) }
    }
    for text in statements(.denseBoneDisease) where text.contains("paget") {
      if ["hip", "femur", "femoral"].contains(where: { text.contains($0) }) {
        addHip(HipSides(in: text, beside: ["hip", "femur", "femoral"]))
      }
    }
  }

  private mutating func addHip(_ found: HipSides) {
    if found.sides.isEmpty { isSideOpen = true }
    hips.formUnion(found.sides)
  }

  private mutating func addHip(_ code: Code) {
    switch code.value {
    case "Z96.641": hips.insert(.right)
    case "Z96.642": hips.insert(.left)
    case "Z96.643": hips.formUnion([.left, .right])
    default: break
    }
  }

  /// A hip left out for an implant tells its side; vertebrae left out for one tell their levels.
  private mutating func addReason(of region: MeasuredRegion) {
    guard let reason = region.exclusionReason?.lowercased() else { return }
    let names = [
      "prosthe", "hardware", "replacement", "arthroplast", "implant", "screw", "nail", "necrosis", "dysplasia",
      "fracture", "paget",
    ]
    if region.site.isHip, let side = region.side, side != .mean, names.contains(where: { reason.contains($0) }) {
      hips.insert(side)
      isSideOpen = false
    }
    if region.site == .lumbarSpine { isLevelOpen = false }
  }

  // MARK: Spine

  private mutating func addSpine(_ text: String) {
    let found = SpinalLevels(in: text)
    if found.isAnyNamed {
      levels.formUnion(found.lumbar)
    } else if found.mayConcernLumbarSpine {
      isLevelOpen = true
    }
  }

  // MARK: Answers

  /// Whether an implant is stated for just this region.
  func isHere(_ region: MeasuredRegion) -> Bool {
    if let subset = region.subset { return !subset.isDisjoint(with: levels) }
    guard region.site.isHip else { return false }
    return switch region.side {
    case .left, .right: region.side.map { hips.contains($0) } ?? false
    case .mean: !hips.isEmpty
    case nil: hips == [.left, .right]
    }
  }

  /// Whether an implant is stated that may lie in this region.
  func isPerhapsHere(_ region: MeasuredRegion) -> Bool {
    if region.site == .lumbarSpine { return isLevelOpen }
    guard region.site.isHip else { return false }
    return isSideOpen && hips.isEmpty || region.side == nil && !hips.isEmpty
  }
}

/// The vertebrae that a text names, such as "L2", "L3-L5" or "L4/5".
struct SpinalLevels {
  /// The lumbar vertebrae that densitometry measures.
  private(set) var lumbar: VertebralSubset = []

  /// Whether any level of the spine is named, also one that is not measured.
  private(set) var isAnyNamed = false

  /// Whether the lumbar spine is named, or no other part of the spine is.
  private(set) var mayConcernLumbarSpine = true

  init(in text: String) {
    let isElsewhere = ["cervical", "thoracic", "neck"].contains { text.contains($0) }
    defer {
      let isHere = !lumbar.isEmpty || text.contains("lumbar") || text.contains("lumbosacral")
      mayConcernLumbarSpine = isHere || !(isAnyNamed || isElsewhere)
    }
    let words = text.lowercased().replacing(" to ", with: "-").split {
      !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "/"
    }
    for word in words {
      let ends = word.split { $0 == "-" || $0 == "/" }
      guard let first = ends.first.flatMap({ Self.level($0, default: nil) }) else { continue }
      isAnyNamed = true
      let last = ends.dropFirst().last.flatMap { Self.level($0, default: first >= 0 ? "l" : "t") } ?? first
      for vertebra in Vertebra.allCases where vertebra.level + 1 >= first && vertebra.level + 1 <= last {
        lumbar.insert(VertebralSubset(vertebra))
      }
    }
  }

  /// The place of a level: 1 to 5 for L1 to L5, 6 for the sacrum, 0 and less for the chest and the neck.
  private static func level(_ word: Substring, default letter: Character?) -> Int? {
    guard let kind = word.first.flatMap({ $0.isLetter ? $0 : letter }) else { return nil }
    guard let number = Int(word.filter { $0.isNumber }), word.count <= 3 else { return nil }
    switch kind {
    case "l" where (1...6).contains(number): return number
    case "s" where (1...5).contains(number): return 6
    case "t" where (1...13).contains(number): return number - 12
    case "c" where (1...8).contains(number): return number - 30
    default: return nil
    }
  }
}
