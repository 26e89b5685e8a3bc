// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Testing

@testable internal import Reports

/// Reports in a language whose words are longer than the English ones.
@Suite("Pseudo-localization")
struct PseudoLocalizationTests {
  static func lines(_ assessment: Assessment, _ audience: Audience, width: Int) -> [String] {
    let style = TextStyle(width: width)
    let text =
      switch audience {
      case .clinician: TextReport.render(assessment, style, .pseudo, details: true)
      case .patient: PatientText.render(assessment, style, .pseudo)
      }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test("The sample language has accents, is 40 % longer and keeps what stands in braces")
  func sample() {
    #expect(Pseudo.text("Next scan ({guideline})") == "Néxtöö scánöö ({guideline})")
    #expect(Pseudo.text("at −1.0.") == "átö −1.0.")
  }

  @Test("No line is wider than the page, unless one word is", arguments: [60, 80, 100], Audience.allCases)
  func width(width: Int, audience: Audience) throws {
    for example in People.examples {
      for line in Self.lines(try People.example(example), audience, width: width) where line.count > width {
        let words = line.split(separator: " ").filter { $0 != "-" }
        #expect(words.count == 1, "\(example): \(line)")
      }
    }
  }

  @Test("The numbers of the table stand in line with its head", arguments: [60, 80, 100])
  func table(width: Int) throws {
    for example in People.examples {
      var end: Int?
      var rows = 0
      for line in Self.lines(try People.example(example), .clinician, width: width) {
        if let head = line.firstRange(of: "g/cm²"), line.hasPrefix("Régíónöö") {
          end = line.distance(from: line.startIndex, to: head.upperBound)
        } else if line.isEmpty {
          end = nil
        } else if let end, let density = line.firstMatch(of: /\ ([0-9],[0-9]{3})(\ |$)/)?.output.1 {
          rows += 1
          #expect(line.distance(from: line.startIndex, to: density.endIndex) == end, "\(example): \(line)")
        }
      }
      #expect(rows > 0, "\(example)")
    }
  }

  @Test("The words of a head stand apart")
  func head() throws {
    let lines = Self.lines(try People.example("postmenopausal-woman"), .clinician, width: 80)
    let head = try #require(lines.first { $0.hasPrefix("Régíónöö") })
    #expect(head.split(separator: " ") == ["Régíónööö", "g/cm²", "T", "Z", "Céntíléööö", "Ágáínstööö"])
  }

  /// Words of the study and of works, which no language changes.
  static let kept: Set<String> = ["celiac", "disease"]

  @Test("Nothing that is said stays English, but names, keys and titles of works", arguments: Audience.allCases)
  func nothingEnglish(audience: Audience) throws {
    var found: Set<String> = []
    for example in People.examples {
      let lines = Self.lines(try People.example(example), audience, width: 4000)
      let said = lines.prefix { !$0.hasPrefix(Wording.pseudo.phrase("heading.report.sources")) }
      for word in said.joined(separator: " ").replacing(/\[[^\]]*\]/, with: "").split(separator: " ") {
        let letters = word.filter { $0.isLetter }
        let isPlain = letters.count > 1 && letters.allSatisfy { $0.isASCII && $0.isLowercase }
        if isPlain, letters.count == word.filter({ !".,;:()'".contains($0) }).count, !Self.kept.contains(letters) {
          found.insert("\(example): \(letters)")
        }
      }
    }
    #expect(found.isEmpty, "\(found.sorted())")
  }
}
