// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Interchange
internal import Reports
internal import TestSupport
internal import Testing

@Suite("Explained prints as text")
struct ReferenceExplanationTextTests {
  private static func explanations(_ example: String) throws -> [ReferenceExplanation] {
    ReferenceExplainer().explain(try StudyDocument.read(Repository.bytes("Examples/\(example).json")))
  }

  /// The examples that print a score.
  static let printing = People.examples.filter { !((try? explanations($0)) ?? []).isEmpty }

  @Test("The explanation of every example that prints a score is as recorded", arguments: printing)
  func snapshot(example: String) throws {
    try Snapshot.expect(ReferenceExplanationText.render(Self.explanations(example)), "\(example).explanation")
  }

  @Test("Every recorded explanation belongs to an example")
  func snapshotsAreCurrent() throws {
    let names = try Snapshot.names.filter { $0.hasSuffix(".explanation") }
    #expect(names == Set(Self.printing.map { "\($0).explanation" }) && names.count >= 2)
  }

  @Test("No line is longer than the width, unless a key alone is, and none ends in a space", arguments: [60, 80, 100])
  func width(width: Int) throws {
    for example in Self.printing {
      let text = ReferenceExplanationText.render(try Self.explanations(example), TextStyle(width: width))
      for line in text.split(separator: "\n") {
        #expect(line.count <= width || !line.drop { $0 == " " }.contains(" "), "\(line)")
        #expect(!line.hasSuffix(" "))
      }
    }
  }

  private func text(_ regions: String, scanner: String = "Hologic") throws -> String {
    let study = """
      { "osteon": "study/1", "patient": { "sexAtBirth": "female" },
        "scans": [ { "ageYears": 66.0, "scanner": { "manufacturer": "\(scanner)" }, "regions": \(regions) } ] }
      """
    return ReferenceExplanationText.render(ReferenceExplainer().explain(try StudyDocument.read(Array(study.utf8))))
  }

  @Test("The answer comes first: what the scores follow, and what stands in the way")
  func answerFirst() throws {
    // Neck 0.571 is -2.3917 against NHANES III women; spine 0.864 is -1.6636 against Hologic women, far from -3.4.
    let text = try text(
      """
      [ { "site": "femoral-neck", "bmd": 0.571, "printed": { "t": -2.4 } },
        { "site": "lumbar-spine", "bmd": 0.864, "printed": { "t": -3.4 } } ]
      """)
    let answer = text.split(separator: "\n\n")[0].replacing("\n", with: " ")
    #expect(
      answer.hasPrefix(
        "The T-score of the femoral neck follows NHANES III White women or NHANES 2005-2010 all women;"
          + " the T-score of the lumbar spine L1-L4 follows none of "))
    #expect(answer.hasSuffix("No combination of known references explains all of the printed T-scores."))
    #expect(text.contains("off by ") && !text.contains("Combinations that explain"))
  }

  @Test("A name on the print that is not known, or does not explain the score, is said, without what moves a terminal")
  func statedNames() throws {
    let unknown = try text(
      #"[ { "site": "femoral-neck", "bmd": 0.571, "printed": { "t": -2.4, "reference": "Our\u001b[31m own" } } ]"#)
    #expect(
      unknown.replacing("\n    ", with: " ").contains("'Our\u{FFFD}[31m own', which the print names, matches none of"))
    let wrong = try text(
      #"[ { "site": "femoral-neck", "bmd": 0.571, "printed": { "t": -2.4, "reference": "NHANES III White Male" } } ]"#)
    #expect(wrong.replacing("\n    ", with: " ").contains("'NHANES III White Male', which the print names, does not"))
    #expect(wrong.contains("stated, unverified"))
  }

  @Test("A score that cannot be checked says why")
  func obstacles() throws {
    #expect(try text(#"[ { "site": "femoral-neck", "printed": { "t": -2.4 } } ]"#).contains("no density is given"))
    #expect(
      try text(#"[ { "site": "radius-mid", "bmd": 0.5, "printed": { "t": -2.4 } } ]"#).contains("no reference of this"))
    #expect(ReferenceExplanationText.render([]) == "No score is printed, so there is nothing to explain.\n")
  }
}
