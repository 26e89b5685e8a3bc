// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

/// Rules DIS-01 to DIS-27 in whole studies: each is found where it is stated, and not where it is denied.
@Suite("Distortions")
struct ChecksOfDistortionsTests {
  static let plain = Study.plain

  static func found(_ study: Study) -> [String] { Assessment(study).found("DIS") }

  @Test(
    "What a condition or a comment states is found, and what it denies is not",
    arguments: [
      ("osteophytes L3-L4", "DIS-01"), ("facet sclerosis L4", "DIS-02"), ("compression fracture L1", "DIS-03"),
      ("aortic calcification", "DIS-04"), ("laminectomy L4", "DIS-05"), ("vertebroplasty L2", "DIS-06"),
      ("scoliosis", "DIS-07"), ("ankylosing spondylitis", "DIS-08"), ("DISH", "DIS-08"),
      ("lumbarized S1", "DIS-09"), ("external rotation of the left hip", "DIS-11"), ("shaft not straight", "DIS-12"),
      ("gallstones", "DIS-13"), ("left hip prosthesis", "DIS-14"), ("hip osteoarthritis", "DIS-15"),
      ("arm in the field", "DIS-17"), ("Paget disease", "DIS-19"),
      ("hypophosphatasia", "DIS-20"), ("osteomalacia", "DIS-23"), ("hemochromatosis", "DIS-24"),
      ("achondroplasia", "DIS-26"), ("type 2 diabetes", "DIS-27"),
    ])
  func stated(text: String, rule: String) {
    #expect(Self.found(Self.plain.having(text)) == [rule])
    #expect(Self.found(Self.plain.remarked("No fall. \(text).")) == [rule])
    #expect(Self.found(Self.plain.remarked("no " + text)).isEmpty)
    #expect(Self.found(Self.plain.having("no " + text)).isEmpty)
  }

  @Test(
    "Movement and contrast are read from comments",
    arguments: [
      ("movement during the scan", ["DIS-16"]), ("barium study last week", ["DIS-13.contrast"]),
      ("calcium tablet over L2", ["DIS-13.contrast"]), ("CT with contrast two days ago", ["DIS-13.contrast"]),
      ("In contrast to the earlier scan the spine is straight", []), ("allergy to iodinated contrast", []),
      ("contrast medium allergy", []), ("movement disorder", []),
    ])
  func comments(text: String, expected: [String]) {
    #expect(Self.found(Self.plain.remarked(text)) == expected)
    #expect(Self.found(Self.plain.remarked("no " + text)).isEmpty)
    #expect(Self.found(Self.plain.having(text)).isEmpty)
  }

