// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Reports
internal import Testing

@Suite("Reference text")
struct ReferenceTextTests {
  @Test("Without a filter every population and every curve is listed once")
  func everything() {
    let rows = ReferenceText.rows(ReferenceText.Filter())
    #expect(rows.map { $0.key } == ReferenceLibrary.populations.map { $0.key } + ReferenceLibrary.curves.map { $0.key })
    #expect(rows.allSatisfy { ($0.basis == .t) == (ReferenceLibrary.population($0.key) != nil) })
  }

  @Test("A filter lets through what it names and nothing else")
  func filters() {
    for row in ReferenceText.rows(ReferenceText.Filter(site: .femoralNeck, sex: .female, scale: .lunar)) {
      let population = ReferenceLibrary.population(row.key)
      #expect(population?.site == .femoralNeck && population?.sex == .female && population?.scale == .lunar)
    }
    let curves = ReferenceText.rows(ReferenceText.Filter(kind: "lms-curve"))
    #expect(!curves.isEmpty && curves.allSatisfy { $0.basis == .z })
    #expect(ReferenceText.rows(ReferenceText.Filter(site: .wards, scale: .norland)).isEmpty)
  }

  @Test("A list marks what never classifies and what is not confirmed, and counts")
  func list() {
    let rows = ReferenceText.rows(ReferenceText.Filter(site: .femoralNeck, sex: .male))
    let text = ReferenceText.list(rows, TextStyle())
    let male = text.split(separator: "\n").first { $0.contains("nhanes-iii.femoral-neck.white-male") }
    #expect(male?.hasSuffix("unverified") == true && male?.hasPrefix("T  ") == true)
    let proposal = text.split(separator: "\n").first {
      $0.contains("nhanes-2005-2010.femoral-neck.white-male.young-adult")
    }
    #expect(proposal?.hasSuffix("what-if") == true)
    #expect(text.contains("\(rows.count) references"))
    #expect(text.split(separator: "\n").allSatisfy { !$0.hasSuffix(" ") })
  }

  @Test("The page of a curve shows its values by age: the median of the neck at 8 and at 50")
  func page() throws {
    let text = try #require(ReferenceText.page("nhanes-2005-2010.femoral-neck.all-male", TextStyle()))
    // The file: at 50 years M is 0.85035; at a Z-score of 0 the value is M.
    let row = try #require(text.split(separator: "\n").first { $0.split(separator: " ").first == "50.0" })
    #expect(row.split(separator: " ")[3] == "0.850")
    #expect(text.contains("Z \u{2212}2") && text.contains("Z +2"))
  }

  @Test("The page of a population has no table, and of an unknown key there is no page")
  func otherPages() throws {
    let text = try #require(ReferenceText.page("nhanes-iii.femoral-neck.white-female", TextStyle()))
    #expect(!text.contains("Z +2"))
    #expect(ReferenceText.page("nhanes-iii", TextStyle()) == nil)
  }
}
