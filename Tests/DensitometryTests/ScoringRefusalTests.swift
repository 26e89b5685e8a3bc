// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Testing

@Suite("Refusal of a score")
struct ScoringRefusalTests {
  struct Sentence: Sendable {
    let refusal: ScoringRefusal
    let code: String
    let message: String
    let remedy: String
    let missing: [String]
  }

  static let sentences = [
    Sentence(
      refusal: .scaleMismatch(density: .lunar, reference: .hologic), code: "scale-mismatch",
      message: "A density is scored against a reference on its own scale, but it is on the GE Lunar scale"
        + " and the reference on the Hologic scale.",
      remedy: "Choose a reference on the scale of the scanner.", missing: []),
    Sentence(
      refusal: .scaleUnknown, code: "scale-unknown",
      message: "A density is scored on the scale of its scanner, but the scale of this manufacturer is not known.",
      remedy: "Give the scores that the scanner printed, with the reference they name.",
      missing: ["scans[].scanner.manufacturer"]),
    Sentence(
      refusal: .ageOutsideReference(age: 4.2, domain: 5...20, reference: "bmdcs-2011"), code: "age-outside-reference",
      message: "The age is 4.2 years, but 'bmdcs-2011' covers 5.0 to 20.0 years.",
      remedy: "Choose a reference that covers the age, or report no Z-score.", missing: []),
    Sentence(
      refusal: .ageOutsideReference(age: 7.99, domain: 8...84, reference: "x"), code: "age-outside-reference",
      message: "The age is 7.99 years, but 'x' covers 8.0 to 84.0 years.",
      remedy: "Choose a reference that covers the age, or report no Z-score.", missing: []),
    Sentence(
      refusal: .ageOutsideReference(age: 84 + 1.0 / 365, domain: 8...84, reference: "x"), code: "age-outside-reference",
      message: "The age is 84.003 years, but 'x' covers 8.0 to 84.0 years.",
      remedy: "Choose a reference that covers the age, or report no Z-score.", missing: []),
    Sentence(
      refusal: .ageNotExact(atLeast: 80), code: "age-not-exact",
      message: "A Z-score needs the exact age, but it is known only to be 80 years or more.",
      remedy: "Give the birth date and the scan date, or the age in years with decimals.",
      missing: ["patient.birthDate"]),
    Sentence(
      refusal: .noYoungAdultReference(site: .radius33, scale: .norland, family: .manufacturer, sex: .female),
      code: "no-young-adult-reference",
      message:
        "There is no confirmed female young-adult reference of the family 'manufacturer' for the one-third radius"
        + " on the Norland scale.",
      remedy: "Give the T-score that the scanner printed.", missing: ["regions[].printed.t"]),
    Sentence(
      refusal: .siteWithoutReference(site: .wards), code: "site-without-reference",
      message: "A T-score is given for sites with a reference of their own, but there is none for the Ward's area.",
      remedy: "Read the Z-score, or the T-score that the scanner printed.", missing: ["regions[].printed.t"]),
    Sentence(
      refusal: .modelUnknown(scale: .lunar), code: "model-unknown",
      message: "The GE Lunar reference for this site depends on the model of the scanner, which is not known.",
      remedy: "Give the model, for example 'Prodigy' or 'iDXA', or the T-score that the scanner printed.",
      missing: ["scans[].scanner.model"]),
    Sentence(
      refusal: .noAgeCurve(site: .lumbarSpine, vertebrae: VertebralSubset([.l1, .l3]), scale: .lunar, group: .asian),
      code: "no-age-curve",
      message: "There is no age curve for the lumbar spine L1+L3 on the GE Lunar scale in the group 'asian'.",
      remedy: "Give the Z-score that the scanner printed.", missing: ["regions[].printed.z"]),
    Sentence(
      refusal: .noAgeCurve(site: .totalHip, vertebrae: nil, scale: .norland, group: nil), code: "no-age-curve",
      message: "There is no age curve for the total hip on the Norland scale.",
      remedy: "Give the Z-score that the scanner printed.", missing: ["regions[].printed.z"]),
    Sentence(
      refusal: .scoreNotFinite, code: "score-not-finite",
      message: "A score must be a finite number, but this one is not.",
      remedy: "Check the density.", missing: []),
  ]

  @Test("States the rule, then the fact with its unit, then the way out", arguments: sentences)
  func sentence(expected: Sentence) {
    #expect(expected.refusal.code == expected.code)
    #expect(expected.refusal.message == expected.message)
    #expect(expected.refusal.remedy == expected.remedy)
    #expect(expected.refusal.missing == expected.missing)
  }

  @Test("An age outside a reference is never printed as one inside it")
  func ageOutside() {
    for age in [7.9999999, 7.96, 7.95, 84.0001, 84.04] {
      let message = ScoringRefusal.ageOutsideReference(age: age, domain: 8...84, reference: "x").message
      #expect(!message.contains("is 8.0 years") && !message.contains("is 84.0 years"), "\(message)")
    }
  }

  @Test("Is written without blame, exclamation or an empty phrase", arguments: sentences)
  func tone(expected: Sentence) {
    let text = (expected.message + " " + expected.remedy).lowercased()
    for phrase in ["invalid", "error", "sorry", "please", "!", "  "] { #expect(!text.contains(phrase)) }
    #expect(expected.message.hasSuffix(".") && expected.remedy.hasSuffix("."))
  }
}
