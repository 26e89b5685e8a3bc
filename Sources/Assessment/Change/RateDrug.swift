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
