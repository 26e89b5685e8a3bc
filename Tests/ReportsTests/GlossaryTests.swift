// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Testing

@testable internal import Reports

@Suite("Glossary")
struct GlossaryTests {
  static let wording = Wording.sample([
    ("terms.hip.word", "hip"), ("terms.hip.explained", "where leg and trunk meet"),
    ("terms.total-hip.word", "total hip"), ("terms.total-hip.explained", "the whole upper end"),
    ("terms.dxa.word", "DXA"), ("terms.dxa.explained", "a scan with X-rays"),
  ])

  static func explain(_ texts: String...) -> [String] {
    var glossary = Glossary(wording)
    return texts.map { glossary.explain($0) }
  }

  @Test("A word is explained once, where it first stands")
  func once() {
    #expect(
      Self.explain("No word.", "The hip. The hip.", "A hip.") == [
        "No word.", "The hip (where leg and trunk meet). The hip.", "A hip.",
      ])
  }

  @Test("A part of another word is no word", arguments: ["A ship.", "The hips.", "A hip-bone."])
  func whole(text: String) { #expect(Self.explain(text) == [text]) }

  @Test("A word at the beginning of a sentence has a capital")
  func capital() { #expect(Self.explain("Hip first.") == ["Hip (where leg and trunk meet) first."]) }

  @Test("The capitals of a name count")
  func name() {
    #expect(Self.explain("By dxa.") == ["By dxa."])
    #expect(Self.explain("By DXA.") == ["By DXA (a scan with X-rays)."])
  }

  @Test("Of a longer and a shorter word at one place the longer one is explained")
  func longest() {
    #expect(Self.explain("The total hip.") == ["The total hip (the whole upper end)."])
  }

  @Test("The explanation of the shorter word stands at its own first place")
  func shorterElsewhere() {
    #expect(
      Self.explain("The total hip.", "The hip.") == [
        "The total hip (the whole upper end).", "The hip (where leg and trunk meet).",
      ])
  }

  @Test("A word within a longer one that was explained before is not explained there")
  func shorterWithinKnown() {
    #expect(Self.explain("The total hip.", "The total hip.")[1] == "The total hip.")
  }

  @Test("What is explained in the text is not explained again")
  func explainedAlready() { #expect(Self.explain("A DXA (a scan).") == ["A DXA (a scan)."]) }
}
