// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import Formats
internal import Testing

@Suite("Suggestion")
struct SuggestionTests {
  static let sites = ["lumbar-spine", "femoral-neck", "total-hip", "trochanter", "wards", "radius-33"]

  @Test(
    "The nearest word is meant if no more than a third of its letters slipped",
    arguments: [
      ("total-hipp", "total-hip"), ("toatl-hip", "total-hip"), ("Femoral-Neck", "femoral-neck"), ("ward", "wards"),
      ("radius33", "radius-33"), ("lumbarspine", "lumbar-spine"), ("neck", nil), ("", nil), ("xyz", nil),
      ("femoral", nil), ("w", nil),
    ] as [(String, String?)])
  func nearest(word: String, expected: String?) {
    #expect(Suggestion.nearest(to: word, among: Self.sites) == expected)
  }

  @Test("Nothing is meant where nothing is known, or by a very long word")
  func none() {
    #expect(Suggestion.nearest(to: "hip", among: []) == nil)
    #expect(
      Suggestion.nearest(to: String(repeating: "a", count: 41), among: [String(repeating: "a", count: 41)]) == nil)
    #expect(
      Suggestion.nearest(to: String(repeating: "a", count: 40), among: [String(repeating: "a", count: 40)]) != nil)
  }

  @Test(
    "A slip is a letter added, left out or changed, or two neighbors swapped",
    arguments: [
      ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "ab", 1),
      ("abc", "xabc", 1),
      ("abc", "acb", 1), ("abc", "cba", 2), ("kitten", "sitting", 3), ("ca", "abc", 3),
    ])
  func distance(left: String, right: String, slips: Int) {
    #expect(Suggestion.distance(Array(left), Array(right)) == slips)
    #expect(Suggestion.distance(Array(right), Array(left)) == slips)
  }
}
