// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

/// A printed density stands for densities within 0.0005 g/cm², a printed score for scores within 0.05.
///
/// Neck of NHANES III, White women: mean 0.858, SD 0.120. At 0.570 the densities 0.5695 to 0.5705 give T from
/// -2.404167 to -2.395833, so that only the print -2.4 is within reach. At 0.564 they give -2.454167 to -2.445833: both
/// -2.4 (to -2.45) and -2.5 (from -2.45) are.
@Suite("References that explain a printed score")
struct ReferenceExplainerTests {
  static let female = "nhanes-iii.femoral-neck.white-female"
  static let male = "nhanes-iii.femoral-neck.white-male"

  private func t(_ region: MeasuredRegion, on scanner: Scanner = .hologic) throws -> ScoreExplanation {
    try #require(ReferenceExplainer().t(of: region, on: scanner))
  }

  private func level(_ density: Double, _ printed: Double, _ key: String = female) throws -> FitLevel {
    let explanation = try t(.neck(density).printed(t: printed))
    return try #require((explanation.fits + explanation.misses).first { $0.reference == key }).level
  }

  @Test(
    "A reference explains the prints that the rounding of density and score can make, and no other",
    arguments: [
      (0.570, -2.4, FitLevel.exact), (0.570, -2.3, .none), (0.570, -2.5, .none),
      // 0.564 is -2.45, which the engine rounds to -2.5; a device that knows the density as 0.5643 prints -2.4.
      (0.564, -2.5, .exact), (0.564, -2.4, .rounding), (0.564, -2.6, .none), (0.564, -2.3, .none),
      // 0.565: 0.5645 gives -2.445833, 0.5655 gives -2.4375, so -2.5 is out of reach; so is -2.4 for 0.563 (-2.454167).
      (0.565, -2.4, .exact), (0.565, -2.5, .none), (0.563, -2.5, .exact), (0.563, -2.4, .none),
    ] as [(Double, Double, FitLevel)])
  func boundary(density: Double, printed: Double, expected: FitLevel) throws {
    #expect(try level(density, printed) == expected)
  }

