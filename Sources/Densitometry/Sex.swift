// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The sex recorded at birth, or the sex of a reference population.
public enum Sex: String, CaseIterable, Sendable {
  case female
  case male
}

/// The gender that a person states.
public enum GenderIdentity: String, CaseIterable, Sendable {
  case female
  case male
  case nonBinary = "non-binary"

  /// The sex whose reference belongs to the identity; `nil` for a non-binary one.
  public var sex: Sex? {
    switch self {
    case .female: .female
    case .male: .male
    case .nonBinary: nil
    }
  }
}

/// The menopausal status at the scan.
public enum MenopausalStatus: String, CaseIterable, Sendable {
  case pre
  case transition
  case post
  case unknown
}

/// Whether a pregnancy is possible at the scan.
public enum PregnancyStatus: String, CaseIterable, Sendable {
  case no
  case possible
  case yes
}

/// A population group, as the public surveys name them.
public enum PopulationGroup: String, CaseIterable, Sendable {
  case white
  case black
  case mexicanAmerican = "mexican-american"
  case asian
  case other
}
