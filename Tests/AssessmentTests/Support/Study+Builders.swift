// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics

extension Study {
  /// A woman at one visit.
  static func woman(
    age: Double, menopause: MenopausalStatus? = .post, on scanner: Scanner = .hologic, _ regions: [MeasuredRegion]
  ) -> Study {
    var study = person(.female, age: age, on: scanner, regions)
    study.patient.menopause = menopause
    return study
  }

  /// A man at one visit.
  static func man(age: Double, on scanner: Scanner = .hologic, _ regions: [MeasuredRegion]) -> Study {
    person(.male, age: age, on: scanner, regions)
  }

  /// A child at one visit.
  static func child(
    _ sex: Sex, age: Double, height: Double? = nil, on scanner: Scanner = .hologic, _ regions: [MeasuredRegion]
  ) -> Study {
    var study = person(sex, age: age, on: scanner, regions)
    study.patient.heightCm = height
    return study
  }

  private static func person(_ sex: Sex, age: Double, on scanner: Scanner, _ regions: [MeasuredRegion]) -> Study {
    Study(
      patient: Patient(sexAtBirth: sex),
      scans: [Scan(date: nil, age: .exact(age), scanner: scanner, regions: regions)])
  }

  /// The study with an earlier or later visit of the same person on the same scanner.
  func with(age: Double, date: String? = nil, _ regions: [MeasuredRegion]) -> Study {
    var study = self
    study.scans.append(
      Scan(
        date: date.flatMap { CalendarDate($0) }, age: .exact(age), scanner: scans[0].scanner, regions: regions))
    return study
  }

  /// The study with a date on its first scan.
  func dated(_ date: String) -> Study {
    var study = self
    study.scans[0].date = CalendarDate(date)
    return study
  }

  /// The study with something changed.
  func with(_ change: (inout Study) -> Void) -> Study {
    var study = self
    change(&study)
    return study
  }

  /// The study with fractures, the only ones.
  func broken(_ fractures: Fracture...) -> Study { with { $0.history.fractures = fractures } }
}

extension Fracture {
  /// A fracture by a fall from no more than standing height.
  static func low(_ site: Site, _ date: String? = "2020") -> Fracture {
    Fracture(site: site, date: date.flatMap { PartialDate($0) }, trauma: .low)
  }
}

extension Scanner {
  static let hologic = Scanner(manufacturer: "Hologic", model: "Horizon W")
  static let prodigy = Scanner(manufacturer: "GE Healthcare", model: "Lunar Prodigy")
  static let iDXA = Scanner(manufacturer: "GE Healthcare", model: "Lunar iDXA")
  static let lunar = Scanner(manufacturer: "GE Healthcare")
  static let norland = Scanner(manufacturer: "Norland")
  static let unknown = Scanner(manufacturer: "Stratos")
}

extension MeasuredRegion {
  /// The lumbar spine; all four vertebrae unless others are named.
  static func spine(_ density: Double? = nil, _ vertebrae: VertebralSubset = .all) -> MeasuredRegion {
    region(.lumbarSpine, density, vertebrae: vertebrae)
  }

  /// A femoral neck.
  static func neck(_ density: Double? = nil, _ side: Side? = .left) -> MeasuredRegion {
    region(.femoralNeck, density, side)
  }

  /// A total hip.
  static func hip(_ density: Double? = nil, _ side: Side? = .left) -> MeasuredRegion {
    region(.totalHip, density, side)
  }

  /// A one-third radius.
  static func radius(_ density: Double? = nil, _ side: Side? = .left) -> MeasuredRegion {
    region(.radius33, density, side)
  }

  /// A region of any site.
  static func region(
    _ site: Site, _ density: Double? = nil, _ side: Side? = nil, vertebrae: VertebralSubset? = nil
  ) -> MeasuredRegion {
    var region = MeasuredRegion(site: site, side: side, vertebrae: vertebrae)
    region.density = density.flatMap { ArealDensity(gramsPerSquareCentimeter: $0) }
    return region
  }

  /// A single vertebra with content in g and area in cm², whose density follows to three decimals.
  static func vertebra(_ vertebra: Vertebra, _ content: Double, _ area: Double) -> MeasuredRegion {
    let density = (content / area * 1000).rounded(.toNearestOrAwayFromZero) / 1000
    return .region(.lumbarSpine, density, vertebrae: VertebralSubset(vertebra)).measured(content, area)
  }

  /// A single vertebra with a printed T-score.
  static func vertebra(_ vertebra: Vertebra, t: Double) -> MeasuredRegion {
    .region(.lumbarSpine, vertebrae: VertebralSubset(vertebra)).printed(t: t)
  }

  /// The region with content in g and area in cm².
  func measured(_ content: Double, _ area: Double) -> MeasuredRegion {
    var region = self
    region.content = content
    region.area = area
    return region
  }

  /// The region with what the scanner printed.
  func printed(t: Double? = nil, z: Double? = nil, _ reference: String? = nil) -> MeasuredRegion {
    var region = self
    region.printed = PrintedScores(
      t: t.flatMap { ReportedScore(rounding: $0) }, z: z.flatMap { ReportedScore(rounding: $0) }, reference: reference)
    return region
  }

  /// The region marked as not usable.
  func excluded(_ reason: String) -> MeasuredRegion {
    var region = self
    region.exclusionReason = reason
    return region
  }
}
