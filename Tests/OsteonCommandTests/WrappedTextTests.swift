// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Testing

@testable internal import osteon

@Suite("Wrapped text")
struct WrappedTextTests {
  @Test("A line takes as many words as fit")
  func fill() {
    #expect(WrappedText.lines("one two three", width: 7) == ["one two", "three"])
    #expect(WrappedText.lines("one two three", width: 6) == ["one", "two", "three"])
  }

  @Test("A word that is too wide has a line of its own")
  func wideWord() {
    #expect(WrappedText.lines("a wide-word b", width: 4) == ["a", "wide-word", "b"])
  }

  @Test("An empty line parts paragraphs, and a line break does not")
  func paragraphs() {
    #expect(WrappedText.lines("one\ntwo\n\n\nthree", width: 80) == ["one two", "", "three"])
    #expect(WrappedText.lines("", width: 80).isEmpty)
  }

  @Test("Width counts characters, not bytes")
  func characters() {
    #expect(WrappedText.lines("g/cm² g/cm²", width: 11) == ["g/cm² g/cm²"])
  }

  @Test("A long example goes on before an option and never before a value")
  func example() {
    let example = Command.Example("osteon interpret --sex male --neck-t -1.9 -o out", "Interpret.")
    #expect(
      example.lines(width: 34)
        == ["osteon interpret --sex male \\", "    --neck-t -1.9 -o out"])
  }
}
