// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import Statistics

/// What may be done, looked for or known when a rule on guidance holds; it orders nothing.
public struct Advice: Hashable, Sendable {
  /// What the advice is.
  public enum Kind: Hashable, Sendable {
    /// A red flag that is present.
    case alarm(Urgency)
    /// A reason to look for causes.
    case workUp
    /// Laboratory tests to consider, by their keys.
    case test([String], Tier)
    /// What a result means for the rest.
    case result
    /// A known cause.
    case cause
    /// A next step.
    case step
    /// Another examination to read the scan with.
    case companion
    /// What a guideline says of considering treatment.
    case treatment(Level)
    /// The classes that a guideline names for such a person.
    case option([DrugClass])
    /// A limit of drug classes.
    case drug([DrugClass], Stance)
    /// What the person can do.
    case habit
    /// A daily need.
    case need
    /// An explanation or a figure that is not this person's own.
    case background
    /// A question for the visit.
    case question
  }

  /// How soon a red flag asks for help, the soonest first.
  public enum Urgency: String, CaseIterable, Sendable {
    case emergency
    case today
    case urgent
    case prompt
    case specialist
  }

  /// To whom a laboratory test applies.
  public enum Tier: String, CaseIterable, Sendable {
    /// In every search for causes.
    case basic
    /// In many.
    case further
    /// Where something speaks for it.
    case indicated
  }

  /// How far a guideline goes.
  public enum Level: String, CaseIterable, Sendable {
    case veryHigh = "very-high"
    case high
    case consider
    case individual
    case low
    /// The rule was not verified: its text is to be looked up.
    case ask

    /// Whether the threshold for considering treatment is met.
    public var isMet: Bool {
      switch self {
      case .veryHigh, .high, .consider: true
      case .individual, .low, .ask: false
      }
    }
  }

  /// What a rule says of a drug class.
  public enum Stance: String, CaseIterable, Sendable {
    /// The class is not suggested.
    case blocks
    /// Something must be known first.
    case asks
    /// Something is to be kept in mind.
    case warns
  }

  /// What the advice is.
  public let kind: Kind

  /// The sentence for clinicians, with facts in braces.
  public let message: String

  /// The drug classes that are not suggested while the rule holds.
  public let blocks: [DrugClass]

  /// Creates advice.
  public init(_ kind: Kind, _ message: String, blocks: [DrugClass] = []) {
    self.kind = kind
    self.message = message
    self.blocks = blocks
  }

  /// The drug classes that the rule takes from those that may be considered.
  public var blockedClasses: [DrugClass] {
    if case .drug(let classes, .blocks) = kind { blocks + classes } else { blocks }
  }
}

/// A class of drugs against osteoporosis.
public enum DrugClass: String, CaseIterable, Sendable {
  case oralBisphosphonate = "oral-bisphosphonate"
  case zoledronate
  case denosumab
  /// Teriparatide and abaloparatide.
  case pthAnalog = "pth-analog"
  case romosozumab
  case raloxifene
  case hormoneTherapy = "hormone-therapy"
  case calcitonin
  case strontium

  /// Whether the class slows the loss of bone and does not build it.
  public var isAntiresorptive: Bool {
    switch self {
    case .oralBisphosphonate, .zoledronate, .denosumab, .raloxifene, .hormoneTherapy, .calcitonin: true
    case .pthAnalog, .romosozumab, .strontium: false
    }
  }
}

/// Where a fact comes from that needs no arithmetic of its own.
public enum FactOrigin: Hashable, Sendable {
  /// A concept is among the conditions.
  case condition(Concept)
  /// A drug is taken at the scan.
  case drug(Concept)
  /// A drug was ever taken.
  case drugEver(Concept)
  /// A result of a laboratory test.
  case laboratory(String, LaboratoryAspect)
  /// An answer of the person.
  case answer
}

/// What a fact takes from the results of a test.
public enum LaboratoryAspect: String, Hashable, Sendable {
  /// The latest value in the conventional unit.
  case value
  /// The latest value against the interval: low, normal or high.
  case status
  /// Below the interval on two days at least four weeks apart, and at the latest.
  case lowTwice
}

/// A condition or a drug that lowers density or leads to falls.
public struct Cause: Hashable, Sendable {
  /// The groups of the catalogue.
  public enum Group: String, CaseIterable, Sendable {
    case drug
    case endocrine
    case gutLiver = "gut-liver"
    case blood
    case kidneyMineral = "kidney-mineral"
    case rheumatologyNeurologyLung = "rheumatology-neurology-lung"
    case genetic
    case nutritionLifestyle = "nutrition-lifestyle"
    case other
  }

  /// On what a cause acts.
  public enum Action: String, CaseIterable, Sendable {
    case density
    case falls
    case both
  }

  /// How it is recognized.
  public let concept: Concept

  /// The group.
  public let group: Group

  /// On what it acts.
  public let acts: Action

  /// Creates a cause.
  public init(_ concept: Concept, _ group: Group, _ acts: Action) {
    self.concept = concept
    self.group = group
    self.acts = acts
  }
}

/// What a habit or a drug did to density in a study.
public struct Effect: Hashable, Sendable {
  /// The rule on the habit; `nil` for a drug.
  public let rule: String?

  /// The drug; `nil` for a habit.
  public let agent: String?

  /// The class of the drug.
  public let drugClass: DrugClass?

  /// The site.
  public let site: Site

  /// The smallest change that is published, in percent.
  public let low: ExactDecimal

  /// The largest change that is published, in percent.
  public let high: ExactDecimal

  /// After how many months.
  public let months: Int?

  /// What it is compared with.
  public let against: String

  /// The study.
  public let study: String

  /// The evidence.
  public let tag: EvidenceTag

  /// Where it comes from.
  public let sources: [Citation]
}

/// By how much a drug lowered the number of people with a new fracture in a trial.
public struct FractureReduction: Hashable, Sendable {
  /// The drug.
  public let agent: String

  /// Its class.
  public let drugClass: DrugClass

  /// The fracture: `vertebra`, `hip` or `nonvertebral`.
  public let fracture: String

  /// The smallest relative reduction in percent that is published.
  public let low: ExactDecimal

  /// The largest one.
  public let high: ExactDecimal

  /// The trial.
  public let study: String

  /// The evidence.
  public let tag: EvidenceTag

  /// Where it comes from.
  public let sources: [Citation]
}
