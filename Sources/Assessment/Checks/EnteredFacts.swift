// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// What was entered at the scanner against what is known of the person, and the phantom before the scan.
///
/// - Source: Rules AUD-14, AUD-15 and AUD-37.
struct EnteredFacts {
  private let patient: Patient
  private let visits: [VisitAssessment]
  private let scans: [Scan]

  init(of study: Study, _ visits: [VisitAssessment]) {
    patient = study.patient
    self.visits = visits
    scans = visits[0].visit.scans
  }

  /// The facts of the latest visit.
  var facts: Facts {
    var facts = entered.adding(body).adding(phantom)
    let now = height(at: visits[0]) ?? patient.heightCm
    if let now, let before = visits.dropFirst().lazy.compactMap({ height(at: $0) }).first {
      facts[.heightLoss] = .difference(before, now)
    }
    if let now = patient.heightCm ?? now, let greatest = patient.maximumHeightCm {
      facts[.heightLossFromMaximum] = .difference(greatest, now)
    }
    let weight = weight(at: visits[0]) ?? patient.weightKg
    if let weight, let before = visits.dropFirst().lazy.compactMap({ self.weight(at: $0) }).first {
      facts[.weightChange] = .percentChange(weight, from: before)
    }
    return facts
  }

  private func height(at visit: VisitAssessment) -> Double? {
    visit.visit.scans.lazy.compactMap { $0.entered.heightCm }.first
  }

  private func weight(at visit: VisitAssessment) -> Double? {
    visit.visit.scans.lazy.compactMap { $0.entered.weightKg }.first
  }

  // MARK: Entered

  private var entered: Facts {
    var facts = Facts()
    if visits[0].visit.age.exactYears != nil, let age = farthestAge {
      facts[.enteredAge] = .count(age)
      facts[.enteredAgeGap] = .count(abs(age - visits[0].visit.age.completedYears))
    }
    let known = [patient.sexAtBirth, patient.genderIdentity?.sex].compactMap(\.self)
    let sexes = scans.compactMap { $0.entered.sex }
    if !sexes.isEmpty { facts[.enteredSexDiffers] = .flag(sexes.contains { !known.contains($0) }) }
    let groups = scans.compactMap { $0.entered.group }
    if let group = patient.group, !groups.isEmpty { facts[.groupDiffers] = .flag(groups.contains { $0 != group }) }
    let earlier = visits.dropFirst().flatMap { $0.visit.scans }
    facts[.enteredSexChanged] = changed(sexes, earlier.compactMap { $0.entered.sex })
    facts[.groupChanged] = changed(groups, earlier.compactMap { $0.entered.group })
    return facts
  }

  /// Of several scans of the day, the age that lies farthest off.
  private var farthestAge: Int? {
    let years = visits[0].visit.age.completedYears
    return scans.compactMap { $0.entered.age }.max { abs($0 - years) < abs($1 - years) }
  }

  private func changed<Word: Hashable>(_ now: [Word], _ before: [Word]) -> FactValue? {
    now.isEmpty || before.isEmpty ? nil : .flag(Set(now + before).count > 1)
  }

  // MARK: Body

  private var body: Facts {
    var facts = Facts()
    let height = patient.heightCm ?? height(at: visits[0])
    let weight = patient.weightKg ?? weight(at: visits[0])
    facts[.bodyHeight] = height.flatMap { .decimal($0) }
    facts[.bodyWeight] = weight.flatMap { .decimal($0) }
    if let height, let weight {
      let tenths = (weight / (height * height) * 100_000).rounded(.toNearestOrAwayFromZero)
      facts[.bodyMassIndex] = .decimal(tenths / 10)
    }
    if let stated = patient.heightCm, let entered = self.height(at: visits[0]) {
      facts[.enteredHeightGap] = ExactDecimal((stated - entered).magnitude).map { .number($0) }
    }
    if let stated = patient.weightKg, let entered = self.weight(at: visits[0]) {
      facts[.enteredWeightGap] = .percentChange(entered, from: stated)
    }
    return facts
  }

  // MARK: Phantom

  private var phantom: Facts {
    var facts = Facts()
    let deviations = scans.compactMap { $0.phantom?.deviationPercent?.magnitude }
    facts[.phantomDeviation] = deviations.max().flatMap { .decimal($0) }
    let gaps = scans.compactMap { scan -> Int? in
      guard let date = scan.date, let phantom = scan.phantom?.date else { return nil }
      return date.days(since: phantom)
    }
    let gap = gaps.first { $0 < 0 } ?? gaps.max()
    facts[.phantomGap] = gap.map { .count($0) }
    return facts
  }
}
