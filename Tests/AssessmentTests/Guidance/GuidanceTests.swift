// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import Testing

@Suite("Guidance")
struct GuidanceTests {
  /// A woman of 66 after menopause with a T-score of −2.6, no drugs, conditions or fractures.
  static let woman = Study.woman(age: 66, [.neck().printed(t: -2.6, z: -1.0)]).dated("2026-05-01").with { study in
    study.history.medications = []
    study.history.conditions = []
    study.history.fractures = []
  }

  static let normal = woman.with { $0.scans[0].regions = [.neck().printed(t: -0.5, z: 0.5)] }

  // MARK: Rounds

  @Test("The threshold of the chosen guideline is asked first, and what hangs on it speaks")
  func firstRound() {
    // The ACP considers treatment at −2.5 and below; the ISCD names no threshold.
    let guidance = Self.woman.guidance(.acp2023)
    #expect(guidance.rules.contains("TRT-06.density"))
    #expect(guidance.rules.contains("RED-00.before-drug") && guidance.rules.contains("DRG-01.ask-calcium"))
    let silent = Self.woman.guidance(.iscd2023).points.map { $0.rule }
    #expect(!silent.contains("RED-00.before-drug") && !silent.contains("DRG-01.ask-calcium"))
  }

  @Test("A reason to look for causes is asked second, and the tests of the search speak where there is one")
  func secondRound() {
    let guidance = Self.woman.guidance()
    #expect(guidance.rules.contains("RED-00.t") && guidance.rules.contains("LAB-01"))
    let rules = Self.normal.guidance().rules
    #expect(!rules.contains { $0.hasPrefix("RED-00") || $0.hasPrefix("LAB-") })
    let tests = guidance.points { if case .test = $0 { true } else { false } }
    #expect(tests.contains { $0.kind == .test(["25-hydroxyvitamin-d"], .basic) })
  }

  @Test("A test whose result is there is not advised again")
  func knownResult() {
    let tested = Self.woman.tested(.of("vitamin d", "32", "ng/mL"))
    #expect(!tested.guidance().rules.contains("LAB-01") && tested.guidance().rules.contains("LAB-02"))
  }

  @Test("The clinical diagnosis is known to guidance: a hip fracture of a man is a reason to look for causes")
  func clinicalDiagnosis() {
    let man = Study.man(age: 70, [.neck().printed(t: -1.5)]).dated("2026-05-01").broken(.low(.hip))
    #expect(man.guidance().rules.contains("RED-00.man"))
    #expect(!Study.man(age: 70, [.neck().printed(t: -1.5)]).broken().guidance().rules.contains("RED-00.man"))
  }

  @Test("The dose of a glucocorticoid reaches the guideline on glucocorticoids")
  func glucocorticoid() throws {
    // ACR 2022: 30 mg or more for a month and more is very high risk; 2 months are taken here.
    var prednisone = Medication(name: "prednisone")
    (prednisone.doseMg, prednisone.start) = (30, PartialDate("2026-02-01"))
    let guidance = Self.normal.taking(prednisone).guidance(.acr2022)
    let acr = try #require(guidance.comparisons.first)
    #expect(acr.guideline == .acr2022 && acr.level == .veryHigh)
    #expect(acr.points.map { $0.rule }.contains("TRT-08.very-high-dose"))
  }

  // MARK: Comparisons

  @Test("Guidelines stand side by side, the chosen one first, each with its own rules alone")
  func comparisons() throws {
    for guideline in Guideline.allCases where guideline != .iscd2023 {
      let guidance = Self.woman.guidance(guideline)
      let names = guidance.comparisons.map { $0.guideline }
      #expect(names.first == guideline && Set(names).count == names.count)
      #expect(Array(names.dropFirst()) == Guideline.allCases.filter { ![guideline, .iscd2023].contains($0) })
      for comparison in guidance.comparisons {
        for point in comparison.points + comparison.options {
          #expect(RuleBook.rule(point.rule)?.guidelines == [comparison.guideline], "\(point.rule)")
        }
      }
    }
  }

  @Test("A guideline that names no threshold is compared with all others")
  func withoutThreshold() {
    let names = Self.woman.guidance(.iscd2023).comparisons.map { $0.guideline }
    #expect(names == Guideline.allCases.filter { $0 != .iscd2023 })
  }

