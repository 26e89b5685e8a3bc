// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Interchange
internal import KnowledgeBase
internal import Reports
internal import TestSupport
internal import Testing

@Suite("Text report")
struct TextReportTests {
  static let woman = #"{ "sexAtBirth": "female", "menopause": { "status": "post" } }"#

  static func lines(_ assessment: Assessment, width: Int = 80, hasColor: Bool = false) -> [String] {
    TextReport.render(assessment, TextStyle(width: width, hasColor: hasColor)).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  // MARK: As recorded

  @Test("The report of each example is the recorded one", arguments: People.examples)
  func snapshot(example: String) throws {
    // The hash changes with every change of the knowledge and says nothing of the report.
    let text = TextReport.render(try People.example(example)).replacing(KnowledgeVersion.hash, with: "HASH")
    try Snapshot.expect(text, "\(example).txt")
  }

  @Test("Every recorded report belongs to an example")
  func snapshotsAreCurrent() throws {
    let names = try Snapshot.names.filter { $0.hasSuffix(".txt") && !$0.hasPrefix("reference-") }
    #expect(names == Set(People.examples.map { "\($0).txt" }))
  }

  // MARK: Layout

  @Test("In a wide window the table of regions ends at 120 columns, and sentences run on")
  func wideTable() throws {
    for assessment in try People.all.get() {
      let lines = Self.lines(assessment, width: 1000)
      let table = lines.filter { $0.hasPrefix("Region ") }
      #expect(!table.isEmpty && (table + lines.prefix(1)).allSatisfy { $0.count <= 120 }, "\(table)")
    }
    #expect(TextStyle(width: 1000).rule.count == 120 && TextStyle(width: 80).rule.count == 80)
  }

  @Test("No line is longer than the width, unless a key alone is, and none ends in a space", arguments: [60, 80, 100])
  func width(width: Int) throws {
    for assessment in try People.all.get() {
      for line in Self.lines(assessment, width: width) {
        let isOneWord = line.split(separator: " ").count == 1
        #expect(line.count <= width || isOneWord, "\(line)")
        #expect(!line.hasSuffix(" "), "\(line)|")
      }
    }
  }

  @Test("The numbers of the table stand in line with its head at every width", arguments: [60, 80, 100])
  func columns(width: Int) throws {
    for assessment in try People.all.get() {
      var end: Int?
      for line in Self.lines(assessment, width: width) {
        if let head = line.firstRange(of: "g/cm²"), line.hasPrefix("Region") {
          end = line.distance(from: line.startIndex, to: head.upperBound)
        } else if line.isEmpty {
          end = nil
        } else if let end, let density = line.firstMatch(of: /\ ([0-9]\.[0-9]{3})(\ |$)/)?.output.1 {
          #expect(line.distance(from: line.startIndex, to: density.endIndex) == end, "\(line)")
        }
      }
    }
  }

  @Test("A report begins with its answer, ends with a line break, and has no two empty lines in a row")
  func shape() throws {
    for assessment in try People.all.get() {
      let text = TextReport.render(assessment)
      #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n") && !text.contains("\n\n\n"))
      #expect(text.contains(assessment.profile.rawValue))
    }
  }

  @Test("Color codes are written only when asked for, and change nothing else", arguments: [60, 80])
  func color(width: Int) throws {
    for assessment in try People.all.get() {
      let plain = TextReport.render(assessment, TextStyle(width: width))
      let colored = TextReport.render(assessment, TextStyle(width: width, hasColor: true))
      #expect(!plain.contains("\u{1B}") && colored.contains("\u{1B}[1m"))
      #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    }
  }

  // MARK: Words

  /// What the reports say in small letters, without the titles of the works that they cite.
  static let said = Result {
    try People.all.get().map { assessment in
      String(TextReport.render(assessment).split(separator: "\nSources\n")[0]).lowercased()
    }
  }

  @Test("Every score has a true minus sign")
  func minusSign() throws {
    for assessment in try People.all.get() {
      let text = TextReport.render(assessment)
      for match in text.matches(of: /[^0-9A-Za-z]-[0-9.]+/) { Issue.record("\(match.output)") }
    }
  }

  @Test(
    "Nothing orders a treatment",
    arguments: [
      "prescribe", "start treatment", "start taking", "stop taking", "must be treated", "should be treated",
      "treat with",
      "is indicated", "initiate", "you need", "should take", "take a drug", "recommend",
    ])
  func noOrders(words: String) throws {
    for text in try Self.said.get() { #expect(!text.contains(words)) }
    for rule in Rule.all {
      let sentences = [rule.finding?.message, rule.refusal?.message].compactMap(\.self)
      #expect(sentences.allSatisfy { !$0.lowercased().contains(words) }, "\(rule.id)")
    }
  }

  @Test("Low bone mass is never graded and a bone has no age")
  func forbiddenContent() throws {
    for text in try Self.said.get() {
      for words in ["mild ", "moderate", "marked osteo", "marked low", "bones of a", "bone loss", "losing bone"] {
        #expect(!text.contains(words), "\(words)")
      }
    }
  }

  @Test("A child's report has no T column, no osteopenia and no osteoporosis by density")
  func child() throws {
    let text = TextReport.render(try People.example("child"))
    #expect(text.hasPrefix("Low bone mineral mass or density for age"))
    #expect(!text.contains("osteopenia") && !text.contains("  T  "))
  }

  // MARK: The answer

  @Test("The answer names the score, the site and the side that decide")
  func answer() throws {
    let lines = Self.lines(try People.example("postmenopausal-woman"))
    #expect(lines[0].hasPrefix("Low bone mass (osteopenia)") && lines[0].hasSuffix("ISCD2023"))
    #expect(lines[1] == "The lowest T-score at a diagnostic site is \u{2212}2.4, at the left femoral neck.")
  }

  @Test("Where there is no answer the first refusal stands in its place")
  func noAnswer() throws {
    let lines = Self.lines(try People.example("no-valid-site"))
    #expect(lines[0].hasPrefix("No densitometric category"))
    #expect(lines[1].hasPrefix("A category needs a valid score at a diagnostic site."))
  }

  @Test("A contested answer shows both categories and neither as the answer")
  func contested() throws {
    let regions = #"[ { "site": "femoral-neck", "bmd": 0.630, "printed": { "t": -2.5 } } ]"#
    let report = TextReport.render(try People.study(patient: Self.woman, regions: regions))
    let text = report.replacing("\n", with: " ")
    #expect(text.hasPrefix("No densitometric category"))
    #expect(text.contains("the printed scores give osteoporosis") && text.contains("low bone mass"))
  }

  @Test("A probability is never shown as 0 or 100 of 100 where it is not quite that")
  func probabilities() throws {
    // 0.620 is (0.620 - 0.858) / 0.120 = -1.98, four precision errors from either cut point.
    let text = """
      { "osteon": "study/1", "patient": \(Self.woman),
        "scans": [ { "ageYears": 66.0, "scanner": { "manufacturer": "Hologic" },
                     "regions": [ { "site": "femoral-neck", "bmd": 0.620 } ] } ],
        "precision": { "sites": [ { "site": "femoral-neck", "rmsSd": 0.010 } ] } }
      """
    let assessment = Assessment(of: try StudyDocument.read(Array(text.utf8)))
    let report = TextReport.render(assessment).replacing("\n", with: " ")
    #expect(report.contains("normal fewer than 1, low bone mass more than 99, osteoporosis fewer than 1"))
  }

  @Test(
    "The clinical diagnosis is told from the category, with its criteria",
    arguments: [
      ("degenerated-spine", "Clinical diagnosis (NBHA2014): osteoporosis."),
      ("postmenopausal-woman", "Clinical diagnosis (NBHA2014): open."),
      ("child", "Clinical diagnosis (ISCD-pediatric): the criteria are not met."),
    ])
  func clinical(example: String, sentence: String) throws {
    #expect(TextReport.render(try People.example(example)).contains(sentence))
  }

  @Test("Criteria that leave the diagnosis to a clinician say so")
  func clinicalLeftOpen() throws {
    let options = AssessmentOptions(criteria: .bhof2022)
    let report = TextReport.render(try People.example("postmenopausal-woman", options)).replacing("\n", with: " ")
    #expect(report.contains("Clinical diagnosis (BHOF2022): open; it is left to a person."))
  }

  // MARK: The table

  @Test("Printed scores, pooled regions and used regions are marked, and each reference has its letter")
  func marks() throws {
    let woman = Self.lines(try People.example("postmenopausal-woman"))
    #expect(woman.contains { $0.hasPrefix("* Lumbar spine L1-L4") && $0.contains("\u{2212}1.7p") })
    #expect(woman.contains("  a as printed: Hologic"))
    let spine = Self.lines(try People.example("degenerated-spine"))
    #expect(spine.contains { $0.hasPrefix("* Lumbar spine L1-L3 (pooled)") })
    #expect(spine.contains { $0.hasPrefix("  Lumbar spine L4") })
  }

  @Test("A replaced print is shown under its region")
  func replacedPrint() throws {
    let lines = Self.lines(try People.example("man-with-male-reference"))
    #expect(lines.contains("    T \u{2212}2.5 was printed"))
  }

  @Test("An unverified reference is marked, and the category says that it rests on it")
  func unverified() throws {
    let man = #"{ "sexAtBirth": "male" }"#
    let regions = #"[ { "site": "femoral-neck", "bmd": 0.700 } ]"#
    let text = TextReport.render(
      try People.study(patient: man, regions: regions, AssessmentOptions(profile: .car2013)))
    #expect(text.contains("This category rests on an unverified reference."))
    #expect(text.contains("nhanes-iii.femoral-neck.white-male (unverified)"))
  }

  @Test("Text of the study that moves a terminal is not passed on")
  func terminal() throws {
    let regions = #"[ { "site": "femoral-neck", "printed": { "t": -1.0, "reference": "\u001b[31mHologic\u0007" } } ]"#
    let text = TextReport.render(try People.study(patient: Self.woman, regions: regions))
    #expect(text.contains("Hologic") && !text.contains("\u{1B}") && !text.contains("\u{7}"))
  }
}
