// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Reports
internal import Testing

@Suite("Explanation")
struct ExplanationTests {
  @Test("Everything that has an identifier is explained, whatever its capitals")
  func everything() {
    #expect(Explanation.identifiers.count > 300)
    for id in Explanation.identifiers {
      for spelled in [id, id.uppercased(), id.lowercased()] {
        let found = Explanation.find(spelled)
        #expect(!found.isEmpty, "\(spelled)")
        #expect(found.allSatisfy { !$0.title.isEmpty && !$0.entries.isEmpty }, "\(spelled)")
        for page in found {
          // A paragraph of a topic page stands without a label.
          let isWhole = page.entries.allSatisfy { !$0.text.isEmpty && (!$0.label.isEmpty || page.kind == "page") }
          #expect(isWhole, "\(spelled)")
        }
      }
    }
  }

  @Test("Every rule shows its text, its reason, its condition, where it is in force, its evidence and its sources")
  func rules() throws {
    for rule in Rule.all {
      let page = try #require(Explanation.find(rule.id).first { $0.id == rule.id })
      let labels = page.entries.map { $0.label }
      #expect(labels.starts(with: ["Says", "Why", "Holds when", "In force", "Evidence"]), "\(rule.id)")
      #expect(labels.filter { $0 == "Source" }.count == rule.sources.count && !rule.sources.isEmpty, "\(rule.id)")
      #expect(page.entries[4].text.hasPrefix(rule.tag.rawValue), "\(rule.id)")
      for citation in rule.sources {
        #expect(page.entries.contains { $0.label == "Source" && $0.text.hasPrefix("[\(citation.key)] ") }, "\(rule.id)")
      }
    }
  }

  @Test("Every reference shows its evidence, its scale or kind, and a source")
  func references() throws {
    for note in ReferenceLibrary.notes {
      let page = try #require(Explanation.find(note.key).first)
      #expect(page.kind == "reference")
      #expect(
        page.entries.contains { $0.label == "Source" && $0.text.hasPrefix("[\(note.source.key)] ") }, "\(note.key)")
      let tag = ReferenceLibrary.population(note.key)?.tag ?? ReferenceLibrary.curve(note.key)?.tag
      let evidence = try #require(page.entries.first { $0.label == "Evidence" })
      #expect(evidence.text.hasPrefix(try #require(tag).rawValue), "\(note.key)")
      if let label = note.label { #expect(evidence.text.hasSuffix(label)) }
    }
  }

  @Test("Every work that is cited is explained as a source, also where a data set has the same key")
  func sources() {
    for source in Source.all {
      let pages = Explanation.find(source.key)
      #expect(pages.contains { $0.kind == "source" && $0.title == source.title }, "\(source.key)")
    }
    for dataSet in ReferenceDataSet.all {
      #expect(Explanation.find(dataSet.key).contains { $0.kind == "data set" }, "\(dataSet.key)")
    }
  }

  @Test("The name of several rules gives a page for each")
  func families() {
    let pages = Explanation.find("cls-06").map { $0.id }
    #expect(pages.count == 6 && pages.allSatisfy { $0.hasPrefix("CLS-06.") })
    #expect(Explanation.find("ROI-07").map { $0.id } == ["ROI-07", "ROI-07.refuse"])
    // ROI-1 is the beginning of ROI-11 and the name of no rule.
    #expect(Explanation.find("ROI-1").isEmpty)
  }

  @Test("What nobody knows is not explained", arguments: ["", "CLS-99", "T skore", "nhanes-iv"])
  func unknown(id: String) {
    #expect(Explanation.find(id).isEmpty)
  }

  @Test("A population shows the densities at its cut points: the neck of NHANES III")
  func cutPoints() throws {
    // 0.858 - 1.05 x 0.120 = 0.732 and 0.858 - 2.45 x 0.120 = 0.564
    let page = try #require(Explanation.find("nhanes-iii.femoral-neck.white-female").first)
    let texts = page.entries.map { "\($0.label): \($0.text)" }
    #expect(texts.contains("T \u{2212}1.1 or less: up to 0.732 g/cm²"))
    #expect(texts.contains("T \u{2212}2.5 or less: up to 0.564 g/cm²"))
    #expect(texts.contains("Young adults: mean 0.8580 g/cm², standard deviation 0.1200 g/cm²"))
    #expect(texts.contains("People: 409") && texts.contains("Use: may classify"))
  }

  @Test("A curve shows its ages, and where few people stand behind it")
  func curve() throws {
    let page = try #require(Explanation.find("nhanes-2005-2010.femoral-neck.all-female").first)
    #expect(page.entries.contains { $0.label == "Ages" && $0.text == "8 to 84 years; few people from 80" })
  }

  @Test("A condition is put in words")
  func condition() throws {
    let page = try #require(Explanation.find("CLS-06.low").first)
    #expect(
      page.entries.first { $0.label == "Holds when" }?.text
        == "basis is t and lowestT is below \u{2212}1.0 and lowestT is above \u{2212}2.5")
  }

  @Test(
    "A rule on the next scan tells when",
    arguments: [
      ("MON-14", "at least 24 months after the latest one"), ("MON-31", "12 to 24 months after the latest one"),
      ("MON-32", "12 months after the latest one"), ("MON-16", nil),
    ] as [(String, String?)])
  func interval(id: String, expected: String?) {
    #expect(Explanation.find(id).first?.entries.first { $0.label == "Next scan" }?.text == expected)
  }

  @Test(
    "Each kind is named",
    arguments: [
      ("AUD-11", "rule"), ("hologic.lumbar-spine.l1-l4.female", "reference"),
      ("height-adjustment-2005-2010", "data set"),
      ("nbha-2014", "source"), ("scale-unknown", "refusal"), ("WHO", "profile"), ("NBHA2014", "criteria"),
      ("ES2019", "guideline"),
      ("contested", "value"),
    ])
  func kinds(id: String, kind: String) {
    #expect(Explanation.find(id).map { $0.kind } == [kind])
  }

  @Test("As text, lines fit the width and scores have a true minus sign", arguments: [60, 80, 100])
  func text(width: Int) {
    for id in Explanation.identifiers {
      let text = ExplanationText.render(Explanation.find(id), TextStyle(width: width))
      for line in text.split(separator: "\n") {
        // A key is not broken; with the label of its entry before it there may be two words.
        #expect(line.count <= width || line.trimmed.split(separator: " ").count <= 2, "\(line)")
        #expect(line.firstMatch(of: /[^0-9A-Za-z]-[0-9]+\.[0-9]/) == nil, "\(line)")
      }
      #expect(text.hasSuffix("\n") && !text.contains("\u{1B}"))
    }
  }
}

extension Substring {
  /// The text without spaces at its ends.
  fileprivate var trimmed: Substring {
    drop { $0 == " " }
  }
}
