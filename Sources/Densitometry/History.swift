// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Statistics

/// What a person's history says; `nil` lists are unknown, empty ones are known to be empty.
public struct History: Hashable, Sendable {
  /// The fractures so far.
  public var fractures: [Fracture]?

  /// The drugs, current and past.
  public var medications: [Medication]?

  /// The conditions.
  public var conditions: [MedicalCondition]?

  /// Laboratory results.
  public var laboratory: [LaboratoryResult]?

  /// The clinical risk factors.
  public var riskFactors = RiskFactors()

  /// A 10-year fracture probability that another tool displayed.
  public var fractureProbability: FractureProbability?

  /// What the person answered, each answer by the name of its question.
  public var answers: [String: Answer] = [:]

  /// Creates a history of which nothing is known.
  public init() {}
}

/// An answer of a person.
public enum Answer: Hashable, Sendable {
  case flag(Bool)
  case number(ExactDecimal)
  case text(String)
}

/// A broken bone.
public struct Fracture: Hashable, Sendable {
  /// The bone.
  public enum Site: String, CaseIterable, Sendable {
    case hip
    case vertebra
    case humerus
    case forearm
    case pelvis
    case rib
    case tibia
    case femurShaft = "femur-shaft"
    case metatarsal
    case other

    /// Whether it is a long bone of arm or leg, as the pediatric definition counts them.
    public var isLongBone: Bool {
      switch self {
      case .hip, .humerus, .forearm, .tibia, .femurShaft: true
      case .vertebra, .pelvis, .rib, .metatarsal, .other: false
      }
    }
  }

  /// The force that broke the bone.
  public enum Trauma: String, CaseIterable, Sendable {
    case low
    case high
    case unknown
  }

  /// The bone.
  public var site: Site

  /// When it broke.
  public var date: PartialDate?

  /// The force that broke it.
  public var trauma: Trauma

  /// Creates a fracture.
  public init(site: Site, date: PartialDate? = nil, trauma: Trauma = .unknown) {
    self.site = site
    self.date = date
    self.trauma = trauma
  }
}

/// A code from a code system.
public struct Code: Hashable, Sendable {
  /// The code system in lower case: `atc`, `icd-10-cm`, `snomed-ct`, `loinc`.
  public var system: String

  /// The code itself.
  public var value: String

  /// Creates a code.
  public init(system: String, value: String) {
    self.system = system
    self.value = value
  }
}

/// A drug.
public struct Medication: Hashable, Sendable {
  /// The name of the substance.
  public var name: String

  /// Its code, if given.
  public var code: Code?

  /// The dose in mg, if given.
  public var doseMg: Double?

  /// The first day of use.
  public var start: PartialDate?

  /// The last day of use; `nil` while it goes on.
  public var stop: PartialDate?

  /// The day of the last dose.
  public var lastDose: PartialDate?

  /// Creates a drug.
  public init(name: String, code: Code? = nil) {
    self.name = name
    self.code = code
  }
}

/// A disease or a state.
public struct MedicalCondition: Hashable, Sendable {
  /// The name.
  public var name: String

  /// Its code, if given.
  public var code: Code?

  /// Since when.
  public var since: PartialDate?

  /// Creates a condition.
  public init(name: String, code: Code? = nil, since: PartialDate? = nil) {
    self.name = name
    self.code = code
    self.since = since
  }
}

/// A result from a laboratory.
public struct LaboratoryResult: Hashable, Sendable {
  /// The name of the test, such as `25-hydroxyvitamin-d`.
  public var test: String

  /// The code of the test, if given.
  public var code: Code?

  /// The result, in ``unit``.
  public var value: ExactDecimal

  /// The unit as the laboratory writes it.
  public var unit: String

  /// When the sample was taken.
  public var date: PartialDate?

  /// The lower limit of the laboratory's own interval.
  public var low: ExactDecimal?

  /// The upper limit of the laboratory's own interval.
  public var high: ExactDecimal?

  /// Creates a result.
  public init(test: String, value: ExactDecimal, unit: String) {
    self.test = test
    self.value = value
    self.unit = unit
  }
}

/// Clinical risk factors for fracture; `nil` is unknown.
public struct RiskFactors: Hashable, Sendable {
  /// A parent broke a hip.
  public var parentalHipFracture: Bool?

  /// The person smokes.
  public var currentSmoker: Bool?

  /// Alcohol in units a day.
  public var alcoholUnitsPerDay: Double?

  /// Rheumatoid arthritis is known.
  public var rheumatoidArthritis: Bool?

  /// Falls in the last twelve months.
  public var fallsInLastYear: Int?

  /// Creates risk factors of which none is known.
  public init() {}
}

/// A 10-year fracture probability as another tool displayed it.
public struct FractureProbability: Hashable, Sendable {
  /// The name of the tool.
  public var tool: String

  /// Major osteoporotic fracture, in percent.
  public var majorPercent: ExactDecimal?

  /// Hip fracture, in percent.
  public var hipPercent: ExactDecimal?

  /// Creates a probability.
  public init(tool: String, majorPercent: ExactDecimal? = nil, hipPercent: ExactDecimal? = nil) {
    self.tool = tool
    self.majorPercent = majorPercent
    self.hipPercent = hipPercent
  }
}
