// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

/// Rules CLS-01, CLS-02, CLS-03, CLS-09 and PED-01.
@Suite("Basis of the diagnosis")
struct BasisTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let sex: Sex
    let menopause: MenopausalStatus?
    let age: Double
    let basis: ScoreBasis?
    let rule: String

    var testDescription: String { "\(sex) \(menopause.map { "\($0)" } ?? "not stated") \(age): \(rule)" }

    func study(_ regions: [MeasuredRegion]) -> Study {
      sex == .male ? .man(age: age, regions) : .woman(age: age, menopause: menopause, regions)
    }
  }

  /// The ages on both sides of every boundary: 19|20, 44|45, 49|50, 54|55.
  static let cases: [Case] = {
    func rows(_ sex: Sex, _ menopause: MenopausalStatus?, _ ages: [Double], _ basis: ScoreBasis?, _ rule: String)
      -> [Case]
    {
      ages.map { Case(sex: sex, menopause: menopause, age: $0, basis: basis, rule: rule) }
    }
    let adult = [20, 44.99, 45, 49.99, 50, 54.99, 55, 81]
    var cases: [Case] = []
    for menopause in [nil, .pre, .transition, .post, .unknown] as [MenopausalStatus?] {
      cases += rows(.female, menopause, [8, 19, 19.99], .z, "PED-01")
    }
    cases += rows(.female, .pre, adult, .z, "CLS-03")
    cases += rows(.female, .transition, adult, .t, "CLS-02")
    cases += rows(.female, .post, adult, .t, "CLS-01")
    for menopause in [nil, .unknown] as [MenopausalStatus?] {
      cases += rows(.female, menopause, [20, 44.99], .z, "CLS-09.young")
      cases += rows(.female, menopause, [45, 49.99, 50, 54.99], nil, "CLS-09.45")
      cases += rows(.female, menopause, [55, 81], .t, "CLS-09.55")
    }
    cases += rows(.male, nil, [8, 19, 19.99], .z, "PED-01")
    cases += rows(.male, nil, [20, 44.99, 45, 49.99], .z, "CLS-03")
    cases += rows(.male, nil, [50, 54.99, 55, 81], .t, "CLS-01")
    return cases
  }()

  @Test("Sex, age and menopause decide the score, alike under every profile", arguments: Profile.allCases, cases)
  func basis(profile: Profile, example: Case) {
    let assessment = Assessment(example.study([.spine(1.0), .neck(0.8), .hip(0.9)]), profile)
    #expect(assessment.diagnosis.basis == example.basis)
    #expect(assessment.diagnosis.rules.first == example.rule)
    #expect(assessment.diagnosis.category?.basis == example.basis)
  }

  @Test("A category rests on the score of its basis and on no other", arguments: cases)
  func categoryFollowsBasis(example: Case) {
    // Neck T (0.564 - 0.858) / 0.120 = -2.45, reported -2.5: osteoporosis wherever T-scores apply.
    let category = Assessment(example.study([.neck(0.564)])).diagnosis.category
    switch example.basis {
    case .t: #expect(category == .osteoporosis)
    case .z: #expect(category == .belowExpectedRange || category == .withinExpectedRange || example.age < 20)
    case nil: #expect(category == nil)
    }
  }

  @Test("Between 45 and 54 the unknown menopausal status withholds the category, shows both scores, and asks")
  func menopauseUnknown() throws {
    let assessment = Assessment(.woman(age: 50, menopause: nil, [.neck(0.7)]))
    let region = try assessment.region("femoral-neck left")
    // (0.700 - 0.858) / 0.120 = -1.3167
    #expect(region.tenthsT == -13)
    #expect(region.z != nil)
    #expect(assessment.diagnosis.category == nil && assessment.diagnosis.score == nil)
    #expect(assessment.refused == ["menopause-unknown"])
    #expect(assessment.refusals[0].missing == ["patient.menopause.status"])
    #expect(assessment.refusals[0].rule == "CLS-09.45")
    #expect(assessment.questions.contains { $0.fact == .menopause && $0.decides.contains("menopause-unknown") })
  }

  @Test(
    "A status that was read without being stated is flagged", arguments: [(44.0, "CLS-09.young"), (55, "CLS-09.55")])
  func assumptionIsFlagged(age: Double, rule: String) {
    let assessment = Assessment(.woman(age: age, menopause: nil, [.neck(0.7)]))
    #expect(assessment.finds(rule))
    #expect(!Assessment(.woman(age: age, menopause: .post, [.neck(0.7)])).finds(rule))
  }

  @Test("The menopausal transition is named as the ground of the category")
  func transitionIsNamed() {
    #expect(Assessment(.woman(age: 50, menopause: .transition, [.neck(0.7)])).finds("CLS-02"))
    #expect(!Assessment(.woman(age: 50, menopause: .post, [.neck(0.7)])).finds("CLS-02"))
  }

  @Test("A menopause before 50 is flagged and shows the Z-score too", arguments: [(49.99, true), (50, false)])
  func earlyMenopause(age: Double, isFlagged: Bool) throws {
    let assessment = Assessment(.woman(age: age, menopause: .post, [.neck(0.7)]))
    #expect(assessment.diagnosis.basis == .t)
    #expect(assessment.finds("CLS-10") == isFlagged)
    #expect(try assessment.region("femoral-neck left").z != nil)
  }

  @Test(
    "A man is 50 on the day of his birthday, not the day before",
    arguments: [("2026-04-30", ScoreBasis.z), ("2026-05-01", .t)])
  func birthday(date: String, basis: ScoreBasis) throws {
    let birth = try #require(CalendarDate("1976-05-01"))
    let day = try #require(CalendarDate(date))
    let age = try #require(Age(from: birth, to: day))
    let study = Study.man(age: 50, [.neck(0.7)]).with { $0.scans[0].age = age }
    #expect(Assessment(study).diagnosis.basis == basis)
  }

  @Test("An age known only from below decides as soon as it can do so", arguments: Profile.allCases)
  func ageAtLeast(profile: Profile) {
    func basis(_ study: Study, atLeast years: Int) -> ScoreBasis? {
      Assessment(study.with { $0.scans[0].age = .atLeast(years) }, profile).diagnosis.basis
    }
    #expect(basis(.man(age: 0, [.neck(0.7)]), atLeast: 50) == .t)
    #expect(basis(.man(age: 0, [.neck(0.7)]), atLeast: 80) == .t)
    #expect(basis(.woman(age: 0, [.neck(0.7)]), atLeast: 20) == .t)
    #expect(basis(.woman(age: 0, menopause: nil, [.neck(0.7)]), atLeast: 55) == .t)
    #expect(basis(.woman(age: 0, menopause: .pre, [.neck(0.7)]), atLeast: 20) == .z)
  }

  @Test(
    "An age that is not known closely enough withholds the category and names the age",
    arguments: [
      Study.man(age: 0, [.neck(0.7)]).with { $0.scans[0].age = .atLeast(49) },
      Study.woman(age: 0, menopause: nil, [.neck(0.7)]).with { $0.scans[0].age = .atLeast(54) },
      Study.woman(age: 0, menopause: .post, [.neck(0.7)]).with { $0.scans[0].age = .atLeast(19) },
    ])
  func ageNotCloseEnough(study: Study) throws {
    let assessment = Assessment(study)
    #expect(assessment.diagnosis.category == nil && assessment.diagnosis.basis == nil)
    let refusal = try #require(assessment.refusals.first { $0.code == "basis-undecided" })
    #expect(refusal.missing.contains("patient.birthDate"))
    #expect(assessment.questions.contains { $0.fact == .age })
  }
}