  @Test("What each guideline says does not hang on which one is chosen")
  func sameUnderAll() {
    func said(_ chosen: Guideline) -> [String] {
      Self.woman.guidance(chosen).comparisons.map { "\($0.guideline): \($0.points.map { $0.rule })" }.sorted()
    }
    let first = said(.acp2023)
    for guideline in Guideline.allCases { #expect(said(guideline) == first, "\(guideline)") }
  }

  @Test("The level of a guideline is the farthest of its rules: ACP considers at −2.5, and is silent above it")
  func levels() throws {
    let acp = try #require(Self.woman.guidance(.acp2023).comparisons.first)
    #expect(acp.level == .consider)
    let silent = try #require(Self.normal.guidance(.acp2023).comparisons.first)
    #expect(silent.level == nil && silent.points.isEmpty && silent.options.isEmpty)
    for comparison in Self.woman.broken(.low(.vertebra, "2026-01-01")).guidance().comparisons {
      let ranks = comparison.points.compactMap { point in
        point.level.flatMap { Advice.Level.allCases.firstIndex(of: $0) }
      }
      #expect(ranks == ranks.sorted() && ranks.count == comparison.points.count)
    }
  }

  @Test("A guideline names the facts that it misses")
  func missing() throws {
    let nogg = try #require(
      Self.woman.with { $0.history.fractures = nil }.guidance().comparisons.first { $0.guideline == .nogg2024 })
    #expect(nogg.missing.contains(.fragilityFracture))
    let known = try #require(Self.woman.guidance().comparisons.first { $0.guideline == .nogg2024 })
    #expect(!known.missing.contains(.fragilityFracture))
  }

  // MARK: Drugs

  @Test("What blocks a class takes away the options that name it")
  func blockedOption() throws {
    let free = try #require(Self.woman.guidance().comparisons.first)
    #expect(free.options.map { $0.kind } == [.option([.oralBisphosphonate, .zoledronate])])
    // Label limits of zoledronate: a filtration rate below 35.
    let weak = Self.woman.tested(.of("egfr", "34", "mL/min/1.73 m2"))
    let guidance = weak.guidance()
    #expect(guidance.comparisons.first?.options.isEmpty == true && guidance.withheld.isEmpty)
    let limits = try #require(guidance.drugs.first { $0.drugClass == .zoledronate })
    #expect(limits.blocks.contains { $0.rule == "DRG-02.kidney" })
    let better = Self.woman.tested(.of("egfr", "35", "mL/min/1.73 m2")).guidance()
    #expect(better.comparisons.first?.options.count == 1)
    #expect(better.drugs.first { $0.drugClass == .zoledronate }?.blocks.isEmpty ?? true)
  }

  @Test("An esophageal disorder blocks oral bisphosphonates and nothing else")
  func esophagus() {
    let guidance = Self.woman.having(Concept.esophagealDisorder.names[0]).guidance()
    let blocked = guidance.drugs.filter { limits in limits.blocks.contains { $0.rule == "DRG-01.esophagus" } }
    #expect(blocked.map { $0.drugClass } == [.oralBisphosphonate])
  }

  @Test("Limits are sorted into what blocks, what asks and what warns, each of its class")
  func limits() {
    let man = Study.man(age: 70, [.neck().printed(t: -2.6)]).dated("2026-05-01").taking()
    let limits = man.guidance().drugs
    let romosozumab = limits.first { $0.drugClass == .romosozumab }
    #expect(romosozumab?.warnings.map { $0.rule } == ["DRG-05.men"])
    #expect(limits.first { $0.drugClass == .raloxifene }?.blocks.map { $0.rule } == ["DRG-06.men"])
    #expect(limits.first { $0.drugClass == .denosumab }?.asks.contains { $0.rule == "DRG-01.ask-calcium" } == true)
  }

  @Test(
    "Where one rule blocks every class that comes first, no guideline is compared, and the reason stands in their place"
  )
  func withheld() {
    // Osteomalacia is suspected: vitamin D of 8 ng/mL with a high alkaline phosphatase.
    let study = Self.woman.tested(
      .of("vitamin d", "8", "ng/mL"), .of("alkaline-phosphatase", "200", "U/L", low: "40", high: "130"))
    let guidance = study.guidance()
    #expect(guidance.withheld.map { $0.rule } == ["RED-10.osteomalacia"])
    #expect(guidance.comparisons.isEmpty && guidance.rules.contains("RED-10.osteomalacia"))
    #expect(!guidance.effects.contains { $0.effect.drugClass != nil })
    let mild = Self.woman.tested(
      .of("vitamin d", "8", "ng/mL"), .of("alkaline-phosphatase", "100", "U/L", low: "40", high: "130"))
    #expect(mild.guidance().withheld.isEmpty && !mild.guidance().comparisons.isEmpty)
  }

  @Test("The classes that were ever taken are known from the list of drugs, and unknown without one")
  func everTaken() {
    #expect(Study.plain.guidance().everTaken == nil && Self.woman.guidance().everTaken == [])
    var later = Medication(name: "romosozumab")
    later.start = PartialDate("2026-06-01")
    var earlier = Medication(name: "zoledronate")
    earlier.stop = PartialDate("2020-01-01")
    let taken = Self.woman.taking(
      Medication(name: "risedronate"), earlier, later, Medication(name: "teriparatide"), Medication(name: "ibuprofen"))
    #expect(taken.guidance().everTaken == [.oralBisphosphonate, .zoledronate, .pthAnalog])
  }

  // MARK: Red flags, causes, steps

