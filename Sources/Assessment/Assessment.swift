// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import KnowledgeBase

/// What the scans of one person mean: scores, the one diagnosis, findings and refusals, each with its rule.
///
/// Renderers only read it: no rule is decided and no number is computed after it.
public struct Assessment: Sendable {
  /// The identifier of the person, as the study gave it.
  public let id: String?

  /// The profile.
  public let profile: Profile

  /// The densitometric diagnosis.
  public let diagnosis: Diagnosis

  /// The clinical diagnosis, which is another thing.
  public let clinicalDiagnosis: ClinicalDiagnosis

  /// The regions of all scans, the latest scan first.
  public let regions: [AssessedRegion]

  /// The changes between the latest scan and earlier ones, region by region.
  public let changes: [AssessedChange]

  /// The change of the person over several sites; `nil` where fewer than two can be taken together.
  public let personChange: PersonChange?

  /// When to scan again.
  public let nextScan: NextScan

  /// What to look for, what helps, what to ask and when to seek help.
  public let guidance: Guidance

  /// What leaving out each suspect vertebra of the latest visit would change, by the label of the vertebra.
  public let exclusionEffects: [String: ExclusionEffect]

  /// What is wrong, doubtful or worth knowing, most severe first.
  public let findings: [Finding]

  /// What is not said of the person, and why.
  public let refusals: [Refusal]

  /// The questions whose answers would decide what is refused.
  public let questions: [Question]

  /// Where everything comes from.
  public let provenance: Provenance
}

/// The densitometric diagnosis: one for each person.
///
/// - Source: Rule CLS-11.
public struct Diagnosis: Hashable, Sendable {
  /// The category; `nil` where it is refused.
  public var category: Densitometry.Category?

  /// The score that it rests on.
  public var basis: ScoreBasis?

  /// The reported score that decides.
  public var score: ReportedScore?

  /// The region that decides.
  public var region: MeasuredRegion?

  /// Whether the reported score lies within 0.1 of a cut point.
  public var nearThreshold = false

  /// The categories by the printed and by the computed score, where these contradict each other.
  public var contested: Contest?

  /// The probability of each category in a repeat; `nil` where it cannot be said.
  public var probabilities: CategoryProbabilities?

  /// Why there are no probabilities.
  public var probabilitiesRefusal: Refusal?

  /// Whether it rests on an unverified figure.
  public var isUnverified = false

  /// The rules behind it.
  public var rules: [String] = []

  /// Two categories that contradict each other.
  public struct Contest: Hashable, Sendable {
    /// The category by the printed score.
    public let printed: Densitometry.Category?

    /// The category by the computed score.
    public let computed: Densitometry.Category?
  }
}

/// The clinical diagnosis of osteoporosis under named criteria.
public struct ClinicalDiagnosis: Hashable, Sendable {
  /// Whether the criteria are met; `nil` where unknown facts would decide.
  public let osteoporosis: Bool?

  /// The criteria.
  public let criteria: ClinicalCriteria

  /// Why, in sentences.
  public let because: [String]

  /// The rules behind it.
  public let rules: [String]

  /// The facts that would decide.
  public let missing: [Fact]
}

/// Something to know, with its rule.
public struct Finding: Hashable, Sendable {
  /// A name that is unique within the assessment.
  public internal(set) var id: String

  /// How much it matters.
  public let severity: Severity

  /// What it is about: `person`, or a region in words.
  public let subject: String

  /// The sentence.
  public let message: String

  /// The facts of the rule, in the order of the list of facts.
  public let facts: [StatedFact]

  /// The rule.
  public let rule: String

  /// The keys of its sources.
  public let sources: [String]

  /// Where in the report it stands; empty for a finding about the scan.
  public var places: [ReportPlace] = []

  /// What a correct report would say.
  public var correction: String?
}

/// A fact with its value.
public struct StatedFact: Hashable, Sendable {
  /// The fact.
  public let fact: Fact

  /// Its value.
  public let value: FactValue
}

/// Something that is not said, and why.
public struct Refusal: Hashable, Sendable {
  /// The stable name.
  public let code: String

  /// What it is about: `person`, or a region in words.
  public let subject: String

  /// The score that is refused, where it is one of the two.
  public var score: ScoreBasis?

  /// The sentence.
  public let message: String

  /// The way out.
  public let remedy: String?

  /// What would allow it, by its place in the study document.
  public let missing: [String]

  /// The rule behind it.
  public let rule: String?

  /// The facts of the rule and of its sentences; `nil` where the sentence is not a rule's.
  public var facts: [StatedFact]?
}

/// A question whose answer would decide something.
public struct Question: Hashable, Sendable {
  /// The fact.
  public let fact: Fact

  /// What it would decide.
  public var decides: [String]
}

/// Where an assessment comes from.
public struct Provenance: Hashable, Sendable {
  /// The version of the engine.
  public static let engineVersion = "0.1.0"

  /// The commit that the engine was built from, if it is known.
  public let commit: String?

  /// The keys of the references that were used, in order.
  public let references: [String]

  /// The identifiers of the rules that spoke, in order.
  public let rules: [String]

  /// Where the precision of the measurements comes from.
  public let precision: String?
}
