// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics

extension Study {
  /// A woman of 68 after menopause whose scanner printed T −1.7 at the spine, −1.9 at the neck and −1.5 at the hip: low bone
  /// mass by the neck.
  static var reported: Study {
    woman(
      age: 68.2,
      [
        .spine(0.864).printed(t: -1.7, z: 0.3), .neck(0.631).printed(t: -1.9, z: -0.4),
        .hip(0.760).printed(t: -1.5, z: -0.4),
      ]
    ).dated("2026-05-01")
  }

  /// The same woman with a scan two years before on the same scanner, and the precision of the facility: limits of 0.028 at
  /// the spine, 0.030 at the neck and 0.025 at the hip.
  static var followed: Study {
    reported.with(age: 66.2, date: "2024-05-01", [.spine(0.860), .neck(0.640), .hip(0.784)]).with { study in
      study.precision = FacilityPrecision(
        sites: [
          SitePrecision(site: .lumbarSpine, leastSignificantChange: 0.028),
          SitePrecision(site: .femoralNeck, leastSignificantChange: 0.030),
          SitePrecision(site: .totalHip, leastSignificantChange: 0.025),
        ])
    }
  }

  /// The study with a report that states these things; with `items` it also lists what it holds.
  func stating(_ contents: ReportStatement.Content..., items: [ReportItem]? = nil) -> Study {
    stating(contents, items: items)
  }

  /// The study with a report that states these things; with `items` it also lists what it holds.
  func stating(_ contents: [ReportStatement.Content], items: [ReportItem]? = nil) -> Study {
    with { study in
      var report = FinishedReport(date: CalendarDate("2026-05-02"))
      for (index, content) in (contents + (items ?? []).map { .item($0) }).enumerated() {
        report.statements.append(ReportStatement(content, at: .field("report.statements[\(index)]")))
      }
      report.tellsItems = items != nil
      study.report = report
    }
  }

  /// The study with only the hip of its first scan at another density in mg/cm².
  func hip(_ milligrams: Int) -> Study {
    with { study in
      let index = study.scans[0].regions.firstIndex { $0.site == .totalHip } ?? 0
      study.scans[0].regions[index] = .hip(Double(milligrams) / 1000)
    }
  }

  /// The rules of the findings on the report.
  var reportFindings: [String] {
    Audit(of: self).findings.filter { $0.subject == "report" }.map { $0.rule }
  }
}

extension StatedRegion {
  static let spine = StatedRegion(.site(.lumbarSpine))
  static let neck = StatedRegion(.site(.femoralNeck), side: .left)
  static let totalHip = StatedRegion(.site(.totalHip), side: .left)
}

extension ReportStatement.Content {
  /// A score with its sign, in tenths.
  static func t(_ tenths: Int, _ region: StatedRegion? = .neck) -> Self { score(.t, tenths, region) }

  /// A Z-score with its sign, in tenths.
  static func z(_ tenths: Int, _ region: StatedRegion? = .neck) -> Self { score(.z, tenths, region) }

  private static func score(_ basis: ScoreBasis, _ tenths: Int, _ region: StatedRegion?) -> Self {
    .score(
      StatedScore(
        region: region, basis: basis, value: ExactDecimal(tenths: Int64(tenths)), sign: tenths < 0 ? .minus : .plus,
        decimals: 1))
  }

  /// A score without a sign, in tenths.
  static func unsigned(_ tenths: Int, _ region: StatedRegion? = .neck, _ basis: ScoreBasis = .t) -> Self {
    .score(
      StatedScore(
        region: region, basis: basis, value: ExactDecimal(tenths: Int64(tenths)), sign: .none, decimals: 1))
  }

  /// A density in mg/cm².
  static func bmd(_ milligrams: Int, _ region: StatedRegion? = .neck, decimals: Int = 3, earlier: Bool = false) -> Self
  {
    .density(
      StatedDensity(
        region: region, value: .milligrams(milligrams), decimals: decimals, isEarlier: earlier))
  }

  /// A diagnosis.
  static func says(
    _ category: Densitometry.Category, _ region: StatedRegion? = nil, clinical: Bool = false, earlier: Bool = false,
    denied: Bool = false
  ) -> Self {
    .diagnosis(
      StatedDiagnosis(
        category: category, region: region, isClinical: clinical, isEarlier: earlier, isDenied: denied))
  }

  /// A change; the amount in mg/cm² and the percentage in tenths.
  static func change(
    _ direction: StatedChange.Direction, _ region: StatedRegion? = .totalHip, significant: Bool? = nil,
    since: String? = nil, milligrams: Int? = nil, percentTenths: Int64? = nil, scores: ScoreBasis? = nil
  ) -> Self {
    var change = StatedChange(region: region, direction: direction, isSignificant: significant)
    change.since = since.flatMap { PartialDate($0) }
    change.grams = milligrams.map { .milligrams($0) }
    change.percent = percentTenths.map { ExactDecimal(tenths: $0) }
    change.scoreBasis = scores
    return .change(change)
  }

  /// A least significant change in mg/cm².
  static func limit(_ milligrams: Int, _ region: StatedRegion? = .totalHip) -> Self {
    .leastSignificantChange(StatedLeastSignificantChange(region: region, grams: .milligrams(milligrams)))
  }

  /// A risk of FRAX, with changes.
  static func frax(_ change: (inout StatedRisk) -> Void = { _ in }) -> Self {
    var risk = StatedRisk()
    risk.tool = "FRAX"
    risk.majorPercent = ExactDecimal(14)
    risk.hipPercent = ExactDecimal(3)
    change(&risk)
    return .risk(risk)
  }

  /// The person, with one thing said.
  static func person(_ change: (inout StatedPerson) -> Void) -> Self {
    var person = StatedPerson()
    change(&person)
    return .person(person)
  }

  /// The next scan.
  static func next(_ months: Int?, reason: Bool = false) -> Self {
    .nextScan(StatedNextScan(months: months.map { ExactDecimal($0) }, givesReason: reason))
  }
}

extension ExactDecimal {
  /// A density in g/cm² from whole mg/cm².
  static func milligrams(_ milligrams: Int) -> ExactDecimal {
    ExactDecimal(billionths: Int64(milligrams) * 1_000_000)
  }
}

extension [ReportItem] {
  /// The items of a first report.
  static let first = Array(ReportItem.allCases.prefix(14))
}
