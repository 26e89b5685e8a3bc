// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import Statistics

/// Of what the facts of a rule are.
public enum RuleSubject: String, CaseIterable, Hashable, Sendable {
  case person
  case region
  case vertebra
  /// A finished report as a whole.
  case report
  /// One thing that a finished report states.
  case statement
  /// A precision study of a facility, or a part of it.
  case precision
  /// The scans of a phantom, or the scans of patients beside them.
  case phantom
  /// A comparison of two scanners.
  case calibration
  /// Two measurements of one region of a person.
  case change
  /// One site of a person at one time, whose rate of change is asked for.
  case rate
  /// A person who may be scanned again.
  case next
  /// A person with everything that is known: what to look for, what helps, what to ask.
  case guidance
  /// One result of a laboratory, as it was given.
  case laboratory

  /// The place of the subject among all.
  var index: Int {
    switch self {
    case .person: 0
    case .region: 1
    case .vertebra: 2
    case .report: 3
    case .statement: 4
    case .precision: 5
    case .phantom: 6
    case .calibration: 7
    case .change: 8
    case .rate: 9
    case .next: 10
    case .guidance: 11
    case .laboratory: 12
    }
  }
}

/// A place in a work.
public struct Citation: Hashable, Sendable {
  /// The key of the work in the list of sources.
  public let key: String

  /// Where in the work.
  public let place: String

  /// Creates a citation.
  public init(_ key: String, _ place: String) {
    self.key = key
    self.place = place
  }
}

/// How much a finding matters.
public enum Severity: String, CaseIterable, Comparable, Sendable {
  case error
  case warning
  case information

  /// Orders the most severe first.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .information: 2
    }
  }
}

/// A statement of a published position, or of this project where the positions are silent.
public final class Rule: Sendable {
  /// What a rule may decide.
  public enum Decision: Hashable, Sendable {
    /// The score that the diagnosis rests on; `nil` for none.
    case basis(ScoreBasis?)
    /// The category of the person.
    case category(Category)
    /// Whether a region may carry the diagnosis.
    case isDiagnostic(Bool)
    /// The sex of the young adults that a T-score compares with.
    case youngAdultSex(ReferenceSex)
    /// The family of the young-adult reference.
    case youngAdultFamily(ReferenceFamily)
    /// The sex of the peers that a Z-score compares with.
    case peerSex(ReferenceSex)
    /// Osteoporosis as a clinical diagnosis.
    case clinicalOsteoporosis
    /// The T-score that classifies.
    case score(ScoreChoice)
    /// A proposal to leave out a vertebra.
    case exclusion(ExclusionProposal)
    /// The rate at which density is expected to change; `nil` where none can be given.
    case expectedRate(ExpectedRate?)
    /// When the next scan is made.
    case repeatScan(RepeatInterval)
  }

  /// How fast density is expected to change, and how people differ in it.
  public struct ExpectedRate: Hashable, Sendable {
    /// The expected change in percent a year.
    public let percentPerYear: ExactDecimal

    /// The standard deviation of the rates of people about it, in percent a year.
    public let spread: ExactDecimal

    /// Creates an expected rate.
    public init(percentPerYear: ExactDecimal, spread: ExactDecimal) {
      self.percentPerYear = percentPerYear
      self.spread = spread
    }
  }

  /// Whose sex selects a reference.
  public enum ReferenceSex: String, Hashable, Sendable {
    case female
    case sexAtBirth = "sex-at-birth"
    case genderIdentity = "gender-identity"
  }

  /// Which T-score of a region classifies.
  public enum ScoreChoice: String, Hashable, Sendable {
    case printed
    case computed
    case contested
  }

  /// How strongly the numbers speak for leaving out a vertebra.
  public enum ExclusionProposal: String, Hashable, Sendable {
    case strong = "exclude-strong"
    case weak = "exclude-weak"
  }

  /// Something to say when the rule holds.
  public struct Finding: Hashable, Sendable {
    /// How much it matters.
    public let severity: Severity

    /// The sentence, with facts in braces.
    public let message: String

    /// What a correct report would say, with facts in braces.
    public let correction: String?

    /// Creates a finding.
    public init(_ severity: Severity, _ message: String, correction: String? = nil) {
      self.severity = severity
      self.message = message
      self.correction = correction
    }
  }

  /// Something that is not said when the rule holds.
  public struct Refusal: Hashable, Sendable {
    /// The stable name.
    public let code: String

    /// The sentence, with facts in braces.
    public let message: String

    /// The facts that would allow it.
    public let missing: [Fact]

    /// Creates a refusal.
    public init(_ code: String, _ message: String, missing: [Fact]) {
      self.code = code
      self.message = message
      self.missing = missing
    }
  }

  /// The stable identifier, such as `CLS-06.osteoporosis`.
  public let id: String

  /// A few words.
  public let title: String

  /// What it says, in our words.
  public let says: String

  /// The reason for it.
  public let why: String

  /// Of what its facts are.
  public let subject: RuleSubject

  /// The profiles in which it is in force; empty for a rule of clinical criteria or of guidelines.
  public let profiles: [Profile]

  /// The clinical criteria to which it belongs; empty for another rule.
  public let criteria: [ClinicalCriteria]

  /// The guidelines to which it belongs; empty for another rule.
  public let guidelines: [Guideline]

  /// When it holds.
  public let condition: Condition

  /// What it decides.
  public let decision: Decision?

  /// What it says when it holds.
  public let finding: Finding?

  /// What is not said when it holds.
  public let refusal: Refusal?

  /// What may be done when it holds.
  public let advice: Advice?

  /// The evidence behind it.
  public let tag: EvidenceTag

  /// Where it comes from.
  public let sources: [Citation]

  /// Creates a rule.
  public init(
    id: String, title: String, says: String, why: String, subject: RuleSubject, profiles: [Profile],
    criteria: [ClinicalCriteria], guidelines: [Guideline] = [], condition: Condition, decision: Decision?,
    finding: Finding?, refusal: Refusal?, advice: Advice? = nil, tag: EvidenceTag, sources: [Citation]
  ) {
    self.id = id
    self.title = title
    self.says = says
    self.why = why
    self.subject = subject
    self.profiles = profiles
    self.criteria = criteria
    self.guidelines = guidelines
    self.condition = condition
    self.decision = decision
    self.finding = finding
    self.refusal = refusal
    self.advice = advice
    self.tag = tag
    self.sources = sources
  }

  /// Whether the rule decides, finds, refuses and advises nothing, and only shapes how a value is computed or worded.
  public var onlyGoverns: Bool { decision == nil && finding == nil && refusal == nil && advice == nil }

  /// Whether the rule decides the category of the person.
  public var decidesCategory: Bool { if case .category = decision { true } else { false } }

  /// When the next scan is made, where the rule names it.
  public var interval: RepeatInterval? { if case .repeatScan(let interval) = decision { interval } else { nil } }

  /// The facts that its sentences show.
  public var shownFacts: [Fact] {
    [finding?.message, finding?.correction, refusal?.message, advice?.message].compactMap { $0 }
      .flatMap { Self.placeholders(of: $0) }.compactMap { Fact(rawValue: $0) }
  }

  /// The names in braces in a sentence.
  private static func placeholders(of template: String) -> [String] {
    var names: [String] = []
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      names.append(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return names
  }

  /// Fills the facts into a sentence of this rule.
  public static func fill(_ template: String, with facts: Facts) -> String {
    var text = ""
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      text += rest[..<open]
      let fact = Fact(rawValue: name)
      text += fact.flatMap { facts[$0]?.text(as: $0.unit) } ?? "unknown"
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }
}
