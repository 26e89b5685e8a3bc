// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Testing

@Suite("Reference library")
struct ReferenceLibraryTests {
  static func region(_ site: Site, _ vertebrae: VertebralSubset? = nil) -> MeasuredRegion {
    MeasuredRegion(site: site, vertebrae: vertebrae)
  }

  @Test("Every key stands once and is found")
  func keys() {
    let keys = ReferenceLibrary.populations.map { $0.key } + ReferenceLibrary.curves.map { $0.key }
    #expect(Set(keys).count == keys.count)
    for population in ReferenceLibrary.populations {
      #expect(ReferenceLibrary.population(population.key) == population)
      #expect(ReferenceLibrary.curve(population.key) == nil)
    }
    for curve in ReferenceLibrary.curves {
      #expect(ReferenceLibrary.curve(curve.key)?.subject == curve.subject)
      #expect(ReferenceLibrary.population(curve.key) == nil)
    }
    #expect(ReferenceLibrary.population("no-such-key") == nil)
    #expect(ReferenceLibrary.curve("no-such-key") == nil)
    #expect(ReferenceLibrary.note("no-such-key") == nil)
  }

  @Test("Every population and curve has a note, which cites a listed work and names its data set")
  func notes() throws {
    let keys = ReferenceLibrary.populations.map { $0.key } + ReferenceLibrary.curves.map { $0.key }
    #expect(ReferenceLibrary.notes.map { $0.key }.sorted() == keys.sorted())
    for key in keys {
      let note = try #require(ReferenceLibrary.note(key), "\(key)")
      #expect(Source.withKey(note.source.key) != nil, "\(key)")
      #expect(ReferenceDataSet.withKey(note.dataSet) != nil, "\(key)")
    }
  }

  @Test(
    "Every data set is found by its key and says whom it describes and on what terms",
    arguments: ReferenceDataSet.all.map { $0.key })
  func dataSets(key: String) throws {
    let set = try #require(ReferenceDataSet.withKey(key))
    #expect(set.key == key)
    #expect(!set.unit.isEmpty && !set.population.isEmpty && !set.licence.isEmpty && !set.version.isEmpty)
  }

  @Test(
    "A diagnostic population is found for its own site, scale, sex, family and device",
    arguments: ReferenceLibrary.populations.filter { $0.isDiagnostic }.map { $0.key })
  func ownDevice(key: String) throws {
    let population = try #require(ReferenceLibrary.population(key))
    let sex = try #require(population.sex)
    for device in population.devices.isEmpty ? [nil] : population.devices.map({ Optional($0) }) {
      let found = try ReferenceLibrary.diagnosticPopulation(
        for: Self.region(population.site, population.vertebrae),
        on: Scanner(manufacturer: population.scale.name, model: device), family: population.family, sex: sex)
      #expect(found == population)
    }
  }

  @Test("What shows another reference never diagnoses")
  func others() {
    for population in ReferenceLibrary.populations where !population.isDiagnostic {
      guard let sex = population.sex else { continue }
      let region = Self.region(population.site, population.vertebrae)
      let others = ReferenceLibrary.otherPopulations(for: region, on: population.scale, sex: sex)
      #expect(others.contains(population))
      #expect(others.allSatisfy { !$0.isDiagnostic && $0.sex == sex && $0.scale == population.scale })
    }
  }

  @Test(
    "The hip is compared with NHANES III women, each scanner on its own scale",
    arguments: [
      (Site.femoralNeck, "Hologic", "nhanes-iii.femoral-neck.white-female"),
      (.totalHip, "Hologic", "nhanes-iii.total-hip.white-female"),
      (.femoralNeck, "GE Lunar", "nhanes-iii.femoral-neck.white-female.lunar"),
      (.totalHip, "GE Lunar", "nhanes-iii.total-hip.white-female.lunar"),
    ])
  func hip(site: Site, maker: String, key: String) throws {
    let found = try ReferenceLibrary.diagnosticPopulation(
      for: Self.region(site), on: Scanner(manufacturer: maker), family: .nhanesIII, sex: .female)
    #expect(found.key == key)
  }

  @Test(
    "The spine of a Lunar scanner is compared with the reference of its model",
    arguments: [
      ("Prodigy", "lunar-prodigy.lumbar-spine.l1-l4.female"),
      ("Lunar Prodigy Advance", "lunar-prodigy.lumbar-spine.l1-l4.female"),
      ("iDXA", "lunar-idxa.lumbar-spine.l1-l4.female"), ("Lunar IDXA ME+200", "lunar-idxa.lumbar-spine.l1-l4.female"),
    ])
  func lunarModel(model: String, key: String) throws {
    let found = try ReferenceLibrary.diagnosticPopulation(
      for: Self.region(.lumbarSpine), on: Scanner(manufacturer: "GE", model: model), family: .manufacturer, sex: .female
    )
    #expect(found.key == key)
  }

