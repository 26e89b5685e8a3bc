// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics

extension CorrectedReportText {
  // MARK: Impression

  /// The one category with what decides it, or why there is none.
  var impression: [String] {
    let diagnosis = report.diagnosis
    guard let category = diagnosis.category, let score = diagnosis.score, let region = diagnosis.region else {
      return ["No diagnostic category is given. " + (report.withheld?.message ?? "")] + clinical
    }
    let isChild = report.visit.age.completedYears < 20
    let name = Words.finding(of: category, isChild: isChild)
    let basis = diagnosis.basis == .z ? "Z-score" : "T-score"
    return [
      "\(name).",
      "Lowest \(basis) at a diagnostic site: \(region.spokenName), \(basis) \(score.description).",
    ] + clinical
  }

  private var clinical: [String] {
    guard let diagnosis = report.clinicalDiagnosis else { return [] }
    return ["Clinical diagnosis of osteoporosis by the criteria \(diagnosis.criteria.rawValue)."]
  }

  // MARK: Risk

  /// What the study says of risk factors, earlier fractures first.
  var riskFactors: [String] {
    [fractures, factors, listed("Conditions", report.history.conditions?.map { $0.name })]
      .compactMap(\.self) + [listed("Drugs", report.history.medications?.map { $0.name })].compactMap(\.self)
  }

  private var fractures: String {
    guard let fractures = report.history.fractures else { return "Previous fractures: [previous fractures]." }
    guard !fractures.isEmpty else { return "Previous fractures: none recorded." }
    return "Previous fractures: " + fractures.map(Self.words).joined(separator: ", ") + "."
  }

  private static func words(of fracture: Fracture) -> String {
    let names = [Fracture.Site.vertebra: "vertebral", .femurShaft: "femoral shaft", .other: "other"]
    let name = (names[fracture.site] ?? fracture.site.rawValue) + " fracture"
    let trauma = [Fracture.Trauma.low: "low trauma", .high: "high trauma", .unknown: "trauma not known"]
    return "\(name) ("
      + [fracture.date?.description, trauma[fracture.trauma]].compactMap(\.self).joined(separator: ", ")
      + ")"
  }

  private var factors: String {
    let known = report.history.riskFactors
    let answers = [known.parentalHipFracture, known.currentSmoker, known.rheumatoidArthritis].compactMap(\.self)
    let parts = [
      known.parentalHipFracture == true ? "a parent with a hip fracture" : nil,
      known.currentSmoker == true ? "current smoking" : nil,
      known.rheumatoidArthritis == true ? "rheumatoid arthritis" : nil,
      known.alcoholUnitsPerDay.flatMap { $0 > 0 ? "alcohol \(ExactDecimal($0)?.description ?? "") units a day" : nil },
      known.fallsInLastYear.flatMap { $0 > 0 ? "\($0) fall\($0 == 1 ? "" : "s") in the last year" : nil },
    ].compactMap(\.self)
    guard parts.isEmpty else { return "Risk factors: \(parts.joined(separator: ", "))." }
    return answers.isEmpty ? "Risk factors: [risk factors]." : "Risk factors: none of those asked for."
  }

  private func listed(_ title: String, _ names: [String]?) -> String? {
    guard let names, !names.isEmpty else { return nil }
    return "\(title) in the history: \(names.map { Words.printable($0) }.joined(separator: ", "))."
  }

  /// The absolute risk as it was stated; nothing where none was and none is asked for.
  var fractureRisk: [String] {
    let parts = [
      report.risk?.majorPercent.map { "major osteoporotic fracture \($0.description) %" },
      report.risk?.hipPercent.map { "hip fracture \($0.description) %" },
    ].compactMap(\.self)
    if parts.isEmpty, !report.required.contains(.fractureRisk) { return [] }
    guard !parts.isEmpty else { return ["[10-year probability of fracture with its tool, or why none is given]"] }
    let tool = report.risk?.tool.map { " (\(Words.printable($0)))" } ?? ""
    return ["10-year probability of fracture\(tool): \(parts.joined(separator: ", "))."]
  }

  // MARK: Recommendations

  /// Secondary causes and the next scan.
  var recommendations: [String] {
    ["Evaluation for secondary causes may be appropriate.", nextScan]
  }

  private var nextScan: String {
    guard let next = report.nextScan else { return "Next scan: [whether and when to scan again]." }
    if next.isDeclined { return "Next scan: no routine repeat is needed. [reason]" }
    guard let months = next.months else { return "Next scan: [when to scan again]." }
    let isEarly = months < ExactDecimal(12)
    return "Next scan: in \(months.description) months\(isEarly ? ", because of [reason for the interval]" : "")."
  }
}

extension Words {
  /// Names a category so that it can stand alone in an impression.
  fileprivate static func finding(of category: Densitometry.Category, isChild: Bool) -> String {
    let name = Wording.in(.english).answer(category, isChild: isChild)
    return switch category {
    case .withinExpectedRange, .belowExpectedRange: isChild ? name : "Bone density " + name.withSmallFirst
    default: name
    }
  }
}

extension String {
  /// The text with a small first letter.
  fileprivate var withSmallFirst: String { prefix(1).lowercased() + dropFirst() }
}
