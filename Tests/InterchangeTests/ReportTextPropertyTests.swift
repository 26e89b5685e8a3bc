// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Interchange
internal import TestSupport
internal import Testing

@Suite("Properties of the reader of report text")
struct ReportTextPropertyTests {
  /// The phrases for writing, with numbers in their places.
  static let phrases: [String] = {
    guard let text = try? Repository.text("Tests/EndToEndTests/data/report_phrases_writing.json"),
      let list = try? JSONReader.read(Array(text.utf8))
    else { return [] }
    return ["correct", "faults", "layouts"].flatMap { list[$0]?.members ?? [] }.flatMap { $0.value.array ?? [] }
      .compactMap { $0.string }.map { PhraseFilling.standard.fill($0) }
  }()

  private func places(_ reading: ReportText) -> [ReportPlace.TextSpan] {
    (reading.statements.map { $0.place } + reading.unread).compactMap { place in
      if case .text(let span) = place { span } else { nil }
    }
  }

  private func expectTruePlaces(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    for span in places(ReportText(reading: text)) {
      guard span.start >= 0, span.start < span.end, span.end <= scalars.count else {
        Issue.record("A place lies outside of the text.")
        return
      }
      var quote = String.UnicodeScalarView()
      quote.append(contentsOf: scalars[span.start..<span.end])
      #expect(String(quote) == span.quote)
      var line = 1
      for index in 0..<span.start where isLineEnd(scalars, index) { line += 1 }
      #expect(line == span.line)
    }
  }

  private func isLineEnd(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    let breaks: Set<Unicode.Scalar> = ["\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"]
    guard breaks.contains(scalars[index]) else { return false }
    return !(scalars[index] == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n")
  }

  @Test("Every statement quotes the text at its place, and tells the line")
  func places() {
    #expect(Self.phrases.count > 1000)
    for phrase in Self.phrases { expectTruePlaces(phrase) }
    expectTruePlaces(Self.phrases.prefix(60).joined(separator: "\r\n\n"))
  }

  @Test("Places stay true where characters are lost, doubled, exchanged or replaced")
  func mutations() {
    var random = SeededGenerator(seed: 4)
    let odd: [Unicode.Scalar] = [
      "-", "\u{2212}", "\n", ".", ",", "(", "9", "\u{1F9B4}", "\u{301}", "\t", "|", "\r", "L",
    ]
    for phrase in Self.phrases {
      var scalars = Array(phrase.unicodeScalars)
      for _ in 0..<3 where !scalars.isEmpty {
        let index = Int.random(in: 0..<scalars.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: scalars.remove(at: index)
        case 1: scalars.insert(scalars[index], at: index)
        default: scalars[index] = odd.randomElement(using: &random) ?? "-"
        }
      }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      expectTruePlaces(String(text))
    }
  }

  @Test("The same text gives the same statements")
  func determinism() {
    let text = Self.phrases.joined(separator: "\n")
    #expect(ReportText(reading: text) == ReportText(reading: text))
  }

  @Test(
    "Any text is accepted",
    arguments: [
      "", " ", "\n", "-", "T-score", "L1-", "(", "0", ".5", "\u{FFFD}", "-.", "T-score -", "\u{0}", "FRAX", ":", "1.",
    ])
  func shortTexts(_ text: String) { expectTruePlaces(text) }

  @Test(
    "A long text of one kind is accepted",
    arguments: [
      "7", "-", "T-score ", "L1-L4 ", "(", "osteopenia and ", "no ", "1.2 ", "\n", "LSC of 0.03 g/cm2 ", "|",
      "FRAX 3% ",
    ])
  func longTexts(_ part: String) {
    let text = String(repeating: part, count: 60_000 / part.utf8.count)
    let reading = ReportText(reading: text)
    #expect(reading.statements.count <= text.utf8.count)
  }

  /// Words of the lexicon, labels, numbers, marks and line breaks, to be mixed at random.
  private static let pieces: [String] = {
    guard let text = try? Repository.text("Knowledge/language/en.json"),
      let list = try? JSONReader.read(Array(text.utf8))
    else { return [] }
    let phrases = (list["terms"]?.array ?? []).flatMap { $0["phrases"]?.array ?? [] }.compactMap { $0.string }
    let marks = [
      ":", ".", ",", ";", "(", ")", "|", "-", "\u{2212}", "/", "?", "=", "+", "%", "\n", "\n", "\n\n", "->", "<", "#",
      "[", "]",
    ]
    let numbers = [
      "-2.5", "1.2", "0.612", "4", "67", "2024", "2024-05-21", "L1-L4", "L3", "1.", "2)", "14%", "5/2/24", "99999", "0",
    ]
    return phrases + Array(repeating: marks + numbers, count: 40).flatMap { $0 }
  }()

  @Test("Short texts of words, labels, numbers and marks in any order are read without a trap")
  func randomMixtures() {
    #expect(Self.pieces.count > 2000)
    var random = SeededGenerator(seed: 36)
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: .seconds(5))
    var texts = 0
    while texts < 300_000, clock.now < end {
      var text = ""
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        text += Self.pieces.randomElement(using: &random) ?? ""
        if Int.random(in: 0..<4, using: &random) > 0 { text += " " }
      }
      let count = text.unicodeScalars.count
      let spans = places(ReportText(reading: text))
      if !spans.allSatisfy({ $0.start >= 0 && $0.start < $0.end && $0.end <= count }) {
        Issue.record("A place lies outside of the text: \(text)")
        return
      }
      texts += 1
    }
    #expect(texts > 1000)
  }

  @Test(
    "A label, a name or a number at the edge of a text is read without a trap",
    arguments: [
      "Patient J Age:4", "Age:4", "Dx osteoporosis", "Impression", "Impression:", "osteoporosis:", "? osteoporosis",
      "1. 2.",
      "T-score (", "(T-score)", "-2.5 (T-score)", "Normal-spine, osteopenia-", "Indication - ?", "L2 | -2.8 |",
      "was -2.5",
    ])
  func edges(_ text: String) { expectTruePlaces(text) }

  @Test("Random bytes are accepted")
  func randomBytes() {
    var random = SeededGenerator(seed: 9)
    for count in [1, 10, 100, 1000, 10_000] {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      expectTruePlaces(String(decoding: bytes, as: UTF8.self))
    }
  }
}
