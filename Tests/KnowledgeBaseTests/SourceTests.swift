// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import KnowledgeBase
internal import Testing

@Suite("Sources")
struct SourceTests {
  @Test("Every work stands once and is found by its key")
  func lookup() {
    #expect(Set(Source.all.map { $0.key }).count == Source.all.count)
    for source in Source.all { #expect(Source.withKey(source.key) == source) }
    #expect(Source.withKey("no-such-work") == nil)
  }

  @Test("Every work says who wrote it, what it is called and what of it was seen", arguments: Source.all.map { $0.key })
  func content(key: String) throws {
    let source = try #require(Source.withKey(key))
    #expect(!source.authors.isEmpty && !source.title.isEmpty && !source.seen.isEmpty)
    #expect(source.doi?.hasPrefix("10.") ?? true)
    #expect(source.url?.hasPrefix("http") ?? true)
  }

  @Test("The works are those of the file, in its order")
  func sameWorks() throws {
    let members = try #require(try KnowledgeFile.read("sources.json")["sources"]?.members)
    #expect(Source.all.map { $0.key } == members.map { $0.key })
    #expect(Source.all.map { $0.title } == members.map { $0.value["title"]?.string })
    #expect(Source.all.map { $0.year } == members.map { $0.value["year"]?.number?.intValue })
  }

  @Test("Profiles and criteria cite works that are listed")
  func profiles() {
    let citations = Profile.allCases.flatMap { $0.sources } + ClinicalCriteria.allCases.flatMap { $0.sources }
    #expect(citations.count >= Profile.allCases.count + ClinicalCriteria.allCases.count)
    for citation in citations { #expect(Source.withKey(citation.key) != nil, "\(citation.key)") }
    #expect(Profile.allCases.allSatisfy { !$0.title.isEmpty })
    #expect(ClinicalCriteria.allCases.allSatisfy { !$0.title.isEmpty })
  }
}

@Suite("Topics of refusals")
struct RefusalTopicTests {
  static let scoringRefusals: [ScoringRefusal] = [
    .scaleMismatch(density: .lunar, reference: .hologic), .scaleUnknown,
    .ageOutsideReference(age: 4, domain: 5...20, reference: "x"), .ageNotExact(atLeast: 80),
    .noYoungAdultReference(site: .wards, scale: .norland, family: .manufacturer, sex: .female),
    .siteWithoutReference(site: .wards), .modelUnknown(scale: .lunar),
    .noAgeCurve(site: .wards, vertebrae: nil, scale: .norland, group: nil), .scoreNotFinite,
  ]

  @Test("Every code stands once and is found")
  func lookup() {
    #expect(Set(RefusalTopic.all.map { $0.code }).count == RefusalTopic.all.count)
    for topic in RefusalTopic.all { #expect(RefusalTopic.withCode(topic.code) == topic) }
    #expect(RefusalTopic.withCode("no-such-code") == nil)
  }

  @Test("Every code that a score or a rule refuses with has a topic")
  func complete() {
    for refusal in Self.scoringRefusals { #expect(RefusalTopic.withCode(refusal.code) != nil, "\(refusal.code)") }
    for rule in Rule.all {
      if let code = rule.refusal?.code { #expect(RefusalTopic.withCode(code) != nil, "\(rule.id)") }
    }
  }

  @Test(
    "Every topic says what it means and the way out, and names a rule that there is",
    arguments: RefusalTopic.all.map { $0.code })
  func content(code: String) throws {
    let topic = try #require(RefusalTopic.withCode(code))
    #expect(topic.means.hasSuffix(".") && topic.remedy.hasSuffix("."))
    #expect(topic.rule.map { RuleBook.rule($0) != nil } ?? true)
  }
}
