// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Statistics

/// The sign that stands before a number.
public enum StatedSign: String, Hashable, Sendable {
  /// Any of the characters that serve as a minus sign, or the word.
  case minus
  /// A plus sign, or the word.
  case plus
  /// None.
  case none
}

/// A score as a report states it.
public struct StatedScore: Hashable, Sendable {
  /// The region; `nil` where the report names none.
  public var region: StatedRegion?

  /// T-score or Z-score.
  public var basis: ScoreBasis

  /// The number with the sign that stands before it; without one it is as it stands.
  public var value: ExactDecimal

  /// The sign.
  public var sign: StatedSign

  /// How many decimals it has.
  public var decimals: Int

  /// Creates a score.
  public init(region: StatedRegion?, basis: ScoreBasis, value: ExactDecimal, sign: StatedSign, decimals: Int) {
    self.region = region
    self.basis = basis
    self.value = value
    self.sign = sign
    self.decimals = decimals
  }
}

/// A density as a report states it.
public struct StatedDensity: Hashable, Sendable {
  /// The region; `nil` where the report names none.
  public var region: StatedRegion?

  /// The density in g/cm².
  public var value: ExactDecimal

  /// How many decimals it has.
  public var decimals: Int

  /// Whether it is said of an earlier scan.
  public var isEarlier: Bool

  /// Creates a density.
  public init(region: StatedRegion?, value: ExactDecimal, decimals: Int, isEarlier: Bool = false) {
    self.region = region
    self.value = value
    self.decimals = decimals
    self.isEarlier = isEarlier
  }
}

/// A category or a diagnosis as a report states it.
public struct StatedDiagnosis: Hashable, Sendable {
  /// What is diagnosed.
  public var category: Category

  /// The region that the report ties it to; `nil` for the person as a whole.
  public var region: StatedRegion?

  /// Whether it is called a clinical diagnosis, as after a fracture, and not one of densitometry.
  public var isClinical: Bool

  /// Whether it is said of an earlier scan or of the history.
  public var isEarlier: Bool

  /// Whether the report says that it is not so: "no osteoporosis".
  public var isDenied: Bool

  /// Creates a diagnosis.
  public init(
    category: Category, region: StatedRegion? = nil, isClinical: Bool = false, isEarlier: Bool = false,
    isDenied: Bool = false
  ) {
    self.category = category
    self.region = region
    self.isClinical = isClinical
    self.isEarlier = isEarlier
    self.isDenied = isDenied
  }
}

/// A change as a report states it.
public struct StatedChange: Hashable, Sendable {
  /// The way the bone went.
  public enum Direction: String, CaseIterable, Sendable {
    case gain
    case loss
    /// No change, or none that matters.
    case stable
    /// A change whose way is not named: "a significant change of 3.9 %".
    case unnamed = "change"
  }

  /// The region; `nil` where the report names none.
  public var region: StatedRegion?

  /// The way the bone went.
  public var direction: Direction

  /// Whether the report calls the change significant; `nil` where it says neither.
  public var isSignificant: Bool?

  /// The day of the scan compared with, where it is named.
  public var since: PartialDate?

  /// The change of density in g/cm², with its sign where the report gives one.
  public var grams: ExactDecimal?

  /// The change in percent, with its sign where the report gives one.
  public var percent: ExactDecimal?

  /// Whether the change is stated in T-scores or Z-scores.
  public var scoreBasis: ScoreBasis?

  /// Creates a change.
  public init(region: StatedRegion? = nil, direction: Direction, isSignificant: Bool? = nil) {
    self.region = region
    self.direction = direction
    self.isSignificant = isSignificant
  }
}

/// A least significant change as a report states it.
public struct StatedLeastSignificantChange: Hashable, Sendable {
  /// The region; `nil` where the report names none.
  public var region: StatedRegion?

  /// The least significant change in g/cm², where it is stated so.
  public var grams: ExactDecimal?

  /// The least significant change in percent, where it is stated so.
  public var percent: ExactDecimal?

  /// Creates a least significant change.
  public init(region: StatedRegion? = nil, grams: ExactDecimal? = nil, percent: ExactDecimal? = nil) {
    self.region = region
    self.grams = grams
    self.percent = percent
  }
}

/// A fracture risk as a report states it.
public struct StatedRisk: Hashable, Sendable {
  /// The tool, as named: "FRAX".
  public var tool: String?

  /// 10-year probability of a major osteoporotic fracture, in percent.
  public var majorPercent: ExactDecimal?

  /// 10-year probability of a hip fracture, in percent.
  public var hipPercent: ExactDecimal?

  /// How many times the risk of others it is said to be.
  public var relative: ExactDecimal?

  /// Whether a relative risk comes with the people it compares with.
  public var namesComparator: Bool

  /// The region that the risk is tied to, where it is.
  public var region: StatedRegion?

  /// The age that the tool was given.
  public var inputAge: Int?

  /// The T-score that the tool was given.
  public var inputT: ExactDecimal?

  /// The site whose value the tool was given.
  public var inputSite: StatedRegion?

  /// Whether secondary osteoporosis was entered together with a density.
  public var entersSecondaryOsteoporosis: Bool?

  /// Whether the result was adjusted for the dose of glucocorticoids.
  public var adjustsForGlucocorticoids: Bool?

  /// Creates a risk of which nothing is known.
  public init() {
    namesComparator = false
  }
}

/// A recommendation as a report states it.
public struct StatedAdvice: Hashable, Sendable {
  /// What is recommended.
  public enum Kind: String, CaseIterable, Sendable {
    case treatment
    case secondaryCauses = "secondary-causes"
    case vertebralFractureAssessment = "vertebral-fracture-assessment"
    case forearm
    case calciumOrVitaminD = "calcium-or-vitamin-d"
    case exercise
    case other
  }

  /// What a treatment is said to rest on.
  public enum Reason: String, CaseIterable, Sendable {
    case score
    case fracture
    case risk
  }

  /// What is recommended.
  public var kind: Kind

  /// What it is said to rest on; empty where nothing is said.
  public var reasons: [Reason]

  /// Creates a recommendation.
  public init(_ kind: Kind, because reasons: [Reason] = []) {
    self.kind = kind
    self.reasons = reasons
  }
}

/// When a report says to scan again.
public struct StatedNextScan: Hashable, Sendable {
  /// The months until then, the lower end of a range; `nil` where it says none is needed, or names no time.
  public var months: ExactDecimal?

  /// Whether it says that no other scan is needed.
  public var isDeclined: Bool

  /// Whether a reason stands beside it.
  public var givesReason: Bool

  /// Creates an interval.
  public init(months: ExactDecimal?, isDeclined: Bool = false, givesReason: Bool = false) {
    self.months = months
    self.isDeclined = isDeclined
    self.givesReason = givesReason
  }
}

/// What a report says of the person.
public struct StatedPerson: Hashable, Sendable {
  /// The age in completed years.
  public var age: Int?

  /// The sex.
  public var sex: Sex?

  /// The menopausal status.
  public var menopause: MenopausalStatus?

  /// The height in cm.
  public var heightCm: ExactDecimal?

  /// The weight in kg.
  public var weightKg: ExactDecimal?

  /// Creates a person of whom nothing is known.
  public init() {}
}
