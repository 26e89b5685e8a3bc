// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import KnowledgeBase
internal import TestSupport
internal import Testing

/// Guidelines contradict each other; their rules keep what each says, and none is blended with another.
@Suite("Contradictions between guidelines")
struct GuidelineContradictionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let why: String
    let facts: Facts
    let holds: [String]
    let silent: [String]
    var testDescription: String { why }

    init(_ entry: JSONValue) throws {
      why = try #require(entry["why"]?.string)
      facts = try Facts(example: try #require(entry["facts"]))
      holds = try #require(entry["holds"]?.array).map { try #require($0.string) }
      silent = try #require(entry["silent"]?.array).map { try #require($0.string) }
    }
  }

  /// The cases, from limits that the guidelines state; `why` names the sentences that meet.
  static let cases = Result {
    let bytes = try Repository.bytes("Tests/KnowledgeBaseTests/guideline-contradictions.json")
    return try #require(try JSONReader.read(bytes).array).map { try Case($0) }
  }

  @Test("Where two guidelines contradict each other, each of their rules holds or is silent as its own text says")
  func keptApart() throws {
    let cases = try Self.cases.get()
    #expect(cases.count == 20)
    for entry in cases {
      #expect(!(entry.holds + entry.silent).isEmpty, "\(entry.why)")
      for id in entry.holds {
        let rule = try #require(RuleBook.rule(id), "\(id)")
        #expect(rule.condition.evaluate(entry.facts) == .holds, "\(id): \(entry.why)")
      }
      for id in entry.silent {
        let rule = try #require(RuleBook.rule(id), "\(id)")
        #expect(rule.condition.evaluate(entry.facts) != .holds, "\(id): \(entry.why)")
      }
    }
  }

  @Test("A rule belongs to profiles, to clinical criteria or to guidelines, and never to two of these")
  func oneOwner() {
    for rule in Rule.all {
      let owners = [!rule.profiles.isEmpty, !rule.criteria.isEmpty, !rule.guidelines.isEmpty]
      #expect(owners.count { $0 } == 1, "\(rule.id)")
    }
  }

  @Test("A rule on when to consider treatment, or with what, speaks for one guideline alone")
  func oneGuideline() {
    var count = 0
    for rule in Rule.all {
      switch rule.advice?.kind {
      case .treatment, .option:
        count += 1
        #expect(rule.guidelines.count == 1 && rule.profiles.isEmpty && rule.criteria.isEmpty, "\(rule.id)")
      default: continue
      }
    }
    #expect(count > 0)
  }

  @Test("The rules of another guideline take the place of those of the first, and all others stay")
  func under() {
    let book = RuleBook(profile: .iscd2023, guideline: .acp2023)
    let other = book.under(.nogg2024)
    #expect(other.guideline == .nogg2024 && other.profile == book.profile && other.criteria == book.criteria)
    func own(_ book: RuleBook) -> [String] { book.advising.filter { !$0.guidelines.isEmpty }.map { $0.id } }
    #expect(own(book).contains("TRT-06.density") && !own(book).contains("TRT-03.fracture"))
    #expect(own(other).contains("TRT-03.fracture") && !own(other).contains("TRT-06.density"))
    let shared = [book, other].map { $0.advising.filter { $0.guidelines.isEmpty }.map { $0.id } }
    #expect(shared[0] == shared[1])
  }
}
