// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import Interchange
internal import TestSupport
internal import Testing

/// The phrasings that were used while the reader was written; those held out are tested end to end.
@Suite("Phrasings of reports")
struct ReportTextPhraseTests {
  /// What the statements of a phrase must and must not be, by the patterns of `ReportWords`.
  struct Expectation: Sendable, CustomTestStringConvertible {
    let key: String
    /// Each must fit a statement; alternatives stand between bars.
    let needed: [String]
    /// None may fit a statement.
    let forbidden: [String]
    var testDescription: String { key }

    init(_ key: String, _ needed: [String], not forbidden: [String] = []) {
      (self.key, self.needed, self.forbidden) = (key, needed, forbidden)
    }
  }

  private static let anyDiagnosis = ["normal*", "low-bone-mass*", "osteoporosis*", "severe*", "within*", "below*"]
  private static let anyChange = ["loss*", "gain*", "stable*", "unnamed*"]

  static let expectations = [
    Expectation("identity", ["item identity"], not: anyDiagnosis + anyChange),
    Expectation("requesting-provider", ["item requesting-provider"], not: anyDiagnosis + anyChange),
    Expectation("indication", ["item indication"], not: ["osteoporosis", "low-bone-mass"] + anyChange),
    Expectation("scanner", ["item scanner"], not: anyDiagnosis + anyChange),
    Expectation("technical-quality", ["item technical-quality"], not: anyDiagnosis + anyChange),
    Expectation("risk-factors", ["item risk-factors"], not: anyChange),
    Expectation("interpreter", ["item interpreter"], not: anyDiagnosis + anyChange),
    Expectation("compared-study", ["item compared-study"], not: anyDiagnosis + anyChange),
    Expectation("outside-study", ["item outside-study"], not: anyDiagnosis + anyChange),
    Expectation("exclusion", ["item technical-quality"], not: anyDiagnosis + anyChange),
    Expectation(
      "region-values", ["density {bmd} 3 @{site}", "t {t} minus 1 @{site}", "z {z} minus 1 @{site}"],
      not: anyDiagnosis + anyChange + ["* none *"]),
    Expectation(
      "region-values-z", ["density {bmd} 3 @{site}", "z {z} minus 1 @{site}"], not: anyDiagnosis + anyChange + ["t *"]),
    Expectation("category-t", ["{category}"], not: anyChange + ["*{category2}*", "{category} @*"]),
    Expectation("category-z", ["{zcategory}"], not: anyChange + ["t *"]),
    Expectation("no-osteoporosis-denied", ["osteoporosis denied*"], not: anyChange),
    Expectation("fracture-risk", ["risk {major} major {hip} hip*"], not: anyDiagnosis + anyChange + ["density*"]),
    Expectation("secondary-causes", ["advice secondary-causes"], not: anyDiagnosis + anyChange),
    Expectation("next-scan", ["next 12 months reason"], not: anyChange),
    Expectation(
      "no-significant-change", ["stable*@{site} | * insignificant*@{site}", "lsc {lsc} g*"], not: ["* significant*"]),
    Expectation(
      "significant-loss", ["loss significant*g*%*since {earlier} @{site}", "lsc {lsc} g*"],
      not: anyDiagnosis + ["gain*", "stable*", "density*"]),
    Expectation(
      "significant-gain", ["gain significant*g*%*since {earlier} @{site}", "lsc {lsc} g*"],
      not: anyDiagnosis + ["loss*", "stable*", "density*"]),
    Expectation("history-earlier", [], not: ["osteoporosis", "low-bone-mass", "normal", "t *"] + anyChange),
    Expectation("AUD-01", ["{category}*"]),
    Expectation("AUD-02", ["t {t} minus 1 @{site}"], not: anyChange),
    Expectation("AUD-03", ["{category}"]),
    Expectation("AUD-04", ["{category}*"], not: anyChange),
    Expectation("AUD-04.z", ["{zcategory}*", "z {z} minus 1*"], not: anyChange + ["t *"]),
    Expectation("AUD-05", ["{category} @{site}", "{category2} @{site2}"]),
    Expectation("AUD-06", ["{category} @wards* | {category} @trochanter*"]),
    Expectation("AUD-07", ["density *@lumbar-spine/{vertebrae} | t *@lumbar-spine/{vertebrae}"]),
    Expectation("AUD-14.age", ["person {age}*"]),
    Expectation("AUD-14.sex", ["person*{sex}*"]),
    Expectation(
      "AUD-16", ["loss significant*@{site} | gain significant*@{site} | unnamed significant*@{site}"], not: ["lsc*"]),
    Expectation("AUD-17.claimed", ["loss significant*@{site} | gain significant*@{site}"]),
    Expectation("AUD-17.stable", ["stable*@{site} | * insignificant*@{site}"], not: ["* significant*"]),
    Expectation("AUD-18", ["loss* in t*@{site} | gain* in t*@{site}"]),
    Expectation("AUD-18.percent", ["loss*3.9 %*@{site} | gain*3.9 %*@{site}"], not: ["density*"]),
    Expectation("AUD-19", ["loss*3.9 %* | gain*3.9 %*"]),
    Expectation("AUD-24", ["loss*"]),
    Expectation("AUD-25.grade", ["grade *"], not: anyChange),
    Expectation("AUD-25.age", ["bones of {years}"], not: ["person {years}*"]),
    Expectation("AUD-27", ["risk *times"], not: anyChange + ["risk*compared*"]),
    Expectation(
      "AUD-28.spine",
      ["risk {major} major {hip} hip*from @lumbar-spine | risk {major} major {hip} hip*from  @lumbar-spine*"]),
    Expectation("AUD-28.age", ["risk 14 major 3.1 hip*"]),
    Expectation("AUD-28.treated", ["risk {major} major {hip} hip*"]),
    Expectation("AUD-30.short", ["next 12 months"]),
    Expectation("AUD-35", ["t {t} minus 1 @{site}"]),
    Expectation("AUD-36", ["{category}*", "t *@{site}"]),
    Expectation("AUD-38", ["advice treatment score*", "t {t} minus 1*"]),
    Expectation("REP-N5", ["t {t} minus 1 @{site}"]),
    Expectation(
      "REP-N6", ["loss @{site} | gain @{site} | loss *@{site} | gain *@{site}"], not: ["* significant*", "density*"]),
    Expectation("REP-N7", ["{category} @lumbar-spine/{vertebra}"]),
  ]

