// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

@Suite("Change")
struct ChangeTests {
  // MARK: The star

  @Test("A change that equals the least significant change counts", arguments: [0.826, 0.825, 0.775, 0.774])
  func equalCounts(density: Double) {
    #expect(Assessment(of: .hips(then: density)).changes.first?.isSignificant == true)
  }

  @Test("A change one thousandth below the least significant change does not count", arguments: [0.824, 0.8, 0.776])
  func belowDoesNotCount(density: Double) {
    #expect(Assessment(of: .hips(then: density)).changes.first?.isSignificant == false)
  }

  @Test("Difference, percentage and yearly figures follow from the printed densities")
  func arithmetic() throws {
    let change = try #require(Assessment(of: .hips(then: 0.768)).changes.first)
    #expect(change.milligrams == -32)
    #expect(change.leastSignificantChange == 0.025)
    #expect(change.span == .previousAndBaseline)
    let years = 731.0 / 365.25  // 2024-05-01 to 2026-05-02
    #expect(change.years == years)
    #expect(change.percent == 100 * -32.0 / 800)
    #expect(change.gramsPerYear == -0.032 / years)
    #expect(change.percentPerYear == -4 / years)
  }

  @Test("Of three visits the change is told since the previous and since the first")
  func windows() {
    let study = Study.visits([
      "2026-05-02": [.hip(0.77)], "2024-05-01": [.hip(0.79)], "2021-05-01": [.hip(0.80)],
    ])
    let changes = Assessment(of: study).changes
    #expect(changes.map { $0.span } == [.previous, .baseline])
    #expect(changes.map { $0.milligrams } == [-20, -30])
    #expect(changes.map { $0.isSignificant } == [false, true])
  }

  @Test("The order of the scans in the study does not matter")
  func order() {
    let study = Study.visits(["2026-05-02": [.hip(0.77)], "2024-05-01": [.hip(0.79)], "2021-05-01": [.hip(0.80)]])
    let turned = study.with { $0.scans.reverse() }
    #expect(Assessment(of: turned).changes.map { $0.milligrams } == [-20, -30])
  }

  @Test("One scan has no change")
  func oneScan() {
    #expect(Assessment(of: .visits(["2026-05-02": [.hip(0.77)]])).changes.isEmpty)
  }

  // MARK: Not comparable

  /// Two visits of the hip that differ in one thing.
  static let different: [(part: String, study: Study)] = {
    let study = Study.hips(then: 0.76).with { $0.scans[0].regions[0].mode = "fast array" }
    return [
      ("maker", study.atFirst { $0.scanner = .prodigy }), ("facility", study.atFirst { $0.facility = "B" }),
      ("scanner", study.atFirst { $0.scanner.model = "Discovery A" }),
      ("side", study.atFirst { $0.regions = [.hip(0.8, .right)] }),
      ("mode", study.atFirst { $0.regions[0].mode = "array" }),
    ]
  }()

  @Test("What differs makes the later scan a new baseline", arguments: different)
  func notComparable(part: String, study: Study) throws {
    let found = try #require(Assessment(of: study).changes.first)
    #expect(!found.isComparable)
    #expect(found.difference?.part == part)
    #expect(found.milligrams == nil && found.isSignificant == nil && found.truth == nil)
    #expect(found.refusals.map { $0.code } == ["not-comparable"])
    #expect(found.rules.contains("SER-05"))
  }

  @Test("Other vertebrae do not compare, and the same ones do")
  func vertebrae() {
    let study = Study.visits([
      "2026-05-02": [.spine(0.9, [.l1, .l2, .l3])], "2024-05-01": [.spine(0.93)],
    ])
    #expect(Assessment(of: study).changes.first?.difference?.part == "vertebrae")
    let both = study.with { $0.scans[0].regions.append(.spine(0.9)) }
    let changes = Assessment(of: both).changes
    #expect(changes.map { $0.later.region.label } == ["lumbar-spine L1-L4"])
    #expect(changes.first?.isSignificant == true)
  }

  @Test("Other software leaves a doubt, and the change is told")
  func software() {
    let study = Study.hips(then: 0.77).with { study in
      study.scans[0].scanner.software = "5.6"
      study.scans[1].scanner.software = "5.5"
    }
    let change = Assessment(of: study).changes.first
    #expect(change?.difference?.part == "software")
    #expect(change?.isSignificant == true)
  }

  @Test("A scanner with the same serial number is the same scanner under another name")
  func renamedScanner() {
    let study = Study.hips(then: 0.77).with { study in
      study.scans[0].scanner.serial = "80001"
      study.scans[1].scanner.serial = "80001"
      study.scans[1].scanner.model = "Horizon-W (S/N 80001)"
    }
    #expect(Assessment(of: study).changes.first?.isComparable == true)
  }

