// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase

/// A kind of drug by which expected rates differ, as the facts `boneDrug` and `lossCause` name it.
struct RateDrug {
  /// The value of the fact.
  let value: String

  /// What belongs to the kind.
  let concept: Concept

  /// Whether it lets bone go, and does not build or keep it.
  let isLossCause: Bool

  /// The kinds; the first to which a drug belongs is its kind.
  private static let all =
    [
      ("alendronate", Concept.alendronate), ("risedronate", .risedronate), ("ibandronate", .ibandronate),
      ("zoledronate", .zoledronate), ("denosumab", .denosumab), ("raloxifene", .raloxifene),
      ("hormone-therapy", .hormoneTherapy), ("teriparatide", .teriparatide), ("abaloparatide", .abaloparatide),
      ("romosozumab", .romosozumab), ("other", .osteoporosisDrug), ("other", .strontium),
    ].map { RateDrug(value: $0.0, concept: $0.1, isLossCause: false) }
    + [
      ("glucocorticoid", Concept.glucocorticoids), ("glucocorticoid", .prednisone),
      ("aromatase-inhibitor", .aromataseInhibitor), ("androgen-deprivation", .androgenDeprivation),
    ].map { RateDrug(value: $0.0, concept: $0.1, isLossCause: true) }

  /// Returns the kind of a drug; `nil` for one that rates do not depend on.
  static func kind(of drug: Medication) -> RateDrug? {
    all.first { $0.concept.matches(name: drug.name, code: drug.code) }
  }
}

extension Study {
  /// Whether a bone drug was begun or ended between two days; `nil` without a list of drugs or where a day is missing that
  /// would tell.
  func turnsBoneDrug(between first: CalendarDate?, and last: CalendarDate?) -> Bool? {
    guard let drugs = history.medications else { return nil }
    let bone = drugs.filter { drug in
      [Concept.osteoporosisDrug, .hormoneTherapy, .strontium].contains { $0.matches(name: drug.name, code: drug.code) }
    }
    guard !bone.isEmpty else { return false }
    guard let first, let last else { return nil }
    let days = bone.flatMap { [$0.start, $0.stop] }.compactMap(\.self)
    if days.contains(where: { ($0.latest ?? last) > first && ($0.earliest ?? first) <= last }) { return true }
    return bone.contains { $0.start == nil } ? nil : false
  }
}