  /// What the later lists say less exactly: they may name no site, no direction, or no value.
  private static let looser = [
    Expectation("AUD-07", [], not: anyChange),
    Expectation(
      "AUD-17.claimed", ["loss significant*@{site} | gain significant*@{site} | unnamed significant*@{site}"]),
    Expectation("AUD-18", ["loss* in t* | gain* in t* | unnamed* in t*"]),
    Expectation(
      "AUD-18.percent", ["loss*3.9 %*@{site} | gain*3.9 %*@{site} | unnamed*3.9 %*@{site}"], not: ["density*"]),
  ]

  @Test(
    "Each kind of statement is read in at least 95 of 100 of the phrasings for writing", arguments: expectations,
    PhraseLists.all.map { $0.name })
  func phrasings(_ strict: Expectation, in list: String) throws {
    let isFirst = list == "report_phrases_writing"
    let expectation = isFirst ? strict : Self.looser.first { $0.key == strict.key } ?? strict
    let phrases = PhraseLists.phrases(list, expectation.key)
    #expect(phrases.count >= 19)
    var missed: [String] = []
    for phrase in phrases {
      for filling in PhraseFilling.all {
        let words = ReportWords.read(filling.fill(phrase))
        if let fault = fault(words, expectation, filling) {
          missed.append("\(filling.fill(phrase)): \(fault) in \(words)")
        }
      }
    }
    #expect(missed.count * 100 <= phrases.count * PhraseFilling.all.count * 5, "\(missed.joined(separator: "\n"))")
  }

  @Test("Every key of the lists has its expectation")
  func coverage() {
    #expect(PhraseLists.all.count == 3)
    for (_, list) in PhraseLists.all { #expect(PhraseLists.keys(list) == Set(Self.expectations.map { $0.key })) }
  }

  private func fault(_ words: [String], _ expectation: Expectation, _ filling: PhraseFilling) -> String? {
    for needed in expectation.needed {
      let patterns = needed.split(separator: " | ").map { filling.expect(String($0)) }
      if !words.contains(where: { word in patterns.contains { PhraseFilling.fits(word, $0) } }) {
        return "no \(needed)"
      }
    }
    for forbidden in expectation.forbidden {
      let pattern = filling.expect(forbidden)
      if let word = words.first(where: {
        PhraseFilling.fits($0, pattern) && !$0.contains(" denied") && !$0.contains(" earlier")
      }) {
        return "'\(word)'"
      }
    }
    return nil
  }
}
