// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Statistics
internal import TestSupport

/// Invented studies of every kind that a document can hold, the same in every run.
struct RandomStudies {
  private var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  static func list(_ count: Int, seed: UInt64) -> [Study] {
    var studies = RandomStudies(seed: seed)
    return (0..<count).map { _ in studies.next() }
  }

  mutating func next() -> Study {
    let sex = Sex.allCases[Int.random(in: 0...1, using: &generator)]
    var patient = Patient(sexAtBirth: sex)
    patient.id = "S\(Int.random(in: 0...9999, using: &generator))"
    patient.genderIdentity = chance(0.1) ? pick(GenderIdentity.allCases) : nil
    patient.group = chance(0.3) ? pick(PopulationGroup.allCases) : nil
    patient.menopause = sex == .female && chance(0.8) ? pick(MenopausalStatus.allCases) : nil
    patient.pregnancy = sex == .female && chance(0.05) ? pick(PregnancyStatus.allCases) : nil
    patient.heightCm = chance(0.6) ? Double.random(in: 100...190, using: &generator) : nil
    let age = (Double.random(in: 5...97, using: &generator) * 100).rounded() / 100
    var scans = [scan(age: age, year: 2026)]
    if chance(0.25) { scans.append(scan(age: max(4, age - 5), year: 2021)) }
    if chance(0.05) { scans[0].age = .atLeast(Int(age)) }
    return Study(patient: patient, history: history(), scans: scans, precision: chance(0.3) ? precision() : nil)
  }

  private mutating func scan(age: Double, year: Int) -> Scan {
    let scanners: [Scanner] = [.hologic, .hologic, .hologic, .prodigy, .iDXA, .lunar, .norland, .unknown]
    var regions: [MeasuredRegion] = []
    if chance(0.7) { regions.append(region(.lumbarSpine, nil, nil, 1.0)) }
    if chance(0.3) { regions += vertebrae() }
    if chance(0.1) {
      regions.append(region(.lumbarSpine, nil, pick([[.l1, .l2], [.l2, .l3, .l4], [.l1, .l3]]), 1.0))
    }
    for side in [Side.left, .right, .mean] where chance(side == .left ? 0.8 : 0.25) {
      regions.append(region(.femoralNeck, side, nil, 0.75))
      regions.append(region(.totalHip, side, nil, 0.85))
    }
    for site in [Site.wards, .trochanter, .intertrochanter, .radius33, .radiusMid, .radiusUltradistal]
    where chance(0.12) {
      regions.append(region(site, .left, nil, 0.6))
    }
    for site in [Site.totalBody, .totalBodyLessHead] where chance(0.15) { regions.append(region(site, nil, nil, 0.95)) }
    if regions.isEmpty { regions.append(region(.totalHip, nil, nil, 0.85)) }
    return Scan(
      date: CalendarDate(year: year, month: 5, day: 1), age: .exact(age), scanner: pick(scanners), regions: regions)
  }

  private mutating func region(
    _ site: Site, _ side: Side?, _ vertebrae: VertebralSubset?, _ mean: Double
  ) -> MeasuredRegion {
    let density = (mean * Double.random(in: 0.55...1.3, using: &generator) * 1000).rounded() / 1000
    var region = MeasuredRegion.region(site, chance(0.9) ? density : nil, side, vertebrae: vertebrae)
    if region.density == nil || chance(0.25) {
      region = region.printed(
        t: chance(0.9) ? Double(Int.random(in: -40...20, using: &generator)) / 10 : nil,
        z: chance(0.5) ? Double(Int.random(in: -35...25, using: &generator)) / 10 : nil,
        pick([nil, nil, "Hologic", "White Female", "White Male"]))
    }
    if chance(0.2) { region = region.measured(density * 35 * (chance(0.1) ? 1.1 : 1), 35) }
    return chance(0.04) ? region.excluded(pick(["hardware", "compression fracture"])) : region
  }

  private mutating func vertebrae() -> [MeasuredRegion] {
    Vertebra.allCases.compactMap { vertebra in
      guard chance(0.9) else { return nil }
      let area = Double.random(in: 10...18, using: &generator)
      let content = area * Double.random(in: 0.6...1.4, using: &generator)
      let region = MeasuredRegion.vertebra(vertebra, content, area)
      return chance(0.15) ? region.excluded(pick(["osteophytes", "fracture"])) : region
    }
  }

  private mutating func history() -> History {
    var history = History()
    if chance(0.6) {
      history.fractures = (0..<Int.random(in: 0...2, using: &generator)).map { _ in
        Fracture(
          site: pick(Fracture.Site.allCases),
          date: chance(0.8) ? PartialDate("\(Int.random(in: 1970...2027, using: &generator))") : nil,
          trauma: pick(Fracture.Trauma.allCases))
      }
    }
    if chance(0.5) { history.medications = chance(0.5) ? [] : [Medication(name: pick(["alendronate", "ibuprofen"]))] }
    if chance(0.5) {
      history.conditions = chance(0.5) ? [] : [MedicalCondition(name: pick(["hyperparathyroidism", "celiac disease"]))]
    }
    if chance(0.4) {
      history.fractureProbability = FractureProbability(
        tool: "tool", majorPercent: ExactDecimal(Int.random(in: 1...30, using: &generator)),
        hipPercent: ExactDecimal(Int.random(in: 0...6, using: &generator)))
    }
    if chance(0.4) { history.riskFactors.currentSmoker = chance(0.3) }
    return history
  }

  private func precision() -> FacilityPrecision {
    FacilityPrecision(
      sites: [
        SitePrecision(site: .lumbarSpine, vertebrae: .all, rmsSd: 0.010),
        SitePrecision(site: .femoralNeck, rmsSd: 0.012), SitePrecision(site: .totalHip, rmsSd: 0.009),
      ])
  }

  // MARK: Chance

  mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &generator) < probability }

  mutating func pick<Element>(_ list: [Element]) -> Element { list[Int.random(in: 0..<list.count, using: &generator)] }
}
