// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

@Suite("The same scans under several references")
struct ReferenceComparisonTests {
  private func name(_ text: String) throws -> ReferenceName { try #require(ReferenceName(text), "\(text)") }

  private func scores(_ study: Study, _ names: String...) throws -> [ComparedScore] {
    try #require(ReferenceComparer(names.map(name)).compare(study).first).scores
  }

  @Test(
    "A name is a key, a set, a set without its scale, a set of curves without its sex, or the profile",
    arguments: [
      ("profile", ScoreBasis.t), ("nhanes-iii.femoral-neck.white-female", .t), ("nhanes-iii.white-female", .t),
      ("nhanes-iii.white-female.lunar", .t), ("hologic.female", .t),
      ("nhanes-2005-2010.white-female.young-adult", .t), ("nhanes-2005-2010.femoral-neck.all-female", .z),
      ("nhanes-2005-2010.all-female", .z), ("nhanes-2005-2010.all", .z),
    ])
  func kinds(text: String, basis: ScoreBasis) throws {
    #expect(try name(text).basis == basis && name(text).text == text)
    #expect(ReferenceName.all().contains(text))
  }

  @Test("What is no name is not guessed", arguments: ["", "hologic", "nhanes", "NHANES-III.white-female", "female"])
  func unknown(text: String) {
    #expect(ReferenceName(text) == nil)
  }

  @Test("Every key of a population or of a curve of density is a name, and every set")
  func everyKey() {
    let known = KnownReferences.all
    for text in known.populations.flatMap({ [$0.key, $0.set] }) + known.curves.flatMap({ [$0.key, $0.set] }) {
      #expect(ReferenceName(text) != nil, "\(text)")
    }
  }

  @Test("The score under a name is that of its reference, with the category it would have")
  func score() throws {
    // Neck 0.571: (0.571 - 0.858) / 0.120 = -2.3917, (0.571 - 0.849) / 0.111 = -2.5045, (0.571 - 0.888) / 0.121 = -2.6198.
    let study = Study.woman(age: 68, [.neck(0.571)])
    let found = try scores(study, "profile", "hologic.female", "nhanes-2005-2014.white-female")
    #expect(found.map { $0.reported?.tenths } == [-24, -25, -26])
    #expect(found.map { $0.category } == [.lowBoneMass, .osteoporosis, .osteoporosis])
    #expect(found[0].reference == "nhanes-iii.femoral-neck.white-female" && found.allSatisfy { $0.refusal == nil })
  }

  @Test("The profile compares a man with women, and under CAR with men")
  func profile() throws {
    // Hologic spine 0.816: (0.816 - 1.047) / 0.110 = -2.1; men 1.091: -2.5.
    let study = Study.man(age: 66, [.spine(0.816)])
    for (profile, tenths) in [(Profile.iscd2023, -21), (.car2013, -25)] {
      let region = try #require(ReferenceComparer([.profile], profile: profile).compare(study).first)
      #expect(region.scores[0].reported?.tenths == tenths)
    }
  }

  @Test(
    "A reference that does not apply refuses, with the reason",
    arguments: [
      (Scanner.prodigy, 68.0, "hologic.female", "scale-mismatch"),
      (.unknown, 68, "hologic.female", "scale-unknown"), (.hologic, 68, "norland", "scale-mismatch"),
      (.hologic, 68, "lunar.male", "no-young-adult-reference"),
      (.hologic, 95, "nhanes-2005-2010.all", "age-outside-reference"),
      (.hologic, 19, "nhanes-iii.white-female", "t-score-in-child"),
      (.prodigy, 68, "nhanes-2005-2010.all", "scale-mismatch"),
      (.hologic, 30, "nhanes-2011-2018.all", "no-age-curve"),
    ] as [(Scanner, Double, String, String)])
  func refusals(scanner: Scanner, age: Double, text: String, code: String) throws {
    let found = try scores(.woman(age: age, on: scanner, [.neck(0.6)]), text)[0]
    #expect(found.refusal?.code == code && found.reported == nil && found.category == nil && found.reference == nil)
    #expect(RefusalTopic.withCode(code) != nil, "'osteon explain' knows \(code)")
  }

  @Test("Without a density there is nothing to score again, and an age known only from below gives no Z-score")
  func moreRefusals() throws {
    #expect(
      try scores(.woman(age: 68, [.neck().printed(t: -2.0)]), "hologic.female")[0].refusal?.code == "density-missing")
    let old = Study.woman(age: 80, [.neck(0.6)]).with { $0.scans[0].age = .atLeast(80) }
    #expect(try scores(old, "nhanes-2005-2010.all")[0].refusal?.code == "age-not-exact")
    #expect(try scores(old, "hologic.female")[0].reported != nil)
    let young = old.with { $0.scans[0].age = .atLeast(18) }
    #expect(try scores(young, "hologic.female")[0].refusal?.code == "age-not-exact")
  }