  @Test("Both ends of both roundings count: a density half a mg away may lie exactly on a half of a tenth")
  func closedEnds() throws {
    // Mean 0.858, SD 0.120: T = -1.05 at 0.7320 exactly, and 0.7325 is -1.045833; 0.7315 is -1.054167.
    #expect(try level(0.732, -1.1) == .exact && level(0.732, -1.0) == .rounding)
    // Mean 1.0, SD 0.1: 0.8955 is T -1.045 and 0.8945 is -1.055; a mean of 1.0005 puts 0.8955 on -1.05 exactly.
    for (mean, fits) in [("1.0004", false), ("1.0005", true), ("1.0006", true)] {
      let population = YoungAdultPopulation(
        key: "test.femoral-neck.female", site: .femoralNeck, vertebrae: nil, sex: .female, scale: .hologic, devices: [],
        family: .manufacturer, isDiagnostic: true, tag: .confirmed, mean: try #require(ExactDecimal(text: mean)),
        deviation: try #require(ExactDecimal(text: "0.1")))
      let explainer = ReferenceExplainer(KnownReferences(populations: [population], curves: []))
      // 0.896 stands for 0.8955 to 0.8965, that is for T down to (0.8955 - mean) / 0.1.
      let explanation = try #require(explainer.t(of: .neck(0.896).printed(t: -1.1), on: .hologic))
      #expect(explanation.fits.isEmpty != fits, "\(mean)")
    }
  }

  @Test("A stated tolerance of the mean widens what a reference explains, and is told apart")
  func tolerance() throws {
    // Prodigy L2-L4 1.200 +/- 0.005, SD 0.120: at 0.900 T is -2.5; with means of 1.195 to 1.205 and 0.8995 to 0.9005 it is
    // -2.545833 to -2.454167. At 0.905 it is -2.458333, and -2.4 needs (0.9055 - mean) / 0.12 >= -2.45, a mean of at most
    // 1.1995. At 0.906 it is -2.45, where rounding alone leaves both. At 0.907, -2.441667, -2.5 needs a mean of 1.2005.
    let key = "lunar-prodigy.lumbar-spine.l2-l4.female"
    for (density, printed, expected) in [
      (0.900, -2.5, FitLevel.exact), (0.900, -2.4, .none), (0.905, -2.5, .exact), (0.905, -2.4, .tolerance),
      (0.906, -2.5, .exact), (0.906, -2.4, .rounding), (0.907, -2.5, .tolerance), (0.912, -2.5, .none),
    ] {
      let region = MeasuredRegion.spine(density, [.init(.l2), .init(.l3), .init(.l4)]).printed(t: printed)
      let explanation = try t(region, on: .prodigy)
      let fit = try #require((explanation.fits + explanation.misses).first { $0.reference == key })
      #expect(fit.level == expected, "\(density) \(printed)")
    }
  }

  @Test("A miss says what would have been printed, and how far beyond rounding the print lies")
  func miss() throws {
    // 0.570 is -2.4 against women; the print -2.9 lies 2.85 - 2.404167 = 0.445833 beyond.
    let explanation = try t(.neck(0.570).printed(t: -2.9))
    let fit = try #require(explanation.misses.first { $0.reference == Self.female })
    #expect(fit.score.tenths == -24 && fit.missTenths == 5)
    #expect((fit.miss - (2.85 - 0.2885 / 0.12)).magnitude < 1e-12)
    #expect(explanation.misses.map { $0.miss } == explanation.misses.map { $0.miss }.sorted())
  }

  @Test("An exact fit comes first, then the stated one, a diagnostic one, a confirmed one, and the key")
  func ranking() throws {
    // Total hip 0.760: Hologic and NHANES III women are the same pair 0.942 (0.122), T -1.4918; one is diagnostic.
    let region = MeasuredRegion.hip(0.760).printed(t: -1.5)
    let keys = try t(region).fits.map { $0.reference }
    #expect(Array(keys.prefix(2)) == ["nhanes-iii.total-hip.white-female", "hologic.total-hip.female"])
    let stated = try t(.hip(0.760).printed(t: -1.5, "Hologic")).fits.map { $0.reference }
    #expect(Array(stated.prefix(2)) == ["hologic.total-hip.female", "nhanes-iii.total-hip.white-female"])
    for explanation in [try t(region), try t(.neck(0.564).printed(t: -2.4))] {
      #expect(explanation.fits.map { $0.level } == explanation.fits.map { $0.level }.sorted())
      #expect(explanation.fits.allSatisfy { $0.explains } && explanation.misses.allSatisfy { !$0.explains })
    }
  }

  @Test("Candidates are those of the region on the scale of the scanner; without a scale those of every scale")
  func candidates() throws {
    let region = MeasuredRegion.neck(0.570).printed(t: -2.4)
    let hologic = try t(region)
    let count = { (scale: ScannerScale?) in
      ReferenceLibrary.populations.count { $0.site == .femoralNeck && (scale == nil || $0.scale == scale) }
    }
    #expect(hologic.compared == count(.hologic) && (hologic.fits + hologic.misses).allSatisfy { $0.scale == .hologic })
    #expect(try t(region, on: .unknown).compared == count(nil))
    let study = Study.woman(age: 66, on: .unknown, [region])
    #expect(ReferenceExplainer().explain(study)[0].verdict.contains("references on every scale were tried"))
  }

  @Test("What cannot be checked says why")
  func obstacles() throws {
    #expect(try t(.neck().printed(t: -2.4)).obstacle == .noDensity)
    #expect(try t(.region(.radiusUltradistal, 0.4).printed(t: -1.0)).obstacle == .noReference)
    #expect(ReferenceExplainer().t(of: .neck(0.5), on: .hologic) == nil)
    let patient = Patient(sexAtBirth: .female)
    for (age, expected) in [(Age.atLeast(80), ScoreExplanation.Obstacle.ageNotExact), (.exact(4), .ageOutside)] {
      let scan = Scan(date: nil, age: age, scanner: .hologic, regions: [.neck(0.6).printed(z: -0.5)])
      #expect(ReferenceExplainer().explain(scan, of: patient).regions[0].z?.obstacle == expected)
    }
  }

  // MARK: Z-scores

  /// A curve whose median falls by 0.012 g/cm² a year, with L 1 and S such that an SD is 0.1 g/cm² at 60 years.
  static let curve = AgeCurve(
    key: "test.femoral-neck.all-female",
    subject: AgeCurveSubject(site: .femoralNeck, sex: .female, scale: .hologic), sparseFrom: nil, tag: .confirmed,
    knots: [
      .init(age: 60, distribution: BoxCoxNormal(power: 1, median: 0.8, variation: 0.125)),
      .init(age: 70, distribution: BoxCoxNormal(power: 1, median: 0.68, variation: 0.125)),
    ])

  private func z(
    _ density: Double, _ printed: Double, age: Double, birth: Bool = false, dated: Bool = false
  ) throws -> FitLevel {
    let explainer = ReferenceExplainer(KnownReferences(populations: [], curves: [Self.curve]))
    let date = dated ? CalendarDate("2026-05-01") : nil
    let scan = Scan(
      date: date, age: .exact(age), scanner: .hologic, regions: [.neck(density).printed(z: printed)])
    let explanation = try #require(explainer.z(of: scan.regions[0], on: scan, birthIsKnown: birth))
    return (explanation.fits + explanation.misses)[0].level
  }

  @Test("A whole age stands for every age until the next birthday, an exact one for itself")
  func ageInWholeYears() throws {
    // At 60 years 0.700 is (0.700 - 0.8) / 0.1 = -1.0. At 61 the median is 0.788, an SD 0.0985: (0.7005 - 0.788) / 0.0985 is
    // -0.888, so that -0.9 is within reach (from -0.95 to -0.85), and -0.8 (to -0.85) is not.
    #expect(try z(0.700, -1.0, age: 60) == .exact)
    #expect(try z(0.700, -0.9, age: 60) == .rounding)
    #expect(try z(0.700, -0.8, age: 60) == .none)
    // At 60.0 exactly, with both days known, the densities 0.6995 to 0.7005 give -1.005 to -0.995.
    #expect(try z(0.700, -0.9, age: 60, birth: true, dated: true) == .none)
    #expect(try z(0.700, -1.0, age: 60, birth: true, dated: true) == .exact)
    // At 60.5 the median is 0.794, an SD 0.09925: 0.703 gives -0.917 (-0.922 to -0.912), which prints as -0.9 only.
    #expect(try z(0.703, -0.9, age: 60.5) == .exact && z(0.703, -1.0, age: 60.5) == .none)
    // From 70 on only the last age of the curve is left of the year.
    #expect(try z(0.680, 0.0, age: 70) == .exact && z(0.680, 0.1, age: 70) == .none)
  }

  @Test("Curves of the other sex and of every group are tried")
  func curveCandidates() throws {
    let region = MeasuredRegion.neck(0.700).printed(z: -0.5)
    let scan = Scan(date: nil, age: .exact(60.5), scanner: .hologic, regions: [region])
    let explanation = try #require(ReferenceExplainer().z(of: region, on: scan, birthIsKnown: false))
    let curves = ReferenceLibrary.curves.filter {
      $0.subject.site == .femoralNeck && $0.subject.scale == .hologic && $0.domain.contains(60.5)
    }
    #expect(explanation.compared == curves.count && Set(curves.map { $0.subject.sex }).count == 2)
  }

  // MARK: The stated reference

  @Test(
    "A stated reference is matched where its words leave one family, and nothing is guessed",
    arguments: [
      ("nhanes-iii.femoral-neck.white-female", [female]), ("NHANES-III.femoral-neck.white-female", [female]),
      ("nhanes-iii.white-female", [female]), ("NHANES III White Female", [female]),
      ("NHANES III, white women of 20-29 years", [female]), ("NHANES III Caucasian male", [male]),
      ("NHANES III", [female, male]), ("Hologic", ["hologic.femoral-neck.female", "hologic.femoral-neck.male"]),
      ("Hologic Female", ["hologic.femoral-neck.female"]),
      ("NHANES 2005-2014 White Female", ["nhanes-2005-2014.femoral-neck.white-female"]),
      // Several families, no family at all, and words that are not understood.
      ("NHANES White Female", []), ("White Female", []), ("2012 BMDCS/NHANES White Female", []), ("Lunar", []),
      ("", []), ("local", []),
    ] as [(String, [String])])
  func statedReference(name: String, expected: [String]) throws {
    let explanation = try t(.neck(0.570).printed(t: -2.4, name))
    #expect(explanation.stated.map { $0.reference }.sorted() == expected.sorted())
    #expect((explanation.isStatedExplaining == nil) == expected.isEmpty)
  }

  @Test("A stated reference that does not explain the print is said not to")
  func statedMisses() throws {
    // 0.570 against men: (0.570 - 0.934) / 0.137 = -2.6569.
    #expect(try t(.neck(0.570).printed(t: -2.7, "NHANES III White Female")).isStatedExplaining == false)
    #expect(try t(.neck(0.570).printed(t: -2.7, "NHANES III White Male")).isStatedExplaining == true)
  }

  // MARK: The report as a whole

  @Test("The scores of a report are explained together by one set for each part of the body")
  func joint() throws {
    // Women: neck 0.571 -> -2.3917, hip 0.760 -> -1.4918, spine Hologic (0.864 - 1.047) / 0.110 = -1.6636.
    let study = Study.woman(
      age: 68, [.spine(0.864).printed(t: -1.7), .neck(0.571).printed(t: -2.4), .hip(0.760).printed(t: -1.5)])
    let explanation = try #require(ReferenceExplainer().explain(study).first)
    #expect(explanation.systems.first?.sets == ["nhanes-iii.white-female", "hologic.female"])
    #expect(explanation.systems.allSatisfy { $0.choices.allSatisfy { $0.fits.allSatisfy { $0.explains } } })
    #expect(explanation.parts.map { $0.part } == [.hip, .spine] && explanation.parts[0].checked.count == 2)
    #expect(explanation.verdict.hasPrefix("The T-scores of the hip follow NHANES III White women"))
  }

  @Test("A site that no reference explains stands in the way of the whole report and is named")
  func inTheWay() throws {
    // Spine 1.000 is -0.4273 against Hologic women; -3.0 is out of everybody's reach.
    let study = Study.woman(
      age: 68, [.spine(1.000).printed(t: -3.0), .neck(0.571).printed(t: -2.4), .hip(0.760).printed(t: -1.5)])
    let explanation = try #require(ReferenceExplainer().explain(study).first)
    #expect(explanation.systems.isEmpty && explanation.systemsTried > 0)
    #expect(explanation.parts.map { $0.unexplained } == [[], ["lumbar-spine L1-L4"]])
    #expect(explanation.verdict.contains("T-score of the lumbar spine L1-L4 follows none of"))
    #expect(explanation.verdict.contains("No combination of known references explains"))
  }

  @Test("Sets of two models of one maker do not stand together")
  func devices() throws {
    // Prodigy L1-L4 1.180 (0.120): 0.880 is -2.5. iDXA radius 0.876 (0.0889): 0.654 is -2.4972.
    let regions = [MeasuredRegion.spine(0.880).printed(t: -2.5), .radius(0.654).printed(t: -2.5)]
    let explanation = try #require(ReferenceExplainer().explain(.woman(age: 68, on: .lunar, regions)).first)
    let sets = explanation.systems.map { $0.sets }
    #expect(!sets.contains(["lunar-prodigy.female", "lunar-idxa.female"]))
    #expect(explanation.parts.allSatisfy { !$0.choices.isEmpty })
  }

  @Test(
    "The name of a set is the key without its site",
    arguments: [
      ("nhanes-iii.femoral-neck.white-female", "nhanes-iii.white-female"),
      ("hologic.lumbar-spine.l1-l4.female", "hologic.female"), ("norland.lumbar-spine.l2", "norland"),
      ("nhanes-iii.total-hip.white-female.lunar", "nhanes-iii.white-female.lunar"),
      ("nhanes-2005-2010.lumbar-spine.l1+l3.all-male.young-adult", "nhanes-2005-2010.all-male.young-adult"),
    ])
  func setName(key: String, name: String) throws {
    #expect(try #require(ReferenceLibrary.population(key)).set == name)
  }

  @Test(
    "The people of a set have a name that can be read",
    arguments: [
      (
        "nhanes-iii.white-female", Sex.female, ScannerScale.hologic, ReferenceFamily.nhanesIII, "NHANES III White women"
      ),
      ("hologic.male", .male, .hologic, .manufacturer, "Hologic men"),
      ("lunar-idxa.female", .female, .lunar, .manufacturer, "Lunar idxa women"),
      ("lunar.male", .male, .lunar, .manufacturer, "GE Lunar men"),
      ("norland", nil, .norland, .manufacturer, "Norland"),
      ("nhanes-2005-2010.all-male", .male, .hologic, nil, "NHANES 2005-2010 all men"),
      ("nhanes-2005-2010.mexican-american-female", .female, .hologic, nil, "NHANES 2005-2010 Mexican American women"),
    ] as [(String, Sex?, ScannerScale, ReferenceFamily?, String)])
  func people(set: String, sex: Sex?, scale: ScannerScale, family: ReferenceFamily?, words: String) {
    #expect(ReferenceSet.words(set, sex: sex, scale: scale, family: family) == words)
  }
}
