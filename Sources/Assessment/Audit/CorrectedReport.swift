// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import KnowledgeBase

/// What a report on a study may say by the rules: the content of each item, and what of the finished report is kept.
///
/// A renderer writes it and decides nothing. What is `nil` or empty here only a person can fill in.
///
/// - Source: Rules REP-01 to REP-18; REP-N1 to REP-N7 for what is not there.
public struct CorrectedReport: Sendable {
  /// The identifier of the person, as the study gave it.
  public let id: String?

  /// The day of birth.
  public let birthDate: CalendarDate?

  /// The sex recorded at birth.
  public let sex: Sex

  /// The visit that the report is on.
  public let visit: ScannedVisit

  /// The regions that the report may state, with their scores.
  public let regions: [AssessedRegion]

  /// Whether T-scores apply; where they do not, the report states Z-scores alone.
  public let showsT: Bool

  /// The regions that a person marked as not usable; each has its reason.
  public let leftOut: [MeasuredRegion]

  /// The one diagnosis.
  public let diagnosis: Diagnosis

  /// Why there is no category, where there is none.
  public let withheld: Refusal?

  /// The clinical diagnosis, where its criteria are met and the category does not say the same.
  public let clinicalDiagnosis: ClinicalDiagnosis?

  /// What the study says of fractures, drugs, conditions and risk factors.
  public let history: History

  /// The fracture risk that the finished report or the study states.
  public let risk: StatedRisk?

  /// When to scan again, as the finished report says.
  public let nextScan: StatedNextScan?

  /// The visit before, for a follow-up.
  public let earlier: ScannedVisit?

  /// The regions of both visits beside each other, for a follow-up.
  public let comparisons: [CorrectedComparison]

  /// The items that a complete report on this study holds.
  public let required: Set<ReportItem>

  /// The words of the finished report on items that only a person knows.
  public let kept: [ReportItem: String]

  /// The scans of one day.
  public struct ScannedVisit: Hashable, Sendable {
    /// The day, if it was given.
    public let date: CalendarDate?

    /// The age on that day.
    public let age: Age

    /// The scanners.
    public let scanners: [Scanner]

    /// The facilities that are named.
    public let facilities: [String]
  }
}

extension CorrectedReport {
  /// Works out what a report on a study may say.
  ///
  /// - Parameters:
  ///   - study: The person with their scans and the finished report, where there is one.
  ///   - audit: The audit of this study.
  public init(of study: Study, _ audit: Audit) {
    let assessment = audit.assessment
    let visits = Visit.all(in: study)
    let latest = assessment.regions.filter { $0.date == visits[0].date && $0.age == visits[0].age }
    let kept = KeptStatements(of: audit)
    id = study.patient.id
    birthDate = study.patient.birthDate
    sex = study.patient.sexAtBirth
    visit = ScannedVisit(visits[0])
    regions = latest.filter { $0.mayBeStated }
    showsT = assessment.diagnosis.basis == .t
    leftOut = latest.map { $0.region }.filter { $0.exclusionReason != nil }
    diagnosis = assessment.diagnosis
    withheld = assessment.diagnosis.category == nil ? assessment.refusals.first : nil
    clinicalDiagnosis = Self.clinicalDiagnosis(in: assessment)
    history = study.history
    risk = kept.risk ?? study.history.fractureProbability.map { StatedRisk($0) }
    nextScan = kept.nextScan
    earlier = visits.dropFirst().first.map { ScannedVisit($0) }
    comparisons = Self.comparisons(of: latest, audit, visits, study.precision, kept)
    required = Self.required(of: study, assessment.profile)
    self.kept = kept.words
  }
}

extension CorrectedReport {
  /// The items that are asked of a report on a study, as an empty one is found to lack them.
  private static func required(of study: Study, _ profile: Profile) -> Set<ReportItem> {
    var study = study
    study.report = FinishedReport()
    study.report?.tellsItems = true
    let audit = Audit(of: study, options: AssessmentOptions(profile: profile))
    return Set((audit.completeness?.required ?? []).map { $0.item })
  }

  /// Spine, total hip, femoral neck and one-third radius beside what was measured at the visit before.
  private static func comparisons(
    of latest: [AssessedRegion], _ audit: Audit, _ visits: [Visit], _ precision: FacilityPrecision?,
    _ kept: KeptStatements
  ) -> [CorrectedComparison] {
    guard let before = visits.dropFirst().first else { return [] }
    let earlier = audit.assessment.regions.filter { $0.date == before.date && $0.age == before.age }
    let pairs = ScanPair.pairs(of: nil, in: latest, since: [earlier])
    let same = Set(pairs.filter { $0.comparability == .comparable }.map { $0.earlier.label })
    // The other side beside one that compares is new, and says nothing of a change.
    let stated = StatedLimits(kept.leastSignificantChanges)
    return pairs.filter { $0.comparability == .comparable || !same.contains($0.earlier.label) }.map { pair in
      CorrectedComparison(pair, precision, stated: stated)
    }
  }

  /// The clinical diagnosis where its criteria are met and the category is not osteoporosis by itself.
  private static func clinicalDiagnosis(in assessment: Assessment) -> ClinicalDiagnosis? {
    guard assessment.clinicalDiagnosis.osteoporosis == true else { return nil }
    return assessment.diagnosis.category?.isOsteoporosis == true ? nil : assessment.clinicalDiagnosis
  }
}

extension AssessedRegion {
  /// Whether a report may state the region: a diagnostic site that nobody marked as not usable, and no single vertebra.
  fileprivate var mayBeStated: Bool {
    let isUsable = isDiagnostic && region.exclusionReason == nil && region.singleVertebra == nil
    return isUsable && (region.density != nil || t != nil || z != nil)
  }
}

extension CorrectedReport.ScannedVisit {
  fileprivate init(_ visit: Visit) {
    self.init(
      date: visit.date, age: visit.age, scanners: visit.scans.map { $0.scanner }.unique,
      facilities: visit.scans.compactMap { $0.facility }.unique)
  }
}

extension StatedRisk {
  /// The risk that a tool displayed, as the study gives it.
  fileprivate init(_ probability: FractureProbability) {
    self.init()
    tool = probability.tool
    majorPercent = probability.majorPercent
    hipPercent = probability.hipPercent
  }
}
