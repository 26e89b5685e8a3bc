// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

@Suite("Audit of risk and advice")
struct AuditRiskTests {
  static func woman(age: Double) -> Study { .woman(age: age, [.neck(0.631).printed(t: -1.9)]) }

  static func taking(_ name: String, _ dose: Double? = nil) -> Study {
    woman(age: 66).with { study in
      var drug = Medication(name: name)
      drug.doseMg = dose
      study.history.medications = [drug]
    }
  }

  static func child(_ age: Double) -> Study { .child(.female, age: age, [.spine().printed(z: -1)]) }

  static func relative(_ namesComparator: Bool) -> ReportStatement.Content {
    var risk = StatedRisk()
    risk.relative = ExactDecimal(tenths: 24)
    risk.namesComparator = namesComparator
    return .risk(risk)
  }

  /// A man whose printed score is one against men: (0.633 − 0.930) / 0.137 = −2.17 in NHANES III, and
  /// (0.633 − 0.858) / 0.120 = −1.88 against women.
  static let man = Study.man(age: 66, [.neck(0.633).printed(t: -2.2)])
  static let manByWomen = Study.man(age: 66, [.neck(0.633).printed(t: -1.9)])

  static let cases: [AuditCase] = [
    AuditCase(
      "AUD-27", "relative to nobody", fires: woman(age: 66).stating(relative(false)),
      silent: woman(age: 66).stating(relative(true))),
    AuditCase(
      "AUD-28", "under treatment", fires: taking("alendronate").stating(.frax()),
      silent: taking("ibuprofen").stating(.frax())),
    AuditCase(
      "AUD-28.age", "at 39", fires: woman(age: 39.9).stating(.frax()), silent: woman(age: 40).stating(.frax())),
    AuditCase(
      "AUD-28.age", "at 91", fires: woman(age: 91).stating(.frax()), silent: woman(age: 90.9).stating(.frax())),
    AuditCase(
      "AUD-28.age", "with an age that was entered", fires: woman(age: 66).stating(.frax { $0.inputAge = 39 }),
      silent: woman(age: 66).stating(.frax { $0.inputAge = 66 })),
    AuditCase(
      "AUD-28.spine", "the spine by its name",
      fires: Study.reported.stating(.frax { $0.inputSite = .spine }),
      silent: Study.reported.stating(.frax { $0.inputSite = .neck })),
    AuditCase(
      "AUD-28.spine", "the score of the spine as that of the neck",
      fires: Study.reported.stating(.frax { $0.inputT = ExactDecimal(tenths: -17) }),
      silent: Study.reported.stating(.frax { $0.inputT = ExactDecimal(tenths: -19) })),
    AuditCase(
      "AUD-28.men", "a score against men", fires: man.stating(.frax { $0.inputT = ExactDecimal(tenths: -22) }),
      silent: manByWomen.stating(.frax { $0.inputT = ExactDecimal(tenths: -19) })),
    AuditCase(
      "AUD-28.men", "a score against men that nobody printed",
      fires: manByWomen.stating(.frax { $0.inputT = ExactDecimal(tenths: -22) }),
      silent: manByWomen.stating(
        .frax { risk in
          risk.inputT = ExactDecimal(tenths: -22)
          risk.inputSite = .totalHip
        })),
    AuditCase(
      "AUD-28.secondary", "secondary osteoporosis beside a density",
      fires: woman(age: 66).stating(.frax { $0.entersSecondaryOsteoporosis = true }),
      silent: woman(age: 66).stating(.frax { $0.entersSecondaryOsteoporosis = false })),
    AuditCase(
      "AUD-28.glucocorticoids", "more than 7.5 mg", fires: taking("prednisolone", 7.6).stating(.frax()),
      silent: taking("prednisolone", 7.5).stating(.frax())),
    AuditCase(
      "AUD-28.glucocorticoids", "10 mg, adjusted or not",
      fires: taking("prednisone", 10).stating(.frax { $0.adjustsForGlucocorticoids = false }),
      silent: taking("prednisone", 10).stating(.frax { $0.adjustsForGlucocorticoids = true })),
    AuditCase(
      "AUD-30.short", "11 months without a reason", fires: woman(age: 66).stating(.next(11)),
      silent: woman(age: 66).stating(.next(12))),
    AuditCase(
      "AUD-30.short", "6 months with a reason", fires: woman(age: 66).stating(.next(6)),
      silent: woman(age: 66).stating(.next(6, reason: true))),
    AuditCase(
      "AUD-30.short", "11 months at 20 and at 19", fires: Self.child(20).stating(.next(11)),
      silent: Self.child(19.9).stating(.next(11))),
    AuditCase(
      "AUD-30.child", "5 months for a child", fires: Self.child(12).stating(.next(5)),
      silent: Self.child(12).stating(.next(6))),
    AuditCase(
      "AUD-38", "a drug for the score of a woman of 35",
      fires: Study.woman(age: 35, menopause: .pre, [.neck(0.5)]).stating(
        .advice(StatedAdvice(.treatment, because: [.score]))),
      silent: Study.woman(age: 35, menopause: .pre, [.neck(0.5)]).stating(
        .advice(StatedAdvice(.treatment, because: [.score, .fracture])))),
    AuditCase(
      "AUD-38.early", "a drug for the score at 49 after menopause",
      fires: woman(age: 49.9).stating(.advice(StatedAdvice(.treatment, because: [.score]))),
      silent: woman(age: 50).stating(.advice(StatedAdvice(.treatment, because: [.score])))),
    AuditCase(
      "AUD-38.early", "a drug for the score at 47 with an unknown menopausal status",
      fires: Study.woman(age: 47, menopause: nil, [.neck().printed(t: -2.6)]).stating(
        .advice(StatedAdvice(.treatment, because: [.score]))),
      silent: Study.woman(age: 50, menopause: nil, [.neck().printed(t: -2.6)]).stating(
        .advice(StatedAdvice(.treatment, because: [.score])))),
  ]

