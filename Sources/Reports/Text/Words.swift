// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase

/// The words of a report.
enum Words {
  /// Names a category; a child's has words of its own.
  static func name(of category: Densitometry.Category, isChild: Bool) -> String {
    switch category {
    case .normal: "Normal bone density"
    case .lowBoneMass: "Low bone mass (osteopenia)"
    case .osteoporosis: "Osteoporosis"
    case .severeOsteoporosis: "Severe osteoporosis"
    case .withinExpectedRange where isChild: "Bone density within the expected range for age"
    case .belowExpectedRange where isChild: "Low bone mineral mass or density for age"
    case .withinExpectedRange: "Within the expected range for age"
    case .belowExpectedRange: "Below the expected range for age"
    case .lowWithRiskFactors: "Low bone density with risk factors (athlete)"
    }
  }

  /// Names a category within a sentence.
  static func shortName(of category: Densitometry.Category) -> String {
    category.rawValue.replacing("-", with: " ")
  }

  /// Returns a text of the study without what moves a terminal.
  static func printable(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
        shown.unicodeScalars.append("\u{FFFD}")
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// Names the subject of a finding or refusal; the label of a region becomes its name.
  static func subject(_ subject: String, in assessment: Assessment) -> String? {
    guard subject != "person", subject != "report" else { return nil }
    let region = assessment.regions.first { $0.label == subject }
    return region.map { $0.region.spokenName } ?? subject.replacing("-", with: " ")
  }
}