  @Test("Red flags stand in the order of their urgency, and no branch hides another")
  func alarms() {
    let study = Self.normal.answering("newBackPain", "nightPain", "severeSpasm", "legWeakness", "weightLoss")
      .taking(Medication(name: "denosumab")).with { $0.history.answers["tingling"] = .flag(true) }
    let guidance = study.guidance()
    let order = Advice.Urgency.allCases
    let ranks = guidance.alarms.compactMap { point in point.urgency.flatMap { order.firstIndex(of: $0) } }
    #expect(ranks == ranks.sorted() && ranks.count == guidance.alarms.count && Set(ranks).count >= 3)
    let rules = guidance.alarms.map { $0.rule }
    #expect(rules.prefix(2) == ["COM-R07.severe", "COM-R09"])
    #expect(rules.contains("COM-R07.tingling") && rules.contains("COM-R08.night"))
  }

  @Test("Without an answer or a finding that asks for help there is no red flag")
  func noAlarms() {
    #expect(Self.normal.guidance().alarms.isEmpty)
  }

  @Test("The causes that the history names are listed as it names them, in the order of the catalogue")
  func causes() {
    var stopped = Medication(name: "prednisone")
    stopped.stop = PartialDate("2020-01-01")
    let study = Self.woman.having("Celiac disease since childhood", "asthma")
      .taking(Medication(name: "Anastrozole 1 mg"), stopped)
    let causes = study.guidance().causes
    let named = causes.map { $0.named }
    #expect(named.contains("Celiac disease since childhood") && named.contains("Anastrozole 1 mg"))
    #expect(!named.contains("prednisone") && !named.contains("asthma"))
    let places = causes.compactMap { cause in Cause.all.firstIndex(of: cause.cause) }
    #expect(places == places.sorted() && places.count == causes.count)
    #expect(Self.woman.guidance().causes.isEmpty && Study.plain.guidance().causes.isEmpty)
  }

  @Test("Steps are the points of their kind, in the order of their rules")
  func steps() {
    let steps = Self.woman.guidance().steps
    #expect(steps.allSatisfy { $0.kind == .step } && steps.map { $0.rule } == steps.map { $0.rule }.sorted())
  }

  // MARK: Points

  @Test("A point shows the facts of its rule, its evidence and its sources")
  func points() throws {
    let point = try #require(Self.woman.guidance().points.first { $0.rule == "RED-00.t" })
    #expect(point.kind == .workUp && point.urgency == nil && point.level == nil)
    #expect(point.facts.contains { $0.fact == .lowestT && $0.value == .number(ExactDecimal(tenths: -26)) })
    let rule = try #require(RuleBook.rule("RED-00.t"))
    #expect(point.tag == rule.tag && point.sources == rule.sources.map { $0.key })
  }

  @Test("The rules that spoke are told once each, in order; the background is left out of those besides")
  func rules() {
    let guidance = Self.woman.guidance()
    #expect(guidance.rules == Set(guidance.rules).sorted())
    let background = Set(guidance.points { $0 == .background }.map { $0.rule })
    #expect(!background.isEmpty && background.isSubset(of: guidance.rules))
    #expect(Set(guidance.spokenRules) == Set(guidance.rules).subtracting(background))
  }

  @Test("Sex and menopause are passed on, and a status that was stated as unknown is none")
  func person() {
    #expect(Self.woman.guidance().sex == .female && Self.woman.guidance().menopause == .post)
    #expect(Study.woman(age: 66, menopause: .unknown, [.neck(0.7)]).guidance().menopause == nil)
    #expect(Study.man(age: 66, [.neck(0.7)]).guidance().sex == .male)
  }

  // MARK: Invented studies

  @Test("In every study no option names a class that is blocked, and every fact that a point shows is known")
  func invented() {
    for (index, study) in RandomStudies.list(40, seed: 11).enumerated() {
      let guideline = Guideline.allCases[index % Guideline.allCases.count]
      let guidance = study.guidance(guideline)
      let blocked = Set(guidance.drugs.filter { !$0.blocks.isEmpty }.map { $0.drugClass })
      for option in guidance.comparisons.flatMap({ $0.options }) {
        guard case .option(let classes) = option.kind else {
          Issue.record("study \(index): \(option.rule) is no option")
          continue
        }
        #expect(blocked.isDisjoint(with: classes), "study \(index)")
      }
      let first: Set<DrugClass> = [.oralBisphosphonate, .zoledronate, .denosumab]
      #expect(guidance.withheld.allSatisfy { first.isSubset(of: $0.blocks) }, "study \(index)")
      #expect(guidance.withheld.isEmpty == !guidance.comparisons.isEmpty, "study \(index)")
      for point in guidance.points + guidance.withheld {
        let shown = RuleBook.rule(point.rule)?.shownFacts ?? []
        #expect(Set(shown).isSubset(of: point.facts.map { $0.fact }), "study \(index): \(point.rule)")
      }
    }
  }
}
