// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The person who was scanned.
public struct Patient: Hashable, Sendable {
  /// The identifier that the sender chose; it appears in results and never in messages.
  public var id: String?

  /// The day of birth.
  public var birthDate: CalendarDate?

  /// The sex recorded at birth.
  public var sexAtBirth: Sex

  /// The gender identity, if it was stated.
  public var genderIdentity: GenderIdentity?

  /// The population group, if it was stated; used only for Z-scores, and only when asked for.
  public var group: PopulationGroup?

  /// The menopausal status at the latest scan.
  public var menopause: MenopausalStatus?

  /// The age at menopause in years.
  public var menopauseAge: Double?

  /// Whether a pregnancy is possible.
  public var pregnancy: PregnancyStatus?

  /// The standing height in cm.
  public var heightCm: Double?

  /// The body weight in kg.
  public var weightKg: Double?

  /// The greatest height that is remembered, in cm.
  public var maximumHeightCm: Double?

  /// Creates a patient of whom only the sex recorded at birth is known.
  public init(sexAtBirth: Sex) {
    self.sexAtBirth = sexAtBirth
  }
}
