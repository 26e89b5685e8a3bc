// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Interchange
internal import Testing

@Suite("Report text")
struct ReportTextTests {
  @Test(
    "A minus sign is read in every form in which it is written, and never guessed",
    arguments: [
      ("Left femoral neck T-score -2.5.", "t -2.5 minus 1 @femoral-neck/left"),
      ("Left femoral neck T-score \u{2212}2.5.", "t -2.5 minus 1 @femoral-neck/left"),
      ("Left femoral neck T-score \u{2013}2.5.", "t -2.5 minus 1 @femoral-neck/left"),
      ("Left femoral neck T-score \u{2014}2.5.", "t -2.5 minus 1 @femoral-neck/left"),
      ("Left femoral neck T-score minus 2.5.", "t -2.5 minus 1 @femoral-neck/left"),
      ("Left femoral neck T-score negative 2.5.", "t -2.5 minus 1 @femoral-neck/left"),
      ("Left femoral neck T-score of - 2.5.", "t -2.5 minus 1 @femoral-neck/left"),
      ("Left femoral neck T-score: - 2.5", "t -2.5 minus 1 @femoral-neck/left"),
      ("Left femoral neck T-score: (-2.5)", "t -2.5 minus 1 @femoral-neck/left"),
      ("Left femoral neck T=-2.5", "t -2.5 minus 1 @femoral-neck/left"),
      ("Left femoral neck T-score -2,5.", "t -2.5 minus 1 @femoral-neck/left"),
      ("Left femoral neck T-score +1.8.", "t 1.8 plus 1 @femoral-neck/left"),
      ("Left femoral neck T-score plus 1.8.", "t 1.8 plus 1 @femoral-neck/left"),
      ("Left femoral neck T-score 2.5.", "t 2.5 none 1 @femoral-neck/left"),
      ("- Left femoral neck T-score 2.5.", "t 2.5 none 1 @femoral-neck/left"),
      ("Left femoral neck T-score - 2.5.", "t 2.5 none 1 @femoral-neck/left"),
      ("Left femoral neck T-score is 2.5 SD below the young adult mean.", "t -2.5 minus 1 @femoral-neck/left"),
      ("Left femoral neck T-score -2.", "t -2 minus 0 @femoral-neck/left"),
      ("Left femoral neck T-score -2.50.", "t -2.5 minus 2 @femoral-neck/left"),
    ])
  func signs(_ text: String, _ expected: String) { #expect(ReportWords.read(text) == [expected]) }

  @Test(
    "Sites, sides and vertebrae are read in the forms in which reports write them",
    arguments: [
      ("L1-L4 T-score -1.5", "t -1.5 minus 1 @lumbar-spine/L1-L4"),
      ("L1 to L4 T-score -1.5", "t -1.5 minus 1 @lumbar-spine/L1-L4"),
      ("L1-4 T-score -1.5", "t -1.5 minus 1 @lumbar-spine/L1-L4"),
      ("Spine L2, L3 and L4 T-score -1.5", "t -1.5 minus 1 @lumbar-spine/L2-L4"),
      ("Lumbar spine (L1\u{2013}L4, excluding L3) T-score -1.5", "t -1.5 minus 1 @lumbar-spine/L1+L2+L4"),
      ("L3 T-score -1.5", "t -1.5 minus 1 @lumbar-spine/L3"),
      ("Left hip, femoral neck: T-score -1.5", "t -1.5 minus 1 @femoral-neck/left"),
      ("Neck of the right femur T-score -1.5", "t -1.5 minus 1 @femoral-neck/right"),
      ("Rt total hip T-score -1.5", "t -1.5 minus 1 @total-hip/right"),
      ("Hip T-score -1.5", "t -1.5 minus 1 @hip"),
      ("33 % radius T-score -1.5", "t -1.5 minus 1 @radius-33"),
      ("Ward\u{2019}s triangle T-score -1.5", "t -1.5 minus 1 @wards"),
      ("Whole body less head Z-score -1.5", "z -1.5 minus 1 @total-body-less-head"),
    ])
  func regions(_ text: String, _ expected: String) { #expect(ReportWords.read(text) == [expected]) }

  @Test(
    "Densities are read with their unit, in milligrams too, and amounts of change are none",
    arguments: [
      ("Total hip BMD 0.760 g/cm\u{B2}.", ["density 0.76 3 @total-hip"]),
      ("Total hip BMD 0,760 g/cm2.", ["density 0.76 3 @total-hip"]),
      ("Total hip BMD 0.760 gm/cm^2.", ["density 0.76 3 @total-hip"]),
      ("Total hip BMD 760 mg/cm2.", ["density 0.76 0 @total-hip"]),
      ("Total hip BMD fell by 0.031 g/cm2.", ["loss 0.031 g @total-hip"]),
      (
        "Total hip BMD fell from 0.791 g/cm2 to 0.760 g/cm2.",
        [
          "density 0.791 3 earlier @total-hip", "density 0.76 3 @total-hip", "loss @total-hip",
        ]
      ),
    ])
  func densities(_ text: String, _ expected: [String]) {
    #expect(Set(ReportWords.read(text)) == Set(expected))
  }

  @Test(
    "What is denied, earlier, of others, conditional or a definition is told apart from what is said now",
    arguments: [
      ("Impression: Osteopenia.", ["low-bone-mass"]),
      ("There is no evidence of osteoporosis.", ["osteoporosis denied"]),
      ("Osteoporosis is not present.", ["osteoporosis denied"]),
      ("Previously osteopenia.", ["low-bone-mass earlier"]),
      ("Known osteoporosis.", ["osteoporosis earlier"]),
      ("If osteoporosis is found, treat.", []),
      ("Rule out osteoporosis.", []),
      ("Osteoporosis: T-score of -2.5 or lower.", []),
      ("Normal: T-score -1.0 or above", []),
      ("Osteopenia = T-score between -1.0 and -2.5.", []),
      ("Lumbar spine: osteoporosis", ["osteoporosis @lumbar-spine"]),
      ("Osteopenia at the femoral neck and total hip.", ["low-bone-mass @femoral-neck", "low-bone-mass @total-hip"]),
      ("Osteopenia without osteoporosis.", ["low-bone-mass", "osteoporosis denied"]),
      ("Previously osteopenic and now osteoporotic.", ["low-bone-mass earlier", "osteoporosis"]),
      ("Mild osteopenia.", ["grade mild", "low-bone-mass"]),
      ("The lowest T-score places the patient in the osteopenic range.", ["low-bone-mass"]),
    ])
  func diagnoses(_ text: String, _ expected: [String]) {
    #expect(ReportWords.read(text).filter { !$0.hasPrefix("item") && !$0.hasPrefix("advice") } == expected)
  }

  @Test(
    "A change told by two scores at two times is a change of the score",
    arguments: [
      "T -1.8 -> -2.2", "T-score went from -1.8 on the last scan to -2.2 today.",
      "On the earlier scan the T-score was -1.8; today it is -2.2.", "Earlier T-score: -1.8\nPresent T-score: -2.2",
      "Interval change of 0.4 in the T-score.",
    ])
  func changesOfScores(text: String) {
    #expect(
      ReportText(reading: text).statements.contains { statement in
        if case .change(let change) = statement.content { change.scoreBasis == .t } else { false }
      })
  }

  @Test(
    "Who asked for the scan and who reported it are told apart",
    arguments: [
      ("The examination was ordered by Dr. A. Example.", true, false),
      ("Thank you, Dr. A. Example, for referring this patient.", true, false),
      ("Electronically approved: Dr. A. Example.", false, true),
      ("I, C. Muster, MD, have reviewed the images and prepared this report.", false, true),
      ("The referring clinician should consider treatment.", false, false),
    ])
  func physicians(text: String, asked: Bool, reported: Bool) {
    let contents = ReportText(reading: text).statements.map { $0.content }
    #expect(contents.contains(.item(.requestingProvider)) == asked)
    #expect(contents.contains(.item(.interpreter)) == reported)
  }

  @Test("The disease of a relative is a risk factor at most, and no diagnosis")
  func relatives() {
    for text in ["Mother had osteoporosis.", "Family history of osteoporosis.", "Her sister has osteopenia."] {
      #expect(!ReportWords.read(text).contains { $0.contains("osteoporosis") || $0.contains("low-bone-mass") })
    }
  }

  @Test(
    "A range is two numbers, and its lower end counts",
    arguments: [
      ("Repeat DXA in 12-24 months.", "next 12 months"), ("Repeat DXA in 12 to 24 months.", "next 12 months"),
      ("Repeat DXA in 1\u{2013}2 years.", "next 12 months"), ("Repeat DXA in two years.", "next 24 months"),
      ("Repeat DXA annually.", "next 12 months"),
      ("Follow-up DXA in 6 months to assess response.", "next 6 months reason"),
      ("No repeat scan is needed.", "next declined"),
    ])
  func intervals(_ text: String, _ expected: String) { #expect(ReportWords.read(text) == [expected]) }

  @Test(
    "Dates are read in all common forms; where day and month could be exchanged, only the year is",
    arguments: [
      ("2024-05-21", "2024-5-21"), ("05/21/2024", "2024-5-21"), ("21/05/2024", "2024-5-21"),
      ("21.05.2024", "2024-5-21"),
      ("May 21, 2024", "2024-5-21"), ("21 May 2024", "2024-5-21"), ("21-May-2024", "2024-5-21"), ("May 2024", "2024-5"),
      ("2024", "2024"), ("05/06/2024", "2024"), ("05/2024", "2024-5"), ("5/21/24", "2024-5-21"),
    ])
  func dates(_ date: String, _ expected: String) {
    #expect(
      ReportWords.read("Total hip BMD has decreased since \(date).").contains("loss since \(expected) @total-hip"))
  }

  @Test("What holds numbers of densitometry and is not understood is listed")
  func unread() {
    #expect(
      ReportText(reading: "T-score: see the attached sheet.").unread.map { $0.quote } == [
        "T-score: see the attached sheet"
      ])
    #expect(ReportText(reading: "Dear colleague, thank you for your letter of Monday.").unread.isEmpty)
  }
}
