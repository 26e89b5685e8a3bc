// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

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

  /// Whether it speaks of another bone disease, which is to be ruled out before a low density is called osteoporosis.
  public let precedesDiagnosis: Bool

  /// Creates advice.
  public init(_ kind: Kind, _ message: String, blocks: [DrugClass] = [], precedesDiagnosis: Bool = false) {
    self.kind = kind
    self.message = message
    self.blocks = blocks
    self.precedesDiagnosis = precedesDiagnosis
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