  @Test("The first age of T-scores is that of the rules", arguments: [(19.99, true), (20.0, false), (20.01, false)])
  func firstAge(age: Double, isRefused: Bool) throws {
    let found = try scores(.woman(age: age, [.neck(0.6)]), "hologic.female")[0]
    #expect((found.refusal?.code == "t-score-in-child") == isRefused)
  }

  // MARK: Counts

  /// Densities at the cut points of two references.
  ///
  /// NHANES III neck of women: 0.738 is -1.0, 0.737 is -1.0083 (-1.0), 0.732 is -1.05 (-1.1); 0.558 is -2.5, 0.564 -2.45
  /// (-2.5), 0.565 -2.4417 (-2.4). Hologic neck of women: 0.738 is -1.0, 0.743 is -0.9550 (-1.0), 0.732 is -1.0541 (-1.1);
  /// 0.572 is -2.4955, 0.577 is -2.4505 (-2.5), 0.578 is -2.4414 (-2.4).
  @Test(
    "A cut point is crossed where the reported scores lie on different sides of it",
    arguments: [
      (0.738, [0, 0], [0, 0]), (0.732, [0, 0], [0, 0]), (0.564, [0, 0], [0, 0]), (0.565, [0, 1], [0, 0]),
      (0.577, [0, 1], [0, 0]), (0.578, [0, 0], [0, 0]),
    ])
  func crossing(density: Double, lower: [Int], higher: [Int]) throws {
    let study = Study.woman(age: 68, [.neck(density)])
    let female = try name("nhanes-iii.white-female")
    let hologic = try name("hologic.female")
    for (names, down, up) in [([female, hologic], lower, higher), ([hologic, female], higher, lower)] {
      var tally = ComparisonTally(names)
      tally.count(ReferenceComparer(names).compare(study))
      let count = try #require(tally.pairs.first?.places.first?.count)
      #expect(count.scored == 1 && count.lower == down && count.higher == up)
      #expect(tally.pairs[0].lowest.lower == down && tally.pairs[0].lowest.higher == up)
    }
  }

  @Test("The lowest score of a visit is taken under each reference over the diagnostic sites that both score")
  func lowest() throws {
    // Spine 0.790: Hologic (0.790 - 1.047) / 0.110 = -2.3364. Neck 0.571: NHANES III has no spine, so it is left out there.
    let study = Study.woman(age: 68, [.spine(0.790), .neck(0.571), .region(.wards, 0.2, .left)])
    let names = [try name("hologic.female"), try name("nhanes-iii.white-female")]
    var tally = ComparisonTally(names)
    tally.count(ReferenceComparer(names).compare(study))
    let pair = try #require(tally.pairs.first)
    #expect(pair.lowest.scored == 1 && pair.lowest.higher == [0, 1] && pair.places.count == 1)
    // (0.571 - 0.858) / 0.120 less (0.571 - 0.849) / 0.111.
    let change = try #require(pair.lowest.meanChange)
    let expected = -0.287 / 0.12 + 0.278 / 0.111
    #expect((change - expected).magnitude < 1e-12)
    #expect(tally.regions == 3 && tally.visits == 1)
    #expect(tally.refusals == [["no-young-adult-reference": 1], ["no-young-adult-reference": 2]])
  }

  @Test("T and Z are never a pair, and Z-scores have their own cut point")
  func basis() throws {
    let names = try ["profile", "nhanes-2005-2010.all", "hologic.female"].map(name)
    #expect(ComparisonTally(names).pairs.map { $0.other.text } == ["hologic.female"])
    let z = ComparisonTally(try ["nhanes-2005-2010.all", "nhanes-2005-2010.white"].map(name))
    #expect(
      z.pairs.count == 1
        && ComparisonTally.CutPoint.all(of: .z).map { $0.score } == [CutPoints.published.belowRangeAtMost])
  }

  // MARK: Where the caller chooses none

  @Test("A study is compared under the profile and the sets of women and of the own sex on the scale of its scanner")
  func standardOfStudy() {
    for study in [
      Study.woman(age: 68, [.neck(0.6)]), .man(age: 68, [.neck(0.6)]), .man(age: 68, on: .prodigy, [.spine(1)]),
    ] {
      let names = ReferenceName.standard(for: study)
      #expect(names.first == .profile && names.count > 1 && names.allSatisfy { $0.basis == .t })
      let regions = ReferenceComparer(names).compare(study)
      let references = regions.flatMap {
        $0.scores.compactMap { $0.reference.flatMap { ReferenceLibrary.population($0) } }
      }
      #expect(references.count >= names.count - 1)
      #expect(references.allSatisfy { $0.sex == .female || $0.sex == study.patient.sexAtBirth })
    }
  }

  @Test("A table is compared under the profile and confirmed sets of women with neck and spine")
  func standardOfTable() throws {
    let names = ReferenceName.standard()
    #expect(names.first == .profile && names.count >= 3 && Set(names.map { $0.text }).count == names.count)
  }
}
