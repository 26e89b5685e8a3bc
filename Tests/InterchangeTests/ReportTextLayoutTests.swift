// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Interchange
internal import TestSupport
internal import Testing

@Suite("Layouts of reports")
struct ReportTextLayoutTests {
  /// The places that every layout fills: the spine, and two regions of the left hip.
  private static let values = [
    "density 0.856 3 @lumbar-spine*", "t -1.7 minus 1 @lumbar-spine*", "z -0.1 minus 1 @lumbar-spine*",
    "density 0.571 3 @femoral-neck/left", "t -2.4 minus 1 @femoral-neck/left", "z -1.3 minus 1 @femoral-neck/left",
    "density 0.76 3 @total-hip/left", "t -1.5 minus 1 @total-hip/left", "z 0.3 plus 1 @total-hip/left",
  ]

  @Test("Every value of a printed table and of dictated prose is read at its region")
  func values() {
    #expect(PhraseLists.layouts.count >= 27)
    for (list, kind, layout) in PhraseLists.layouts {
      // The second list names the side of the hip in the title, or not at all.
      let isSided = list != "report_phrases_writing_more"
      let text = PhraseFilling.standard.fill(layout)
      let words = ReportWords.read(text)
      for value in Self.values {
        let sideless = isSided ? value : String(value.split(separator: "/")[0])
        #expect(
          words.contains { PhraseFilling.fits($0, value) || $0 == sideless }, "\(kind): \(value) in \(words)")
      }
      #expect(words.filter { $0.hasPrefix("low-bone-mass") } == ["low-bone-mass"], "\(kind): \(words)")
      #expect(!words.contains { $0.hasPrefix("osteoporosis") || $0.hasPrefix("grade") || $0.hasPrefix("bones") })
    }
  }

  @Test("The total of a table is that of the vertebrae above it, and of the hip in a table of the hip")
  func totals() {
    let text = """
      AP Spine
      Region   Area (cm2)  BMC (g)  BMD (g/cm2)  T-score  PR (%)  Z-score  AM (%)
      L1       12.53       9.85     0.786        -1.9     79      -0.3     96
      L2       13.94       11.66    0.836        -1.7     81      -0.1     100
      L4       16.44       14.68    0.893        -2.0     80      -0.1     99
      Total    42.91       36.19    0.843        -1.9     80      -0.2     98

      Right Hip
      Region   Area (cm2)  BMC (g)  BMD (g/cm2)  T-score  PR (%)  Z-score  AM (%)
      Neck     4.90        2.80     0.571        -2.5     67      -1.3     80
      Total    34.83       26.02    0.747        -1.6     79      -0.7     90
      """
    let words = ReportWords.read(text)
    for value in [
      "t -1.9 minus 1 @lumbar-spine/L1+L2+L4", "density 0.843 3 @lumbar-spine/L1+L2+L4",
      "t -1.7 minus 1 @lumbar-spine/L2",
      "t -2.5 minus 1 @femoral-neck/right", "density 0.747 3 @total-hip/right", "z -0.7 minus 1 @total-hip/right",
    ] { #expect(words.contains(value), "\(value) in \(words)") }
    #expect(words.count == 18)
  }

  @Test("A row whose cells do not fit the header is listed as unread, and nothing of it is guessed")
  func unclearRow() {
    let reading = ReportText(
      reading: "Region  BMD  T-score  Z-score\nL1-L4  0.856  -1.7\nTotal hip  0.760  -1.5  0.3\n")
    #expect(reading.statements.count == 3)
    #expect(reading.unread.map { $0.quote } == ["L1-L4  0.856  -1.7"])
  }

  @Test("What a report says of people in general, of other times and of other things is no claim")
  func general() {
    let text = """
      68-year-old woman, weight 61 kg, height 162 cm. She has lost 2 cm of height and has gained weight.
      INDICATION: Osteopenia on prior scan. Evaluate for bone loss.
      No change in medication since 2023. On prednisone 5 mg.
      TECHNIQUE: GE Lunar Prodigy. LSC 0.030 g/cm2 for the spine and 0.027 g/cm2 for the hip.
      FINDINGS: There are degenerative changes at L4, which may falsely increase the BMD.
      A T-score of -2.5 or below means osteoporosis. Each standard deviation decrease in BMD matters.
      The right femoral neck T-score is -1.9.
      IMPRESSION: Low bone mass. She does not have osteoporosis. Normal renal function.
      Low bone mass is not the same as osteoporosis. Smoking can worsen bone loss. Bone loss after menopause is common.
      """
    let words = ReportWords.read(text).filter {
      !$0.hasPrefix("item") && !$0.contains(" earlier") && !$0.contains(" denied")
    }
    #expect(
      words == [
        "person 68 female 162 cm 61 kg", "lsc 0.03 g @lumbar-spine", "lsc 0.027 g @hip",
        "t -1.9 minus 1 @femoral-neck/right",
        "low-bone-mass",
      ])
  }
}