  @Test("A scan that does not compare is passed over for the first that does")
  func otherScannerBetween() {
    let study = Study.visits([
      "2026-05-02": [.hip(0.77)], "2024-05-01": [.hip(0.95)], "2021-05-01": [.hip(0.80)],
    ]).with { $0.scans[1].scanner = .prodigy }
    let changes = Assessment(of: study).changes
    #expect(changes.map { $0.isComparable } == [false, true])
    #expect(changes.map { $0.span } == [.previous, .baseline])
    #expect(changes.last?.truth?.scans == 2)
  }

  @Test("Two measurements of a region on one day are not chosen between")
  func severalOnOneDay() {
    let latest = Study.hips(then: 0.77).with { $0.scans[0].regions.append(.hip(0.79)) }
    let earlier = Study.hips(then: 0.77).atFirst { $0.regions.append(.hip(0.81)) }
    for study in [latest, earlier] {
      let changes = Assessment(of: study).changes
      #expect(changes.map { $0.refusals.map { $0.code } } == [["several-on-one-day"]])
      #expect(changes.first?.milligrams == nil)
    }
  }

  // MARK: Precision

  @Test("Without precision the difference is told, and not whether it is significant")
  func unknownPrecision() throws {
    let change = try #require(Assessment(of: Study.hips(then: 0.7).with { $0.precision = nil }).changes.first)
    #expect(change.milligrams == -100)
    #expect(change.isSignificant == nil && change.truth == nil)
    #expect(change.refusals.map { $0.rule } == ["SER-06"])
  }

  @Test("The precision of four vertebrae is none of three")
  func precisionOfOthers() {
    let study = Study.visits([
      "2026-05-02": [.spine(0.9, [.l1, .l2, .l3])], "2024-05-01": [.spine(0.94, [.l1, .l2, .l3])],
    ])
    #expect(Assessment(of: study).changes.first?.refusals.map { $0.rule } == ["SER-07"])
  }

  // MARK: The true change

  @Test("Two scans without expectation say what their difference and its error say")
  func twoScans() throws {
    let truth = try #require(Assessment.withoutExpectation(.hips(then: 0.775)).changes.first?.truth)
    // The mean is the difference; the error is that of two scans, 0.025 / 2.77 each.
    let error = 0.025 / 2.77 * 2.0.squareRoot()
    #expect(abs(truth.change.mean + 0.025) < 1e-12)
    #expect(abs(truth.change.deviation - error) < 1e-12)
    #expect(abs(truth.probabilityOfLoss - NormalDistribution.cumulative(0.025 / error)) < 1e-12)
    #expect(abs(truth.probabilityOfLargeLoss - 0.5) < 1e-12)
    #expect(truth.shareSeenAgain.map { abs($0 - 1) < 1e-12 } == true)
    #expect(truth.noExpectation == .switchedOff)
  }

  @Test("An expected rate of one's own draws a change towards it, and the share that is true shrinks")
  func ownRate() throws {
    let options = AssessmentOptions(expectedRate: .own(percentPerYear: 0, spread: 0.6))
    let truth = try #require(Assessment(of: .hips(then: 0.775), options: options).changes.first?.truth)
    // With mean density m: var = (0.6 % m)² t² + (0.5 % m)² t + (0.2 % m)² t³ / 3; share = var / (var + 2 error²).
    let (mean, years, error) = (0.7875, 731.0 / 365.25, 0.025 / 2.77)
    let percent = 0.36 * years * years + 0.25 * years + 0.04 * years * years * years / 3
    let variance = percent * (mean / 100) * (mean / 100)
    let share = variance / (variance + 2 * error * error)
    #expect(truth.shareSeenAgain.map { abs($0 - share) < 1e-9 } == true)
    #expect(truth.expected.map { abs($0.measured.mean) < 1e-15 } == true)
    #expect(truth.expected?.rates.steps.map { $0.rule } == [nil])
  }

  @Test("A measured change of 0 has no share that is seen again")
  func noChange() {
    #expect(Assessment(of: .hips(then: 0.8)).changes.first?.truth?.shareSeenAgain == nil)
  }

