// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Testing

/// What stands in the places of a phrase, and what a reader must make of it.
struct PhraseFilling: Sendable, CustomTestStringConvertible {
  /// For each placeholder the words in the text, and those of `ReportWords`.
  let values: [String: (text: String, meaning: String)]
  let testDescription: String

  init(_ name: String, _ values: [String: (text: String, meaning: String)]) {
    testDescription = name
    self.values = Self.common.merging(values) { $1 }
  }

  private static let common: [String: (text: String, meaning: String)] = [
    "bmd": ("0.571", "0.571"), "z": ("-1.3", "-1.3"), "grams": ("0.031", "0.031"), "lsc": ("0.025", "0.025"),
    "percent": ("3.9", "3.9"), "major": ("14", "14"), "hip": ("3.1", "3.1"), "relative": ("2.4", "2.4"),
    "age": ("67", "67"),
    "years": ("80", "80"), "sex": ("female", "female"), "date": ("1958-03-02", "1958-3-2"), "maker": ("Hologic", ""),
    "model": ("Horizon A", ""), "name": ("Xx Yyyy", ""), "physician": ("Dr. Zz Wwww", ""), "vertebra": ("L3", "L3"),
    "vertebrae": ("L2-L4", "L2-L4"), "interval": ("12 to 24 months", "12"), "months": ("12", "12"),
    "spine_bmd": ("0.856", "0.856"), "spine_t": ("-1.7", "-1.7"), "spine_z": ("-0.1", "-0.1"),
    "neck_bmd": ("0.571", "0.571"),
    "neck_t": ("-2.4", "-2.4"), "neck_z": ("-1.3", "-1.3"), "hip_bmd": ("0.760", "0.76"), "hip_t": ("-1.5", "-1.5"),
    "hip_z": ("+0.3", "0.3"),
  ]

  static let standard = PhraseFilling(
    "hyphen and point",
    [
      "site": ("left femoral neck", "femoral-neck/left"), "site2": ("lumbar spine (L1-L4)", "lumbar-spine/L1-L4"),
      "t": ("-2.4", "-2.4"), "t2": ("-2.8", "-2.8"), "category": ("osteopenia", "low-bone-mass"),
      "category2": ("osteoporosis", "osteoporosis"), "earlier": ("2024-05-21", "2024-5-21"),
      "zcategory": ("within the expected range for age", "within-expected-range"),
    ])

  static let all = [
    standard,
    PhraseFilling(
      "minus sign and comma",
      [
        "site": ("lumbar spine (L1-L4)", "lumbar-spine/L1-L4"), "site2": ("total hip", "total-hip"),
        "t": ("\u{2212}2,6", "-2.6"), "t2": ("\u{2212}2,9", "-2.9"), "category": ("osteoporosis", "osteoporosis"),
        "category2": ("low bone mass (osteopenia)", "low-bone-mass"), "earlier": ("May 21, 2024", "2024-5-21"),
        "zcategory": ("below the expected range for age", "below-expected-range"), "z": ("\u{2212}2,1", "-2.1"),
      ]),
    PhraseFilling(
      "the word minus",
      [
        "site": ("total hip", "total-hip"), "site2": ("left femoral neck", "femoral-neck/left"),
        "t": ("minus 1.8", "-1.8"),
        "t2": ("minus 2.2", "-2.2"), "category": ("low bone mass (osteopenia)", "low-bone-mass"),
        "category2": ("osteoporosis", "osteoporosis"), "earlier": ("05/21/2024", "2024-5-21"),
        "zcategory": ("within the expected range for age", "within-expected-range"), "sex": ("male", "male"),
      ]),
  ]

  func fill(_ phrase: String) -> String { replace(phrase) { $0.text } }

  func expect(_ pattern: String) -> String { replace(pattern) { $0.meaning } }

  private func replace(_ phrase: String, _ part: ((text: String, meaning: String)) -> String) -> String {
    var text = ""
    var rest = phrase[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      text += values[String(rest[rest.index(after: open)..<close])].map(part) ?? "?"
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  /// Whether words fit a pattern, in which a star is any words.
  static func fits(_ words: String, _ pattern: String) -> Bool {
    var rest = words[...]
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() where !part.isEmpty {
      if index == 0 {
        guard rest.hasPrefix(part) else { return false }
        rest = rest.dropFirst(part.count)
      } else if index == parts.count - 1 {
        return rest.hasSuffix(part)
      } else {
        guard let place = rest.firstRange(of: part) else { return false }
        rest = rest[place.upperBound...]
      }
    }
    return parts.last?.isEmpty == true || rest.isEmpty
  }
}
