// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics

/// Why a score is not given.
public enum ScoringRefusal: Diagnosable, Hashable, Sendable {
  /// Density and reference are on different scales.
  case scaleMismatch(density: ScannerScale, reference: ScannerScale)
  /// The maker of the scanner has no known scale.
  case scaleUnknown
  /// The age lies outside the ages of the reference, all in years.
  case ageOutsideReference(age: Double, domain: ClosedRange<Double>, reference: String)
  /// The age is known only from below, in years.
  case ageNotExact(atLeast: Int)
  /// There is no young-adult reference.
  case noYoungAdultReference(site: Site, scale: ScannerScale, family: ReferenceFamily, sex: Sex)
  /// No rule names a young-adult reference for the site.
  case siteWithoutReference(site: Site)
  /// The reference depends on the model, which is not given or not known.
  case modelUnknown(scale: ScannerScale)
  /// There is no age curve.
  case noAgeCurve(site: Site, vertebrae: VertebralSubset?, scale: ScannerScale, group: PopulationGroup?)
  /// The score is not a finite number.
  case scoreNotFinite

  /// The stable name.
  public var code: String {
    switch self {
    case .scaleMismatch: "scale-mismatch"
    case .scaleUnknown: "scale-unknown"
    case .ageOutsideReference: "age-outside-reference"
    case .ageNotExact: "age-not-exact"
    case .noYoungAdultReference: "no-young-adult-reference"
    case .siteWithoutReference: "site-without-reference"
    case .modelUnknown: "model-unknown"
    case .noAgeCurve: "no-age-curve"
    case .scoreNotFinite: "score-not-finite"
    }
  }

  /// The rule, then the fact with its unit.
  public var message: String {
    switch self {
    case .scaleMismatch(let density, let reference):
      "A density is scored against a reference on its own scale, but it is on the \(density.name) scale"
        + " and the reference on the \(reference.name) scale."
    case .scaleUnknown:
      "A density is scored on the scale of its scanner, but the scale of this manufacturer is not known."
    case .ageOutsideReference(let age, let domain, let reference):
      "The age is \(Self.text(age, outside: domain)) years, but '\(reference)' covers \(Fixed(domain.lowerBound, places: 1))"
        + " to \(Fixed(domain.upperBound, places: 1)) years."
    case .ageNotExact(let least):
      "A Z-score needs the exact age, but it is known only to be \(least) years or more."
    case .noYoungAdultReference(let site, let scale, let family, let sex):
      "There is no confirmed \(sex.rawValue) young-adult reference of the family '\(family.rawValue)' for the"
        + " \(site.name) on the \(scale.name) scale."
    case .siteWithoutReference(let site):
      "A T-score is given for sites with a reference of their own, but there is none for the \(site.name)."
    case .modelUnknown(let scale):
      "The \(scale.name) reference for this site depends on the model of the scanner, which is not known."
    case .noAgeCurve(let site, let vertebrae, let scale, let group):
      "There is no age curve for the \(site.name)" + (vertebrae.map { " \($0.description)" } ?? "")
        + " on the \(scale.name) scale" + (group.map { " in the group '\($0.rawValue)'" } ?? "") + "."
    case .scoreNotFinite:
      "A score must be a finite number, but this one is not."
    }
  }

  /// Returns an age with as many decimals as it takes to show that it lies outside a domain.
  private static func text(_ age: Double, outside domain: ClosedRange<Double>) -> String {
    let texts = (1...9).map { Fixed(age, places: $0).description }
    let isOutside = { (text: String) in ExactDecimal(text: text).map { !domain.contains($0.doubleValue) } ?? false }
    return texts.first(where: isOutside) ?? texts[0]
  }

  /// What the caller can do.
  public var remedy: String? {
    switch self {
    case .scaleMismatch: "Choose a reference on the scale of the scanner."
    case .scaleUnknown: "Give the scores that the scanner printed, with the reference they name."
    case .ageOutsideReference: "Choose a reference that covers the age, or report no Z-score."
    case .ageNotExact: "Give the birth date and the scan date, or the age in years with decimals."
    case .noYoungAdultReference: "Give the T-score that the scanner printed."
    case .siteWithoutReference: "Read the Z-score, or the T-score that the scanner printed."
    case .modelUnknown: "Give the model, for example 'Prodigy' or 'iDXA', or the T-score that the scanner printed."
    case .noAgeCurve: "Give the Z-score that the scanner printed."
    case .scoreNotFinite: "Check the density."
    }
  }

  /// The fact that would allow the score, by its place in the study document.
  public var missing: [String] {
    switch self {
    case .scaleUnknown: ["scans[].scanner.manufacturer"]
    case .ageNotExact: ["patient.birthDate"]
    case .modelUnknown: ["scans[].scanner.model"]
    case .noYoungAdultReference, .siteWithoutReference: ["regions[].printed.t"]
    case .noAgeCurve: ["regions[].printed.z"]
    case .scaleMismatch, .ageOutsideReference, .scoreNotFinite: []
    }
  }
}