  @Test("Contrast among the conditions counts where it is of the month before the scan")
  func datedContrast() {
    func study(_ since: String) -> Study {
      Self.plain.dated("2026-05-20").with {
        $0.history.conditions = [MedicalCondition(name: "barium meal", since: PartialDate(since))]
      }
    }
    #expect(
      Self.found(study("2026-05-10")) == ["DIS-13.contrast"] && Self.found(study("2026-05")) == ["DIS-13.contrast"])
    #expect(Self.found(study("2026-04-18")).isEmpty && Self.found(study("2026-06-01")).isEmpty)
    #expect(Self.found(study("2026-04-19")) == ["DIS-13.contrast"])
  }

  @Test(
    "What lies elsewhere, or is another disease, is not told",
    arguments: [
      "cervical spondylosis", "thoracic compression fracture", "compression fracture T8", "hepatic hemangioma",
      "diabetes insipidus", "type 1 diabetes", "rickets in childhood",
    ])
  func elsewhere(text: String) {
    #expect(Self.found(Self.plain.remarked(text)).isEmpty && Self.found(Self.plain.having(text)).isEmpty)
  }

  @Test(
    "The same at the lumbar spine, in its own words, is told",
    arguments: [
      ("cervical and lumbar spondylosis", "DIS-01"), ("compression fracture T12-L1", "DIS-03"),
      ("hemangioma L2", "DIS-19"), ("diabetes mellitus type 2", "DIS-27"), ("hip flexed", "DIS-12"),
      ("mild hip dysplasia", "DIS-14"), ("old fracture of the left hip", "DIS-14"),
    ])
  func here(text: String, rule: String) { #expect(Self.found(Self.plain.remarked(text)) == [rule]) }

  @Test("A fracture code of the chest is none of the lumbar spine")
  func thoracicCode() {
    func study(_ code: String) -> Study {
      Self.plain.with {
        $0.history.conditions = [MedicalCondition(name: "fracture", code: Code(system: "icd-10-cm", value: code))]
      }
    }
    #expect(Self.found(study("S22.000A")).isEmpty && Self.found(study("S32.010A")) == ["DIS-03"])
  }

  @Test("A hip fracture of the history concerns a measured hip")
  func brokenHip() {
    let study = Self.plain.dated("2026-05-01")
    #expect(Self.found(study.broken(.low(.hip, "2020"))) == ["DIS-14"])
    #expect(Self.found(study.broken(.low(.hip, "2027"))).isEmpty)
  }

  @Test("A glucocorticoid counts while it is taken and acts on the whole body; strontium from its beginning on")
  func times() {
    let study = Self.plain.dated("2026-05-01")
    func drug(_ name: String, _ start: String?, _ stop: String?) -> Study {
      var drug = Medication(name: name)
      drug.start = start.flatMap { PartialDate($0) }
      drug.stop = stop.flatMap { PartialDate($0) }
      return study.taking(drug)
    }
    #expect(Self.found(drug("prednisolone", "2020", "2026-06")) == ["DIS-27"])
    #expect(Self.found(drug("prednisolone", "1990", "1991")).isEmpty)
    #expect(Self.found(drug("prednisolone", "2026-06", nil)).isEmpty)
    #expect(Self.found(drug("hydrocortisone cream", nil, nil)).isEmpty)
    #expect(Self.found(drug("dexamethasone eye drops", nil, nil)).isEmpty)
    #expect(Self.found(drug("strontium ranelate", "2010", "2012")) == ["DIS-21"])
    #expect(Self.found(drug("strontium ranelate", "2026-06", nil)).isEmpty)
  }

  @Test("A plain study has none")
  func plain() { #expect(Self.found(Self.plain).isEmpty) }

  @Test("What concerns the spine is silent where only a hip was measured, and the other way round")
  func otherSite() {
    let hip = Study.woman(age: 66, [.hip().printed(t: -0.5)])
    #expect(Self.found(hip.remarked("osteophytes L3", "scoliosis")).isEmpty)
    let spine = Study.woman(age: 66, [.spine().printed(t: -0.5)])
    #expect(Self.found(spine.remarked("hip osteoarthritis", "external rotation")).isEmpty)
  }

  @Test("Contrast warns; all else that is stated informs")
  func severity() {
    for rule in Rule.all where rule.id.hasPrefix("DIS") {
      let warns: Set = ["DIS-13.contrast", "DIS-22.very-high"]
      #expect(rule.finding?.severity == (warns.contains(rule.id) ? .warning : .information), "\(rule.id)")
    }
  }

  @Test(
    "Drugs are found by name and by code",
    arguments: [("strontium ranelate", "DIS-21"), ("prednisolone", "DIS-27"), ("Methylprednisolone", "DIS-27")])
  func drugs(name: String, rule: String) {
    #expect(Self.found(Self.plain.taking(Medication(name: name))) == [rule])
    let coded = Medication(name: "brand", code: Code(system: "atc", value: rule == "DIS-21" ? "M05BX03" : "H02AB06"))
    #expect(Self.found(Self.plain.taking(coded)) == [rule])
  }

  @Test(
    "A low alkaline phosphatase is one below the laboratory's own interval",
    arguments: [("30", false), ("29.9", true), ("120", false)])
  func phosphatase(value: String, isLow: Bool) throws {
    let value = try #require(ExactDecimal(text: value))
    var result = LaboratoryResult(test: "alkaline-phosphatase", value: value, unit: "U/L")
    #expect(Self.found(Self.plain.with { $0.history.laboratory = [result] }).isEmpty)
    result.low = ExactDecimal(30)
    #expect(Self.found(Self.plain.with { $0.history.laboratory = [result] }) == (isLow ? ["DIS-20"] : []))
  }

  @Test(
    "A body mass index of 35 is told; at 200 cm it is a weight of 140 kg", arguments: [(139.6, false), (140.0, true)])
  func bodyMass(kilograms: Double, isTold: Bool) {
    let study = Self.plain.with {
      $0.patient.heightCm = 200
      $0.patient.weightKg = kilograms
    }
    #expect(Self.found(study) == (isTold ? ["DIS-10"] : []))
  }

  @Test(
    "A height below 145 cm is short, and one in inches is not taken for it",
    arguments: [(145.0, false), (144.9, true), (120, true), (64, false)])
  func shortStature(centimeters: Double, isTold: Bool) {
    #expect(Self.found(Self.plain.with { $0.patient.heightCm = centimeters }) == (isTold ? ["DIS-26"] : []))
  }

  @Test("Stated short stature explains a height below 120 cm, which nobody then takes for inches")
  func statedStature() {
    let study = Self.plain.having("achondroplasia").with { $0.patient.heightCm = 118 }
    #expect(Self.found(study) == ["DIS-26"] && !Assessment(study).finds("AUD-14.height"))
    #expect(Assessment(Self.plain.with { $0.patient.heightCm = 118 }).finds("AUD-14.height"))
  }

  @Test("A broken wrist concerns a measured forearm")
  func wrist() {
    let forearm = Self.plain.with { $0.scans[0].regions.append(.radius().printed(t: -0.5)) }
    let undated = forearm.broken(.low(.forearm)).with { $0.scans[0].date = nil }
    #expect(Self.found(undated).isEmpty)  // Without days nobody knows whether it was in childhood.
    #expect(Self.found(forearm.broken(.low(.forearm, "2020"))) == ["DIS-18"])
    #expect(Self.found(forearm.remarked("Colles fracture 2015")) == ["DIS-18"])
    #expect(Self.found(Self.plain.remarked("Colles fracture 2015")).isEmpty)
  }

  @Test("Another scanner, model, serial number or software is told")
  func scanner() {
    let study = Self.plain.followed
    #expect(Self.found(study).isEmpty)
    #expect(Self.found(study.with { $0.scans[0].scanner.software = "5.6" }).isEmpty)
    let changes: [(inout Study) -> Void] = [
      { $0.scans[1].scanner = .prodigy }, { $0.scans[1].scanner.model = "Discovery A" },
      {
        $0.scans[0].scanner.serial = "1"
        $0.scans[1].scanner.serial = "2"
      },
      {
        $0.scans[0].scanner.software = "5.6"
        $0.scans[1].scanner.software = "5.5"
      },
    ]
    for change in changes { #expect(Self.found(study.with(change)) == ["DIS-25"]) }
  }

  @Test("A region left out says so itself: its reason is no comment")
  func reasons() {
    let study = Self.plain.with {
      $0.scans[0].regions.append(MeasuredRegion.vertebra(.l3, 15, 10).excluded("osteophytes"))
    }
    #expect(!Self.found(study).contains("DIS-01"))
  }

  // MARK: What an exclusion changes

  @Test("A proposal on a Prodigy says what it changes, by the maker's references of both sets")
  func effectByMaker() {
    // L1-L3: (10.18 + 11.76 + 15.29) / 38 = 0.980, T (0.980 - 1.170) / 0.120 = -1.6.
    // L1-L2: 21.94 / 24 = 0.914, T (0.914 - 1.165) / 0.120 = -2.1.
    let regions: [MeasuredRegion] = [
      .vertebra(.l1, 10.18, 11.5), .vertebra(.l2, 11.76, 12.5), .vertebra(.l3, 15.29, 14),
    ]
    let message = Assessment(.woman(age: 66, on: .prodigy, regions)).message("ROI-06.weak")
    #expect(
      message.contains(
        "Without it L1-L2 has 0.914 g/cm² in place of 0.980, and T \u{2212}2.1 in place of \u{2212}1.6; the spine alone stays low bone mass."
      ), "\(message)")
  }

  @Test("A proposal on a Hologic shows the survey's T-scores and no category")
  func effectBySurvey() {
    // L1+L2+L3: 26.5 / 30 = 0.883, T (0.883 - 1.0466) / 0.1142 = -1.4; L1+L3: 16 / 20 = 0.800, (0.800 - 1.0377) / 0.1129 = -2.1.
    let regions: [MeasuredRegion] = [.vertebra(.l1, 8, 10), .vertebra(.l2, 10.5, 10), .vertebra(.l3, 8, 10)]
    let message = Assessment(.woman(age: 66, regions)).findings.first { $0.rule.hasPrefix("ROI-06") }?.message ?? ""
    #expect(
      message.contains(
        "Without it L1+L3 has 0.800 g/cm² in place of 0.883, and T \u{2212}2.1 in place of \u{2212}1.4 by NHANES 2005-2010, which shows the effect and never classifies."
      ), "\(message)")
  }

  @Test("Without content and area the effect is not known")
  func noEffect() {
    let regions = zip(Vertebra.allCases, [-2.0, -0.9, -2.0, -2.0]).map { MeasuredRegion.vertebra($0, t: $1) }
    #expect(Assessment(.woman(age: 66, regions)).message("ROI-06.strong").contains("cannot be computed"))
  }
}
