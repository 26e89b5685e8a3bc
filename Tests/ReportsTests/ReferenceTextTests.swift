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

  // MARK: List

  @Test("What is the same for a whole data set stands above it, whatever is shown of it; what differs in columns")
  func factors() throws {
    let rows = ReferenceText.rows(ReferenceText.Filter(site: .femoralNeck, sex: .female, scale: .hologic))
    let text = ReferenceText.list(rows, TextStyle(width: 100))
    // NHANES III has two scales and two counts, the curves of 2005 to 2010 two domains on one scale.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.split(separator: " ") }
    #expect(lines.contains(["T", "nhanes-iii.femoral-neck.white-female", "409", "Hologic"]))
    #expect(lines.contains(["Z", "nhanes-2005-2010.femoral-neck.all-female", "9,100", "8-84"]))
    #expect(lines.contains(["Z", "nhanes-2005-2010.femoral-neck.black-female", "2,001", "8-79"]))
    #expect(lines.contains(["T", "hologic.femoral-neck.female", "what-if"]))
    let words = text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("years 1988-1994") && words.contains("years 2005-2010; Hologic scale"))
  }

  @Test("A list at any width keeps its keys whole and gives up columns instead", arguments: [60, 80, 100])
  func listWidth(width: Int) {
    let rows = ReferenceText.rows(ReferenceText.Filter())
    let lines = ReferenceText.list(rows, TextStyle(width: width)).split(separator: "\n")
    for row in rows {
      #expect(lines.filter { $0.split(separator: " ").dropFirst().first ?? "" == row.key }.count == 1, "\(row.key)")
    }
    let longest = (rows.map { $0.key.count }.max() ?? 0) + 3 + "  what-if, unverified".count
    #expect(lines.allSatisfy { $0.count <= max(width, longest) })
    if width >= 80 { #expect(lines.allSatisfy { $0.count <= width }) }
  }

  @Test("A row tells years, people, scale, group, ages and evidence as the library does")
  func rowFacts() throws {
    for row in ReferenceText.rows(ReferenceText.Filter()) {
      let note = try #require(ReferenceLibrary.note(row.key))
      #expect(row.dataSet == note.dataSet && row.count == note.count)
      #expect(row.years == ReferenceDataSet.withKey(note.dataSet)?.years)
      let curve = ReferenceLibrary.curve(row.key)
      #expect(row.ages == curve?.domain && row.sparseFrom == curve?.sparseFrom && row.group == curve?.subject.group)
      #expect(row.scale == curve?.subject.scale || row.scale == ReferenceLibrary.population(row.key)?.scale)
    }
  }

  // MARK: Page

  @Test("A page says who was measured, when, how many, on what scale, under what licence, on what evidence and how")
  func labels() throws {
    let population = try #require(Explanation.find("nhanes-iii.total-hip.white-male").first).entries
    for (label, text) in [
      ("People", "382"), ("Years", "1988-1994"), ("Scale", "Hologic"), ("Use", "may classify"),
    ] {
      #expect(population.contains { $0.label == label && $0.text == text }, "\(label)")
    }
    let curve = try #require(Explanation.find("nhanes-2005-2010.total-hip.black-male").first).entries
    let named = Set(curve.map { $0.label })
    #expect(named.isSuperset(of: ["Measured", "Years", "Scale", "Ages", "Group", "Licence", "Evidence", "Method"]))
    #expect(curve.contains { $0.label == "Years" && $0.text == "2005-2010" })
  }

  @Test("A page too narrow for a plot has the table alone")
  func narrowPage() throws {
    let key = "nhanes-2005-2010.femoral-neck.all-male"
    let narrow = try #require(ReferenceText.page(key, TextStyle(width: 59)))
    let wide = try #require(ReferenceText.page(key, TextStyle(width: 60)))
    #expect(!narrow.contains("Age, years") && narrow.contains("Z +2"))
    #expect(wide.contains("Age, years") && wide.contains("Z +2"))
    let population = "nhanes-iii.femoral-neck.white-female"
    #expect(try #require(ReferenceText.page(population, TextStyle(width: 59))).contains("\u{2503}") == false)
    #expect(try #require(ReferenceText.page(population, TextStyle(width: 60))).contains("\u{2503}"))
  }

  @Test(
    "The pages of a curve, of young adults and of body height are as they were recorded",
    arguments: [
      "nhanes-2005-2010.femoral-neck.all-female", "nhanes-iii.femoral-neck.white-female", "cdc-2000.height.male",
    ])
  func snapshots(key: String) throws {
    try Snapshot.expect(try #require(ReferenceText.page(key, TextStyle())), "reference-\(key).txt")
  }
}