  @Test(
    "Without a model, or with another one, the spine of a Lunar scanner is refused", arguments: [nil, "DPX-NT", ""])
  func modelUnknown(model: String?) {
    #expect(throws: ScoringRefusal.modelUnknown(scale: .lunar)) {
      try ReferenceLibrary.diagnosticPopulation(
        for: Self.region(.lumbarSpine), on: Scanner(manufacturer: "GE", model: model), family: .manufacturer,
        sex: .female)
    }
  }

  @Test("A scanner whose scale is not known has no references")
  func scaleUnknown() {
    let scanner = Scanner(manufacturer: "Unheard Of")
    #expect(throws: ScoringRefusal.scaleUnknown) {
      try ReferenceLibrary.diagnosticPopulation(
        for: Self.region(.femoralNeck), on: scanner, family: .nhanesIII, sex: .female)
    }
    #expect(throws: ScoringRefusal.scaleUnknown) {
      try ReferenceLibrary.ageCurve(for: Self.region(.femoralNeck), on: scanner, sex: .female, group: nil)
    }
  }

  @Test("A combination of vertebrae without a reference of the maker is refused, and no other stands in for it")
  func subsetUnknown() {
    let scanner = Scanner(manufacturer: "Hologic")
    let region = Self.region(.lumbarSpine, VertebralSubset([.l1, .l3]))
    #expect(
      throws: ScoringRefusal.noYoungAdultReference(
        site: .lumbarSpine, scale: .hologic, family: .manufacturer, sex: .female)
    ) {
      try ReferenceLibrary.diagnosticPopulation(for: region, on: scanner, family: .manufacturer, sex: .female)
    }
  }

  @Test("An age curve is found for its own subject, and without a group for all groups together")
  func ageCurves() throws {
    for curve in ReferenceLibrary.curves where curve.subject.quantity == .arealDensity {
      guard let site = curve.subject.site, let scale = curve.subject.scale else { continue }
      let found = try ReferenceLibrary.ageCurve(
        for: Self.region(site, curve.subject.vertebrae), on: Scanner(manufacturer: scale.name), sex: curve.subject.sex,
        group: curve.subject.group)
      #expect(found.key == curve.key)
      #expect((curve.subject.group == nil) == curve.key.contains(".all-"), "\(curve.key)")
    }
  }

  @Test("A group without a curve of its own is refused, and all groups do not stand in for it")
  func groupWithoutCurve() {
    let refusal = ScoringRefusal.noAgeCurve(site: .femoralNeck, vertebrae: nil, scale: .hologic, group: .asian)
    #expect(throws: refusal) {
      try ReferenceLibrary.ageCurve(
        for: Self.region(.femoralNeck), on: Scanner(manufacturer: "Hologic"), sex: .female, group: .asian)
    }
  }

  @Test("There is no age curve on the scale of Lunar, and none is converted")
  func noCurveOnScale() {
    let refusal = ScoringRefusal.noAgeCurve(site: .lumbarSpine, vertebrae: .all, scale: .lunar, group: nil)
    #expect(throws: refusal) {
      try ReferenceLibrary.ageCurve(
        for: Self.region(.lumbarSpine), on: Scanner(manufacturer: "GE Lunar"), sex: .female, group: nil)
    }
  }

  @Test("Body height has a curve for each sex, from 2 to 20 years", arguments: Sex.allCases)
  func height(sex: Sex) throws {
    let curve = try #require(ReferenceLibrary.heightCurve(sex))
    #expect(curve.key == "cdc-2000.height.\(sex.rawValue)")
    #expect(curve.domain == 2...20)
  }

  @Test("Every height adjustment is found at its lower age, and the next one at its upper")
  func heightAdjustments() throws {
    #expect(ReferenceLibrary.heightAdjustments.count == 60)
    for adjustment in ReferenceLibrary.heightAdjustments {
      let region = Self.region(adjustment.site, adjustment.vertebrae)
      func found(_ age: Double) -> HeightAdjustment? {
        ReferenceLibrary.heightAdjustment(for: region, sex: adjustment.sex, age: age)
      }
      #expect(found(adjustment.ages.lowerBound) == adjustment)
      #expect(found(adjustment.ages.upperBound.nextDown) == adjustment)
      #expect(found(adjustment.ages.upperBound) != adjustment)
    }
  }

  @Test("There is no height adjustment before 8 years or from 20 on", arguments: [(8.0).nextDown, 20.0, 45])
  func noHeightAdjustment(age: Double) {
    #expect(ReferenceLibrary.heightAdjustment(for: Self.region(.lumbarSpine), sex: .female, age: age) == nil)
  }
}
