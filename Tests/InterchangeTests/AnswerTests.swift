// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Interchange
internal import KnowledgeBase
internal import Statistics
internal import Testing

@Suite("Answers of a person")
struct AnswerTests {
  private func answers(_ text: String) throws -> [String: Answer] {
    let document = try SampleStudy.document.get().setting("history.answers", to: JSONValue(text: text))
    return try StudyDocument.read(document).history.answers
  }

  @Test("Every answer that a rule asks for is read, by its kind", arguments: Fact.answers.map { $0.name })
  func everyAnswer(name: String) throws {
    let fact = try #require(Fact.answers.first { $0.name == name }?.fact)
    switch fact.answerForm {
    case .flag: #expect(try answers("{ \"\(name)\": true }") == [name: .flag(true)])
    case .number(let least, let most):
      #expect(try answers("{ \"\(name)\": \(least) }") == [name: .number(least)])
      #expect(try answers("{ \"\(name)\": \(most) }") == [name: .number(most)])
    case .text(let words):
      for word in words { #expect(try answers("{ \"\(name)\": \"\(word)\" }") == [name: .text(word)]) }
    }
  }

  @Test("A null says nothing, as a key that is left out, and a no is an answer")
  func null() throws {
    #expect(try answers(#"{ "newBackPain": null, "fever": false }"#) == ["fever": .flag(false)])
    #expect(try answers("{}").isEmpty)
  }

  @Test("A number keeps its decimals exactly, and its limits belong to it")
  func exact() throws {
    let calcium = try #require(try answers(#"{ "dietaryCalcium": 650.5 }"#)["dietaryCalcium"])
    guard case .number(let number) = calcium else {
      Issue.record("The answer is no number.")
      return
    }
    #expect(number.description == "650.5")
    for text in ["0", "5000"] { #expect(throws: Never.self) { try answers("{ \"dietaryCalcium\": \(text) }") } }
    for text in ["-0.1", "5000.1"] {
      #expect(throws: InputError.self) { try answers("{ \"dietaryCalcium\": \(text) }") }
    }
  }

  @Test("No answer has the name of a fact, and no two have one")
  func names() {
    let names = Fact.answers.map { $0.name }
    #expect(names.count == 40 && Set(names).count == names.count)
    #expect(!names.contains { $0.hasPrefix("says") || $0.contains(".") })
  }
}