  @Test("Spine and hip of one day are taken together, and a single site is not")
  func together() throws {
    let study = Study.visits([
      "2026-05-02": [.hip(0.77), .spine(0.9), .neck(0.6)], "2024-05-01": [.hip(0.80), .spine(0.92), .neck(0.62)],
    ])
    let assessment = Assessment.withoutExpectation(study)
    let person = try #require(assessment.personChange)
    #expect(person.regions.map { $0.site } == [.lumbarSpine, .totalHip])
    // Percent of the mean density: -0.020 of 0.910 and -0.030 of 0.785.
    #expect(abs(person.percent.mean - (-2.0 / 0.91 - 3.0 / 0.785) / 2) < 1e-9)
    let spine = 0.028 / 2.77 * 2.0.squareRoot() * 100 / 0.91
    let hip = 0.025 / 2.77 * 2.0.squareRoot() * 100 / 0.785
    #expect(abs(person.percent.deviation - (spine * spine + hip * hip).squareRoot() / 2) < 1e-9)
    #expect(Assessment(of: .hips(then: 0.77)).personChange == nil)
  }

  // MARK: What rules find

  @Test("A significant loss on treatment is looked into, a gain and an untreated loss are not")
  func lossOnTreatment() {
    let drug = Medication(name: "alendronate")
    #expect(Assessment(of: Study.hips(then: 0.775).taking(drug)).found("SER-12").contains("SER-12"))
    #expect(!Assessment(of: Study.hips(then: 0.776).taking(drug)).found("SER-12").contains("SER-12"))
    #expect(!Assessment(of: Study.hips(then: 0.83).taking(drug)).found("SER-12").contains("SER-12"))
    #expect(Assessment(of: Study.hips(then: 0.7).taking()).found("SER-12").isEmpty)
  }

  @Test("A scan that jumps out of a series is named with its day")
  func outlying() {
    let study = Study.visits([
      "2026-05-02": [.hip(0.79)], "2024-05-01": [.hip(0.90)], "2022-05-01": [.hip(0.80)], "2020-05-01": [.hip(0.80)],
    ])
    #expect(Assessment(of: study).message("SER-10.outlying").contains("2024-05-01"))
    let smooth = study.with { $0.scans[1].regions = [.hip(0.797)] }
    #expect(Assessment(of: smooth).message("SER-10.outlying").isEmpty)
  }

  @Test("Two windows that contradict each other are told")
  func contradiction() {
    let study = Study.visits([
      "2026-05-02": [.hip(0.77)], "2024-05-01": [.hip(0.74)], "2021-05-01": [.hip(0.80)],
    ])
    #expect(!Assessment(of: study).message("SER-04.windows").isEmpty)
    let one = study.with { $0.scans[0].regions = [.hip(0.776)] }
    #expect(Assessment(of: one).message("SER-04.windows").isEmpty)
  }

  /// Gain on denosumab to 2024, and loss after its end.
  static func rebound(start: String? = "2019-05", stop: String? = "2024-08") -> Study {
    var drug = Medication(name: "denosumab")
    (drug.start, drug.stop) = (start.flatMap { PartialDate($0) }, stop.flatMap { PartialDate($0) })
    return Study.visits([
      "2026-03-17": [.hip(0.694)], "2024-07-09": [.hip(0.742)], "2019-05-21": [.hip(0.688)],
    ]).taking(drug)
  }

  @Test("Where nothing is expected, no straight line runs through scans before and after a bone drug turned")
  func turn() throws {
    let changes = Assessment(of: Self.rebound()).changes
    let noise = 0.025 / 2.77 * 2.0.squareRoot()
    for (change, measured) in zip(changes, [-0.048, 0.006]) {
      let truth = try #require(change.truth)
      #expect(truth.expected == nil && truth.scans == 2)
      #expect(abs(truth.change.mean - measured) < 1e-9)
      #expect(abs(truth.change.deviation - noise) < 1e-9)
    }
    #expect(Assessment(of: Self.rebound()).message("SER-10.outlying").isEmpty)
  }

  @Test(
    "A bone drug turns a series where a start or a stop may fall between its scans",
    arguments: [
      (nil, nil, nil), ("2019-05-21", nil, false), ("2019-05-22", nil, true), ("2019-05", nil, true),
      ("2026-03-17", nil, true), ("2026-03-18", nil, false), ("2010", "2019-05-21", false),
      ("2010", "2019-05-22", true),
      (nil, "2022", true),
    ] as [(String?, String?, Bool?)])
  func turns(start: String?, stop: String?, isTurn: Bool?) {
    let study = Self.rebound(start: start, stop: stop)
    let days = ["2019-05-21", "2026-03-17"].map { PartialDate($0)?.earliest }
    #expect(study.turnsBoneDrug(between: days[0], and: days[1]) == isTurn)
  }

  @Test("Without a list of drugs, or a day, nobody can tell whether a bone drug turned; an empty list turns nothing")
  func noTurn() {
    let days = ["2019-05-21", "2026-03-17"].map { PartialDate($0)?.earliest }
    #expect(Study.hips(then: 0.8).turnsBoneDrug(between: days[0], and: days[1]) == nil)
    #expect(Study.hips(then: 0.8).taking().turnsBoneDrug(between: nil, and: nil) == false)
    #expect(Self.rebound().turnsBoneDrug(between: nil, and: days[1]) == nil)
  }

