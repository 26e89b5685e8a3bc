// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import Interchange
internal import KnowledgeBase
internal import TestSupport
internal import Testing

/// What holds for every study, tried on invented ones; a failure names the seed and the place in the list.
@Suite("Properties")
struct PropertyTests {
  static let seed: UInt64 = 20_260_501
  static let studies = RandomStudies.list(1000, seed: seed)

  /// Every study under a profile that changes from one to the next.
  static let assessed: [(index: Int, study: Study, profile: Profile, assessment: Assessment)] = studies.enumerated().map
  {
    let profile = Profile.allCases[$0 % Profile.allCases.count]
    return ($0, $1, profile, Assessment($1, profile, whatIf: $0 % 5 == 0))
  }

  static func name(_ index: Int) -> Comment { "seed \(seed), study \(index): \(studies[index].testDescription)" }

  @Test("A category is missing exactly where a refusal says why")
  func categoryOrRefusal() {
    let reasons: Set = [
      "no-valid-site", "basis-undecided", "menopause-unknown", "pregnancy", "category-undecided", "contested-score",
    ]
    for (index, _, _, assessment) in Self.assessed {
      let said = Set(assessment.refused).intersection(reasons)
      #expect((assessment.diagnosis.category == nil) == !said.isEmpty, Self.name(index))
      #expect(Set(assessment.refused).isSubset(of: reasons), Self.name(index))
    }
  }

  @Test("Below 20 there is no T-score")
  func noTScoreInChildren() {
    for (index, study, _, assessment) in Self.assessed where study.scans[0].age.completedYears < 20 {
      for region in assessment.regions where region.age.completedYears < 20 {
        #expect(region.t == nil && region.whatIf.isEmpty && region.percentOfYoungAdult == nil, Self.name(index))
      }
      #expect(assessment.diagnosis.basis != .t, Self.name(index))
    }
  }

  @Test("The score of the diagnosis is the lowest of the used regions, and one of them has it")
  func lowestOfUsed() throws {
    for (index, _, _, assessment) in Self.assessed {
      guard let score = assessment.diagnosis.score, let basis = assessment.diagnosis.basis else { continue }
      let used = assessment.regions.filter { $0.usedForDiagnosis }
      #expect(used.compactMap { $0.score(basis)?.reported }.min() == score, Self.name(index))
      #expect(used.allSatisfy { $0.score(basis) != nil && $0.isDiagnostic }, Self.name(index))
      #expect(used.contains { $0.region == assessment.diagnosis.region }, Self.name(index))
      #expect(used.allSatisfy { $0.date == used[0].date && $0.region.side != .mean }, Self.name(index))
    }
  }

  @Test("The category is the one that the cut points give the score")
  func categoryOfScore() {
    for (index, _, _, assessment) in Self.assessed {
      let diagnosis = assessment.diagnosis
      guard let category = diagnosis.category, let score = diagnosis.score, let basis = diagnosis.basis else {
        continue
      }
      let plain: Densitometry.Category =
        switch category {
        case .severeOsteoporosis: .osteoporosis
        case .lowWithRiskFactors: .withinExpectedRange
        default: category
        }
      #expect(plain == CutPoints.published.classify(score, by: basis), Self.name(index))
    }
  }

  @Test("Of no site two totals of one spine are used")
  func oneSpine() {
    for (index, study, _, assessment) in Self.assessed where study.scans.count == 1 {
      let spines = assessment.regions.filter { $0.usedForDiagnosis && $0.region.site == .lumbarSpine }
      #expect(Set(spines.map { $0.region.subset?.count }).count <= 1, Self.name(index))
    }
  }

  @Test("The order of scans, regions, fractures and drugs does not matter")
  func order() {
    var generator = SeededGenerator(seed: Self.seed)
    for (index, study, profile, assessment) in Self.assessed {
      var shuffled = study
      shuffled.scans.shuffle(using: &generator)
      for scan in shuffled.scans.indices { shuffled.scans[scan].regions.shuffle(using: &generator) }
      shuffled.history.fractures?.shuffle(using: &generator)
      shuffled.history.medications?.shuffle(using: &generator)
      shuffled.precision?.sites.shuffle(using: &generator)
      let other = Assessment(shuffled, profile, whatIf: index % 5 == 0)
      #expect(AssessmentDocument.json(other) == AssessmentDocument.json(assessment), Self.name(index))
    }
  }