  @Test(
    "The rules on FRAX judge FRAX, and a risk of which no tool is named", arguments: ["QFracture", "Garvan", "CAROC"])
  func otherTools(name: String) {
    func study(_ tool: String?) -> Study {
      Self.taking("prednisone", 10).with { $0.scans[0].age = .exact(39) }.stating(.frax { $0.tool = tool })
    }
    #expect(study(name).reportFindings == [])
    #expect(Self.taking("alendronate").stating(.frax { $0.tool = name }).reportFindings == [])
    #expect(study("FRAX Germany").reportFindings.count == 2 && study(nil).reportFindings.count == 2)
  }

  @Test("Treatment from the score alone below 50 is an error of one rule")
  func treatmentBelowFifty() {
    let advice = ReportStatement.Content.advice(StatedAdvice(.treatment, because: [.score]))
    let early = Audit(of: Self.woman(age: 47).stating(advice)).findings.filter { $0.subject == "report" }
    #expect(early.map { $0.rule } == ["AUD-38.early"] && early.first?.severity == .error)
    let young = Study.woman(age: 35, menopause: .pre, [.neck(0.5)]).stating(advice).reportFindings
    #expect(young == ["AUD-38"])
  }

  @Test("The score of one neck is not judged by the density of the other")
  func twoNecks() {
    // Against women 0.633 is −1.9 and 0.594 is −2.2; against men they are −2.2 and −2.5.
    let study = Study.man(age: 66, [.neck(0.633).printed(t: -1.9), .neck(0.594, .right).printed(t: -2.2)])
    #expect(study.stating(.frax { $0.inputT = ExactDecimal(tenths: -22) }).reportFindings == [])
    #expect(study.stating(.frax { $0.inputT = ExactDecimal(tenths: -25) }).reportFindings == ["AUD-28.men"])
  }

  @Test("A drug that was begun later or stopped before is not counted")
  func dates() {
    func study(_ start: String?, _ stop: String?) -> Study {
      Self.taking("prednisone", 10).dated("2026-05-01").with { study in
        study.history.medications?[0].start = start.flatMap { PartialDate($0) }
        study.history.medications?[0].stop = stop.flatMap { PartialDate($0) }
      }.stating(.frax())
    }
    #expect(study("2025", nil).reportFindings == ["AUD-28.glucocorticoids"])
    #expect(study("2026-05-01", "2026-05").reportFindings == ["AUD-28.glucocorticoids"])
    #expect(study("2026-05-02", nil).reportFindings == [] && study(nil, "2026-04").reportFindings == [])
  }
}
