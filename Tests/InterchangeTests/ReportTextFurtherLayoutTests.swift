// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Interchange
internal import Testing

/// Whole reports in further layouts, invented for writing the reader.
@Suite("Further layouts of reports")
struct ReportTextFurtherLayoutTests {
  private static let values = [
    "density 0.856 3 @lumbar-spine", "t -1.7 minus 1 @lumbar-spine", "z -0.1 minus 1 @lumbar-spine",
    "density 0.571 3 @femoral-neck/left", "t -2.4 minus 1 @femoral-neck/left", "z -1.3 minus 1 @femoral-neck/left",
    "density 0.76 3 @total-hip/left", "t -1.5 minus 1 @total-hip/left", "z 0.3 plus 1 @total-hip/left",
  ]

  /// What is special in a layout, and the layout.
  static let layouts: [(name: String, text: String)] = [
    (
      "percents of the peak and units in square brackets",
      """
      Densitometry Unit                                   Page 1 of 2
      Name:  {name}        Sex: {sex}      Age: {age}
      Ordering Provider: {physician}
      Exam: DXA axial skeleton, {maker} {model}
      Reason: screening

      AP LUMBAR SPINE
      Level\tArea [cm²]\tBMC [g]\tBMD [g/cm²]\tT-score\tPeak Ref. [%]\tZ-score\tAge Matched [%]
      L1\t13.10\t10.41\t0.795\t-1.8\t80\t-0.3\t96
      L2\t14.02\t11.71\t0.835\t-1.8\t80\t-0.2\t97
      L3\t15.30\t13.36\t0.873\t-1.6\t83\t-0.1\t99
      L4\t16.90\t14.80\t0.876\t-1.7\t82\t0.0\t100
      L1-L4\t59.32\t50.28\t{spine_bmd}\t{spine_t}\t82\t{spine_z}\t98

      LEFT FEMUR
      Region\tArea [cm²]\tBMC [g]\tBMD [g/cm²]\tT-score\tPeak Ref. [%]\tZ-score\tAge Matched [%]
      Neck\t4.90\t2.80\t{neck_bmd}\t{neck_t}\t67\t{neck_z}\t80
      Troch\t10.20\t6.12\t0.600\t-1.0\t85\t0.1\t101
      Inter\t19.80\t17.00\t0.859\t-1.5\t78\t-0.4\t94
      Ward's\t1.10\t0.45\t0.409\t-2.8\t56\t-0.9\t81
      Total\t34.90\t26.52\t{hip_bmd}\t{hip_t}\t81\t{hip_z}\t104

      Reference database: NHANES III (hip), manufacturer (spine).
      WHO definitions: normal, T-score above -1.0; osteopenia, T-score from -1.0 to -2.5; osteoporosis, T-score of -2.5 or less.

      Comparison: None.
      Impression: {category} by WHO criteria.
      Signed {physician} {date}
      """
    ),
    (
      "category column left empty",
      """
      BONE DENSITY REPORT
      Patient {name} | {age} y | {sex}
      Referred by {physician}

      Results
      Site | T-score | Z-score | BMD (g/cm²) | WHO classification
      Lumbar spine L1-L4 | {spine_t} | {spine_z} | {spine_bmd} |
      Femoral neck, left | {neck_t} | {neck_z} | {neck_bmd} |
      Total hip, left | {hip_t} | {hip_z} | {hip_bmd} |

      Overall WHO classification: {category}
      Technical quality: adequate. Prior studies: none.
      Osteoporosis is defined by the WHO as a T-score of -2.5 or lower; low bone mass as a T-score between -1.0 and -2.5.
      Follow-up in {interval} to watch for a decline in bone density.
      Reported by {physician}
      """
    ),
    (
      "values in rows of prose",
      """
      {maker} {model}
      AP Spine (L1-L4)    BMD {spine_bmd} g/cm²    T {spine_t}    Z {spine_z}
      Left Femoral Neck   BMD {neck_bmd} g/cm²    T {neck_t}    Z {neck_z}
      Left Total Hip      BMD {hip_bmd} g/cm²    T {hip_t}    Z {hip_z}

      IMPRESSION
      {category}.
      Classification of bone density by T-score (WHO, 1994):
        Normal: -1.0 or above
        Low bone mass: between -1.0 and -2.5
        Osteoporosis: -2.5 or below
        Severe osteoporosis: -2.5 or below with one or more fragility fractures
      """
    ),
    (
      "header of two lines",
      """
      Scan results
                            BMD        Young Adult         Age-Matched
      Region              (g/cm²)     (%)   T-Score      (%)   Z-Score
      AP Spine L1-L4       {spine_bmd}      82     {spine_t}        98    {spine_z}
      Left Femur Neck      {neck_bmd}      67     {neck_t}        80    {neck_z}
      Left Femur Total     {hip_bmd}      81     {hip_t}       104    {hip_z}

      COMMENTS: The WHO category of this patient is {category}.
      Matched for age, weight (females 25-100 kg), ethnicity. USA (Combined NHANES/Lunar) femur reference population (v113).
      Statistically 68% of repeat scans fall within 1 SD (± 0.010 g/cm² for AP spine L1-L4).
      World Health Organization (WHO) definition of osteoporosis and osteopenia for Caucasian women: Normal = T-score at or above -1.0 SD; Osteopenia = T-score between -1.0 and -2.5 SD; Osteoporosis = T-score at or below -2.5 SD.
      """
    ),
    (
      "values below each other",
      """
      FINDINGS

      Spine (L1-L4)
       BMD: {spine_bmd} g/cm2
       T-score: {spine_t}
       Z-score: {spine_z}

      Left hip
       Femoral neck BMD: {neck_bmd} g/cm2
       T-score: {neck_t}
       Z-score: {neck_z}
       Total hip BMD: {hip_bmd} g/cm2
       T-score: {hip_t}
       Z-score: {hip_z}

      COMPARISON: None available.

      IMPRESSION
      1. {category} (WHO criteria).
      2. Suggest work-up for secondary causes of low bone density as clinically indicated.
      """
    ),
    (
      "cells parted by slashes",
      """
      Measured region / BMD / T / Z
      Spine, L1 - L4: {spine_bmd} / {spine_t} / {spine_z}
      Hip, left, neck: {neck_bmd} / {neck_t} / {neck_z}
      Hip, left, total: {hip_bmd} / {hip_t} / {hip_z}

      Conclusion: {category}.
      Where osteoporosis is present, fracture prevention should be discussed.
      """
    ),
    (
      "labels before each value",
      """
      Anatomic site: Lumbar spine (L1-L4); bone mineral density: {spine_bmd} g/cm2; T-score: {spine_t}; Z-score: {spine_z}
      Anatomic site: Left femoral neck; bone mineral density: {neck_bmd} g/cm2; T-score: {neck_t}; Z-score: {neck_z}
      Anatomic site: Left total hip; bone mineral density: {hip_bmd} g/cm2; T-score: {hip_t}; Z-score: {hip_z}

      Diagnostic category: {category}
      Reference data: NHANES III for the femur, young white women.
      Patients with osteoporosis or with osteopenia and high fracture risk may benefit from drug treatment.
      """
    ),
    (
      "column of the side, and a rule under the header",
      """
      | Skeletal site | Side | BMD | T | Z |
      |---------------|------|-----|---|---|
      | L1-L4 | - | {spine_bmd} | {spine_t} | {spine_z} |
      | Femoral neck | Left | {neck_bmd} | {neck_t} | {neck_z} |
      | Total hip | Left | {hip_bmd} | {hip_t} | {hip_z} |

      BMD in g/cm². T: compared with young adults; Z: compared with the same age.
      Impression: {category}
      """
    ),
    (
      "regions as columns",
      """
                       Lumbar spine   Left femoral neck   Left total hip
      BMD (g/cm²)      {spine_bmd}          {neck_bmd}               {hip_bmd}
      T-score          {spine_t}           {neck_t}                {hip_t}
      Z-score          {spine_z}           {neck_z}                {hip_z}

      Impression: {category}
      """
    ),
    (
      "short names of regions",
      """
      RESULTS:
      Region        T-score     Z-score     Bone Density (gm/cm2)
      Spine L1-4    {spine_t}        {spine_z}        {spine_bmd}
      L FemNeck     {neck_t}        {neck_z}        {neck_bmd}
      L TotHip      {hip_t}        {hip_z}        {hip_bmd}

      Dx: {category}. No osteoporosis.
      TREND: none
      """
    ),
    (
      "sides behind the parts, vertebrae above their total",
      """
      Left Femur
      Region       BMD (g/cm²)   T-score   Z-score
      Neck Left      {neck_bmd}   {neck_t}   {neck_z}
      Total Left     {hip_bmd}   {hip_t}   {hip_z}
      AP Spine
      Region       BMD (g/cm²)   T-score   Z-score
      L1           0.795   -1.8   -0.3
      L2           0.835   -1.8   -0.2
      L3           0.873   -1.6   -0.1
      L4           0.876   -1.7   0.0
      Total        {spine_bmd}   {spine_t}   {spine_z}
      Impression: {category}
      """
    ),
  ]

