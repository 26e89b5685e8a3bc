// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics

extension LaboratoryResult {
  /// A result as a laboratory writes it; numbers are given as text, so that they are exact.
  static func of(
    _ test: String, _ value: String, _ unit: String, on date: String? = "2026-04-20", low: String? = nil,
    high: String? = nil
  ) -> LaboratoryResult {
    var result = LaboratoryResult(test: test, value: ExactDecimal(text: value) ?? ExactDecimal(-1), unit: unit)
    result.date = date.flatMap { PartialDate($0) }
    result.low = low.flatMap { ExactDecimal(text: $0) }
    result.high = high.flatMap { ExactDecimal(text: $0) }
    return result
  }
}

extension Study {
  /// The study with laboratory results, the only ones.
  func tested(_ results: LaboratoryResult...) -> Study { with { $0.history.laboratory = results } }

  /// The study with answers that say yes, the only ones.
  func answering(_ names: String...) -> Study {
    with { study in
      study.history.answers = Dictionary(uniqueKeysWithValues: names.map { ($0, .flag(true)) })
    }
  }

  /// The guidance under a guideline.
  func guidance(_ guideline: Guideline = .acp2023) -> Guidance {
    Assessment(of: self, options: AssessmentOptions(guideline: guideline)).guidance
  }
}

extension Guidance {
  /// Returns the reading of a test; of several the last.
  func reading(_ key: String) -> ReadResult? { laboratory.last { $0.test?.key == key } }
}
