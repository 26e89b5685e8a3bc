// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Reports
internal import Testing

@Suite("Text style")
struct TextStyleTests {
  @Test("Lines are broken between words and never exceed the width", arguments: [60, 72, 80, 120])
  func wrap(width: Int) {
    let text = Array(repeating: "a word and another", count: 40).joined(separator: " ")
    let lines = TextStyle(width: width).wrap(text, indent: 4, lead: "- ")
    #expect(lines.allSatisfy { $0.count <= width } && lines.count > 1)
    #expect(lines[0].hasPrefix("-   a word") && lines[1].hasPrefix("    "))
    let words = lines.joined(separator: " ").split(separator: " ").dropFirst().map(String.init)
    #expect(words.joined(separator: " ") == text)
  }

  @Test("Fewer than 60 columns are taken as 60")
  func narrow() {
    #expect(TextStyle(width: 20).width == 60)
  }

  @Test("A word that is longer than a line stands alone")
  func longWord() {
    let word = String(repeating: "x", count: 90)
    #expect(TextStyle(width: 60).wrap("see \(word) there") == ["see", word, "there"])
  }
}