  @Test("A lower density never gives a higher category")
  func monotone() {
    let rank: [Densitometry.Category: Int] = [
      .osteoporosis: 0, .severeOsteoporosis: 0, .lowBoneMass: 1, .normal: 2, .belowExpectedRange: 0,
      .lowWithRiskFactors: 1,
      .withinExpectedRange: 2,
    ]
    var compared = 0
    for (index, study, profile, _) in Self.assessed {
      var upper = study
      for scan in upper.scans.indices {
        for region in upper.scans[scan].regions.indices {
          upper.scans[scan].regions[region].printed = nil
          upper.scans[scan].regions[region].content = nil
        }
      }
      let region = index % upper.scans[0].regions.count
      guard let density = upper.scans[0].regions[region].density?.gramsPerSquareCentimeter else { continue }
      var lower = upper
      lower.scans[0].regions[region].density = ArealDensity(gramsPerSquareCentimeter: max(0.1, density - 0.080))
      guard let high = Assessment(upper, profile).diagnosis.category else { continue }
      guard let low = Assessment(lower, profile).diagnosis.category else {
        // A lower Z-score may reach the band of athletes that needs an answer.
        #expect(profile == .acsmAthlete, Self.name(index))
        continue
      }
      compared += 1
      #expect((rank[low] ?? 9) <= (rank[high] ?? -1), Self.name(index))
    }
    #expect(compared > 350)
  }

  @Test("A region that does not diagnose changes nothing in the diagnosis")
  func addingRegions() {
    for (index, study, profile, assessment) in Self.assessed {
      var larger = study
      let present = Set(study.scans[0].regions.map { $0.site })
      let extra: [MeasuredRegion] = [
        .region(.wards, 0.3, .right).printed(t: -4.5, z: -3.5), .region(.trochanter, 0.3, .right),
        .region(.intertrochanter, 0.4, .right), .region(.radiusMid, 0.3, .right).printed(t: -5, z: -5),
        .region(.radiusUltradistal, 0.3, .right),
      ]
      larger.scans[0].regions += extra
      if present.contains(.femoralNeck) { larger.scans[0].regions.append(.neck(0.2, nil).excluded("prosthesis")) }
      #expect(Assessment(larger, profile).diagnosis == assessment.diagnosis, Self.name(index))
    }
  }

  @Test("Every finding, refusal and rule named exists, with its sources and its text")
  func namesExist() {
    for (index, _, _, assessment) in Self.assessed {
      #expect(Set(assessment.findings.map { $0.id }).count == assessment.findings.count, Self.name(index))
      for finding in assessment.findings {
        #expect(RuleBook.rule(finding.rule) != nil && !finding.sources.isEmpty, Self.name(index))
        #expect(finding.sources.allSatisfy { Source.withKey($0) != nil }, Self.name(index))
        #expect(!finding.message.contains("{") && !finding.message.contains("unknown"), Self.name(index))
      }
      for refusal in assessment.refusals + assessment.regions.flatMap({ $0.refusals }) {
        #expect(RefusalTopic.withCode(refusal.code) != nil, Self.name(index))
        #expect(!refusal.message.contains("{") && !refusal.message.isEmpty, Self.name(index))
      }
    }
  }

  @Test("Every number is finite and every reported score is the unrounded one, rounded")
  func finite() {
    for (index, _, _, assessment) in Self.assessed {
      for score in assessment.regions.flatMap({ [$0.t, $0.z] }).compactMap(\.self) {
        guard let computed = score.computed else { continue }
        #expect(computed.unrounded.isFinite, Self.name(index))
        #expect((computed.unrounded * 10 - Double(computed.reported.tenths)).magnitude <= 0.5 + 1e-9, Self.name(index))
      }
      guard let probabilities = assessment.diagnosis.probabilities else { continue }
      let sum = probabilities.values.reduce(0) { $0 + $1.probability }
      #expect((sum - 1).magnitude < 1e-12 && probabilities.values.allSatisfy { (0...1).contains($0.probability) })
    }
  }

  @Test("Neither the identifier nor a date stands in any sentence")
  func noPatientData() {
    for (index, study, _, assessment) in Self.assessed {
      let refusals = assessment.refusals + assessment.regions.flatMap { $0.refusals }
      let sentences = assessment.findings.map { $0.message } + refusals.map { $0.message + ($0.remedy ?? "") }
      for sentence in sentences + assessment.clinicalDiagnosis.because {
        #expect(!sentence.contains(study.patient.id ?? "-"), Self.name(index))
        #expect(!sentence.contains("2026-05") && !sentence.contains("2021-05"), Self.name(index))
      }
    }
  }

  @Test("A clinical diagnosis that is made says why, and one that is open does not")
  func clinicalDiagnosis() {
    for (index, _, _, assessment) in Self.assessed {
      let clinical = assessment.clinicalDiagnosis
      #expect((clinical.osteoporosis == true) == !clinical.rules.isEmpty, Self.name(index))
      #expect(clinical.osteoporosis == nil || clinical.missing.isEmpty, Self.name(index))
      // What the scans themselves would have to show has no place in the document.
      let ofScans: Set<Fact> = [.category, .earlierOsteoporosis, .lowestZ]
      #expect(clinical.missing.allSatisfy { $0.path != nil || ofScans.contains($0) }, Self.name(index))
    }
  }
}