  @Test("Every value stands at its region, and the category is the only one", arguments: layouts.map { $0.name })
  func values(_ name: String) throws {
    let layout = try #require(Self.layouts.first { $0.name == name })
    let words = ReportWords.read(PhraseFilling.standard.fill(layout.text))
    for value in Self.values {
      #expect(words.contains { $0 == value || $0.hasPrefix("\(value)/") }, "\(value) in \(words)")
    }
    let categories = words.filter { word in
      ["normal", "low-bone-mass", "osteoporosis", "severe", "within", "below"].contains { word.hasPrefix($0) }
    }
    #expect(categories.filter { !$0.hasSuffix(" denied") } == ["low-bone-mass"])
    #expect(!words.contains { word in ["loss", "gain", "bones", "grade"].contains { word.hasPrefix($0) } })
  }

  @Test("A row with a cell too few in a table of regions as columns is unread, and nothing of it is guessed")
  func missingCell() {
    let text = """
      \t\tSpine\tFemoral neck\tTotal hip
      T-score\t-1.7\t-2.4\t-1.5
      Z-score\t-0.1\t-1.3
      """
    let reading = ReportText(reading: text)
    let words = reading.statements.map { ReportWords.words($0.content) }
    #expect(words == ["t -1.7 minus 1 @lumbar-spine", "t -2.4 minus 1 @femoral-neck", "t -1.5 minus 1 @total-hip"])
    #expect(!reading.unread.isEmpty)
  }

  @Test("A dash in a column of numbers is an empty cell, also where it is drawn of several")
  func emptyCells() {
    let words = ReportWords.read("Region  BMD  T-score  PR  Z-score\nL1-L4  0.856  -1.7  ---  -0.1\n")
    #expect(
      words == [
        "density 0.856 3 @lumbar-spine/L1-L4", "t -1.7 minus 1 @lumbar-spine/L1-L4",
        "z -0.1 minus 1 @lumbar-spine/L1-L4",
      ])
  }
}