  @Test("A category that moved without a significant change is called neither loss nor gain")
  func movedCategory() {
    // T-scores of the neck: (density - 0.858) / 0.120, so 0.563 is -2.5 and 0.570 is -2.4.
    let study = Study.visits(["2026-05-02": [.neck(0.555), .hip(0.8)], "2024-05-01": [.neck(0.57), .hip(0.8)]])
    let found = Assessment(of: study).found("NUM-06")
    #expect(found == ["NUM-06.unchanged"])
    let changed = study.with { $0.scans[0].regions[1] = .hip(0.77) }
    #expect(Assessment(of: changed).found("NUM-06") == ["NUM-06"])
  }

  @Test("The spine of a heavy person is taken with care", arguments: [(29.9, false), (30.0, true)])
  func heavyBody(index: Double, isFound: Bool) {
    let study = Study.visits(["2026-05-02": [.spine(0.9)], "2024-05-01": [.spine(0.93)]])
      .with { ($0.patient.heightCm, $0.patient.weightKg) = (200, 4 * index) }
    #expect(Assessment(of: study).found("SER-08").isEmpty != isFound)
  }

  @Test("A significant change of the neck is noted as one of a noisier site")
  func otherSite() {
    let study = Study.visits(["2026-05-02": [.neck(0.567)], "2024-05-01": [.neck(0.6)]])
    #expect(Assessment(of: study).found("SER-09") == ["SER-09.other"])
  }

  @Test("Where neither spine nor hip can be used, the one-third radius is followed")
  func forearm() {
    let study = Study.visits(["2026-05-02": [.radius(0.6)], "2024-05-01": [.radius(0.65)]])
      .with { $0.precision?.sites.append(SitePrecision(site: .radius33, leastSignificantChange: 0.03)) }
    #expect(Assessment(of: study).changes.first?.rules.contains("SER-09") == true)
    let withHip = study.with { $0.scans[0].regions.append(.hip(0.8)) }
    #expect(Assessment(of: withHip).changes.first?.rules.contains("SER-09") == false)
  }
}

@Suite("Change between two scanners")
struct CalibratedChangeTests {
  /// Two scans on two calibrated scanners: new = 1.02 old - 0.01, so 0.800 g/cm² reads 0.806.
  static func study(then density: Double, first: Double = 0.8) -> Study {
    Study.visits(["2026-05-02": [.hip(density)], "2024-05-01": [.hip(first)]]).with { study in
      study.scans[0].scanner.serial = "300123"
      study.scans[1].scanner.serial = "80001"
      study.scans[1].scanner.model = "Discovery W"
      study.calibrations = [
        ScannerCalibration(
          site: .totalHip, from: "80001", to: "300123", slope: 1.02, intercept: -0.01, standardError: 0.02,
          leastSignificantChange: 0.041, range: 0.5...1.1)
      ]
    }
  }

  @Test(
    "The earlier density is converted, and the generalized limit counts", arguments: [(0.765, true), (0.766, false)])
  func limit(density: Double, isSignificant: Bool) throws {
    let change = try #require(Assessment(of: Self.study(then: density)).changes.first)
    #expect(change.isComparable)
    #expect(change.earlierDensity.map { abs($0 - 0.806) < 1e-12 } == true)
    #expect(change.milligrams == Int64((density * 1000).rounded()) - 806)
    #expect(change.leastSignificantChange == 0.041)
    #expect(change.isSignificant == isSignificant)
    #expect(change.rules.contains("SER-05.calibrated"))
  }

  @Test("The error of the conversion enters the true change")
  func error() throws {
    let truth = try #require(Assessment.withoutExpectation(Self.study(then: 0.78)).changes.first?.truth)
    // One scan on each scanner with the scatter between them is what the standard error of the conversion holds.
    #expect(abs(truth.change.mean - (0.78 - 0.806)) < 1e-12)
    #expect(abs(truth.change.deviation - 0.02) < 1e-12)
  }

  @Test("A density outside the calibration, another site and the other direction do not compare")
  func outside() {
    let cases = [
      Self.study(then: 0.78, first: 0.499), Self.study(then: 0.78).with { $0.calibrations[0].site = .femoralNeck },
      Self.study(then: 0.78).with { $0.calibrations[0].to = "80001" },
    ]
    for study in cases { #expect(Assessment(of: study).changes.first?.difference?.part == "scanner") }
    #expect(Assessment(of: Self.study(then: 0.78, first: 0.5)).changes.first?.isComparable == true)
  }
}
