// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// An assessment in plain words, for the person who was scanned or the parent of a child.
///
/// It holds nothing that the text for clinicians lacks, names no drug to take and orders nothing.
///
/// - Source: Rules COM-01 to COM-19.
public struct PatientText {
  private let assessment: Assessment
  private let wording: Wording
  private let style: TextStyle
  private let isChild: Bool

  /// How many points on what helps are written out in short.
  private static let habitsShown = 9

  private let details: Bool

  /// The words of the field that were explained.
  private let glossary: Glossary

  /// Returns an assessment in plain words that ends with a line break.
  public static func render(
    _ assessment: Assessment, _ style: TextStyle = TextStyle(), language: Language = .english, details: Bool = false
  ) -> String {
    render(assessment, style, Wording.in(language), details: details)
  }

  static func render(_ assessment: Assessment, _ style: TextStyle, _ wording: Wording, details: Bool = false) -> String
  {
    PatientText(assessment, wording, style, details: details).lines.joined(separator: "\n") + "\n"
  }

  init(_ assessment: Assessment, _ wording: Wording, _ style: TextStyle, details: Bool = false) {
    self.details = details
    self.assessment = assessment
    self.wording = wording
    self.style = style
    isChild = (assessment.regions.first?.age.completedYears ?? 99) < 20
    glossary = Glossary(wording)
  }

  /// A part of the text: a heading with paragraphs, some of them the points of a list.
  struct Section {
    let heading: String?
    var paragraphs: [String] = []
    var points: [String] = []

    var isEmpty: Bool { paragraphs.isEmpty && points.isEmpty }
  }

  /// The sections in order; a word of the field is explained where it first stands.
  var sections: [Section] {
    let all =
      [
        first, urgent, measured, meaning, notThis, sureness, steps, medicines, nextScan, trend, distortions, companions,
        habits,
        visit,
      ] + warnings
    var glossary = glossary
    return all.filter { !$0.isEmpty }.map { section in
      Section(
        heading: section.heading, paragraphs: section.paragraphs.map { glossary.explain($0) },
        points: section.points.map { glossary.explain($0) })
    }
  }

  private var lines: [String] {
    let blocks = sections.map { section in
      (section.heading.map { [style.mark($0, .strong)] } ?? [])
        + section.paragraphs.flatMap { style.wrap($0) }
        + section.points.flatMap { style.wrap($0, indent: 2, lead: "- ") }
    }
    return Array((blocks + [sources, label]).filter { !$0.isEmpty }.joined(separator: [""]))
  }

  // MARK: The result

  /// One plain sentence first.
  private var first: Section {
    let diagnosis = assessment.diagnosis
    var paragraphs: [String] = []
    if let category = diagnosis.category {
      paragraphs.append(phrase("first.\(category.rawValue)"))
      if category == .normal || category == .lowBoneMass, assessment.guidance.hasBrokenSpineOrHip {
        paragraphs.append(phrase("first.broken"))
      }
    } else {
      paragraphs.append(phrase(diagnosis.contested == nil ? "first.none" : "first.contested"))
      if let refusal = assessment.refusals.first { paragraphs.append(means(of: refusal)) }
    }
    if diagnosis.isUnverified { paragraphs.append(phrase("first.unverified")) }
    if assessment.clinicalDiagnosis.osteoporosis == true, diagnosis.category?.isOsteoporosis != true {
      paragraphs.append(phrase("first.clinical"))
    }
    if !assessment.guidance.beforeDiagnosis.isEmpty, assessment.isCalledOsteoporosis {
      paragraphs.append(phrase("first.before"))
    }
    return Section(heading: nil, paragraphs: paragraphs)
  }

  private func means(of refusal: Refusal) -> String {
    let own = refusal.rule.flatMap { wording.sentence(of: $0, .patient, refusal.facts ?? []) }
    if let own, !own.contains("{") { return own }
    return wording.meaning(of: refusal.code) ?? refusal.message
  }

  /// Red flags that are present come before all numbers.
  private var urgent: Section {
    let points = assessment.guidance.alarms.compactMap { point -> String? in
      guard let text = patient(point), let urgency = point.urgency else { return nil }
      return "\(wording.phrase("urgency.\(urgency.rawValue)")): \(text)"
    }
    let blocked = assessment.guidance.blockedNow.map { wording.name("class.\($0.drugClass.rawValue)") }
    let taken =
      blocked.isEmpty ? [] : [wording.phrase("taken-now.patient", ["classes": blocked.joined(separator: ", ")])]
    return Section(heading: wording.phrase("heading.urgent"), points: (points + taken).unique)
  }

  private var measured: Section {
    guard let newest = assessment.regions.first else { return Section(heading: nil) }
    let regions = assessment.regions.filter { $0.date == newest.date && $0.region.singleVertebra == nil }
    let points = regions.compactMap { region -> String? in
      let score = assessment.diagnosis.basis.flatMap { region.score($0) }
      guard let score else { return nil }
      let basis = assessment.diagnosis.basis == .t ? "measured.t" : "measured.z"
      return wording.phrase(
        score.reported.tenths == 0 ? "\(basis).zero" : score.reported.tenths < 0 ? "\(basis).below" : "\(basis).above",
        [
          "site": site(region.region), "score": wording.score(score.reported),
          "size": wording.localized(Fixed(score.reported.exact.magnitude, places: 1).description),
        ])
    }
    let head = newest.date.map { wording.phrase("measured.on", ["date": wording.day($0)]) }
    return Section(
      heading: wording.phrase("heading.measured"), paragraphs: [head].compactMap(\.self), points: points)
  }

  /// What the number compares with, and what it means.
  private var meaning: Section {
    let diagnosis = assessment.diagnosis
    var paragraphs: [String] = []
    if let basis = diagnosis.basis, diagnosis.score != nil { paragraphs.append(phrase("compare.\(basis.rawValue)")) }
    if let region = diagnosis.region, let score = diagnosis.score {
      paragraphs.append(
        wording.phrase("compare.lowest", ["site": site(region), "score": wording.score(score)]))
    }
    if let category = diagnosis.category { paragraphs.append(phrase("means.\(category.rawValue)")) }
    return Section(heading: wording.phrase("heading.meaning"), paragraphs: paragraphs)
  }

  private var notThis: Section {
    let isMet = assessment.clinicalDiagnosis.osteoporosis == true
    let key = isMet ? "not.osteoporosis" : assessment.diagnosis.category.map { "not.\($0.rawValue)" } ?? "not.none"
    return Section(heading: wording.phrase("heading.not"), paragraphs: [phrase(key)])
  }

  private var sureness: Section {
    var paragraphs: [String] = []
    let diagnosis = assessment.diagnosis
    if diagnosis.nearThreshold { paragraphs.append(wording.phrase("sure.near")) }
    if let probabilities = diagnosis.probabilities {
      paragraphs.append(wording.phrase("sure.repeat"))
      for value in probabilities.values where value.probability >= 0.005 {
        paragraphs.append(
          wording.phrase(
            "sure.category",
            [
              "count": wording.outOfHundred(value.probability), "category": wording.name(value.category.rawValue),
            ]))
      }
    } else if diagnosis.score != nil {
      paragraphs.append(wording.phrase("sure.unknown"))
    }
    return Section(heading: wording.phrase("heading.sure"), paragraphs: paragraphs)
  }

  // MARK: What to do

  /// The three next steps; what to ask comes from the rules, in their order.
  private var steps: Section {
    let guidance = assessment.guidance
    let ranked =
      guidance.steps + guidance.points { $0 == .workUp }.prefix(1) + guidance.points { $0 == .companion }
    return Section(
      heading: wording.phrase("heading.steps"), points: Array(ranked.compactMap { patient($0) }.unique.prefix(3)))
  }

  /// What is said of medicines: never to take one, and often not to stop one alone.
  private var medicines: Section {
    let points = assessment.guidance.points {
      if case .drug = $0 { true } else { false }
    }
    return Section(heading: wording.phrase("heading.medicines"), points: points.compactMap { patient($0) }.unique)
  }

  private var nextScan: Section {
    let next = assessment.nextScan
    var paragraphs: [String] = []
    if let interval = next.interval {
      let from = next.day(after: interval.interval.fromMonths)
      let to = interval.interval.toMonths.flatMap { next.day(after: $0) }
      if let from, let to, to > from {
        paragraphs.append(wording.phrase("next.between", ["from": wording.day(from), "to": wording.day(to)]))
      } else if let from {
        paragraphs.append(wording.phrase("next.from", ["from": wording.day(from)]))
      } else {
        paragraphs.append(wording.phrase("next.months", ["months": "\(interval.interval.fromMonths)"]))
      }
    } else {
      paragraphs.append(wording.phrase("next.ask"))
    }
    paragraphs.append(wording.phrase("next.same-machine"))
    let points = next.findings.compactMap { wording.sentence(of: $0.rule, .patient, $0.facts) }
    return Section(heading: wording.phrase("heading.next"), paragraphs: paragraphs, points: points.unique)
  }

  private var trend: Section {
    let latest = assessment.changes.filter { $0.span != .baseline }
    guard !latest.isEmpty else { return Section(heading: nil) }
    let points = latest.map { change -> String in
      let values = [
        "site": site(change.later.region),
        "date": change.earlier.date.map { wording.day($0) } ?? wording.phrase("earlier-scan"),
        "change": change.percent.map { wording.localized(Fixed($0.magnitude, places: 1).description) } ?? "",
      ]
      guard change.isComparable else { return wording.phrase("trend.not-comparable", values) }
      guard let isSignificant = change.isSignificant else { return wording.phrase("trend.unknown", values) }
      guard isSignificant else { return wording.phrase("trend.none", values) }
      return wording.phrase((change.milligrams ?? 0) < 0 ? "trend.loss" : "trend.gain", values)
    }
    return Section(heading: wording.phrase("heading.trend"), points: points)
  }

  /// What may move the number: first what this scan shows, then what may move any.
  private var distortions: Section {
    let found = assessment.findings.filter { !$0.isOnNextScan && !$0.rule.hasPrefix("NUM-05") }.compactMap { finding in
      wording.sentence(of: finding.rule, .patient, finding.facts).map { placed($0, finding.subject) }
    }
    return Section(
      heading: wording.phrase("heading.distortions"), paragraphs: [phrase("distortions.any")], points: found.unique)
  }

  /// A sentence with the place that it is about, where that is a region.
  private func placed(_ text: String, _ subject: String) -> String {
    guard let region = assessment.regions.first(where: { $0.label == subject }) else { return text }
    return wording.phrase("finding.at", ["site": site(region.region), "text": text])
  }

  private var companions: Section {
    let guidance = assessment.guidance
    let points = guidance.points { $0 == .companion }.compactMap { patient($0) }
    let tests = guidance.points {
      if case .test = $0 { true } else { false }
    }
    let names = tests.flatMap { point -> [String] in
      guard case .test(let keys, _) = point.kind else { return [] }
      return keys.map { wording.text("tests.\($0)") ?? $0 }
    }.unique
    let results = guidance.points { $0 == .result || $0 == .cause }.compactMap { patient($0) }
    var list = points
    if !names.isEmpty {
      list.append(wording.phrase("companions.tests", ["tests": names.joined(separator: ", ")]))
    }
    return Section(heading: wording.phrase("heading.companions"), points: (results + list).unique)
  }

  /// What helps, and what stands against it, that which is most this person's own first; the page on what helps has the rest.
  private var habits: Section {
    let guidance = assessment.guidance
    let (needs, habits) = (guidance.points { $0 == .need }, guidance.points { $0 == .habit })
    let ranked =
      needs.filter { $0.isOwn } + habits.filter { $0.isOwn } + habits.filter { !$0.isOwn } + needs.filter { !$0.isOwn }
    let points = ranked.prefix(details ? ranked.count : Self.habitsShown).compactMap { point -> String? in
      guard let text = patient(point) else { return nil }
      return [text, effect(of: point.rule)].compactMap(\.self).joined(separator: " ")
    }
    return Section(
      heading: wording.phrase("heading.habits"), paragraphs: points.isEmpty ? [] : [phrase("habits.more")],
      points: points.unique)
  }

  /// What a study's mean would be for this person, at the site where it is largest; `nil` where it would not be seen.
  private func effect(of rule: String) -> String? {
    let effects = assessment.guidance.effects.filter { $0.effect.rule == rule && $0.high.score >= 0.05 }
    guard let largest = effects.max(by: { $0.high.score < $1.high.score }) else { return nil }
    return wording.phrase(
      largest.isTellable == false ? "effect.small" : "effect",
      [
        "site": site(largest.region), "score": wording.localized(Fixed(largest.high.score, places: 1).description),
        "kind": wording.name(largest.basis == .t ? "t-score" : "z-score"),
      ])
  }

  private var visit: Section {
    let questions = assessment.guidance.points { $0 == .question }.compactMap { patient($0) }
    let facts = (assessment.guidance.questions.map { $0.fact } + assessment.questions.map { $0.fact }).filter { fact in
      fact.path.map { !["history.laboratory", "precision"].contains($0) } ?? false
    }
    let asked = facts.map { wording.question($0) }.unique.prefix(3)
    return Section(
      heading: wording.phrase("heading.visit"),
      points: questions + asked.map { wording.phrase("visit.missing", ["question": $0]) })
  }

  /// When to seek help, whatever this scan shows: a section for each urgency, the most urgent first.
  private var warnings: [Section] {
    let all = wording.keys.compactMap { key -> (urgency: String, text: String)? in
      let parts = key.split(separator: ".", maxSplits: 3)
      guard parts.count == 4, parts[0] == "warnings", applies(String(parts[1])) else { return nil }
      return wording.text(key).map { (String(parts[2]), $0) }
    }
    return Advice.Urgency.allCases.map { urgency in
      Section(
        heading: wording.phrase("heading.warnings.\(urgency.rawValue)"),
        points: all.filter { $0.urgency == urgency.rawValue }.map { $0.text })
    }
  }

  private func applies(_ group: String) -> Bool {
    let taken = assessment.guidance.everTaken
    func took(_ classes: Set<DrugClass>) -> Bool { taken.map { !$0.isDisjoint(with: classes) } ?? false }
    return switch group {
    case "all": true
    case "child": isChild
    case "adult": !isChild
    case "woman": mayBearChildren
    case "drug:bisphosphonate": took([.oralBisphosphonate, .zoledronate])
    case "drug:oral-bisphosphonate": took([.oralBisphosphonate])
    case "drug:antiresorptive": took([.oralBisphosphonate, .zoledronate, .denosumab])
    case "drug:denosumab": took([.denosumab])
    case "drug:hormone": took([.raloxifene, .hormoneTherapy, .romosozumab])
    default: false
    }
  }

  private var mayBearChildren: Bool {
    let guidance = assessment.guidance
    let age = assessment.regions.first?.age.completedYears ?? 0
    return guidance.sex == .female && guidance.menopause != .post && (12..<56).contains(age)
  }

  // MARK: The end

  private var sources: [String] {
    let rules = assessment.guidance.rules.filter { wording.text("rules.\($0).patient") != nil }
    let keys = Set(
      (rules + assessment.diagnosis.rules).compactMap { RuleBook.rule($0) }.flatMap { $0.sources.map { $0.key } })
    guard !keys.isEmpty else { return [] }
    return [style.mark(wording.phrase("heading.sources"), .strong)]
      + style.wrap(keys.sorted().joined(separator: ", "), indent: 2)
  }

  private var label: [String] {
    let commit = assessment.provenance.commit.map { " (\($0.prefix(12)))" } ?? ""
    var paragraphs = [
      wording.phrase(
        "label", ["version": Provenance.engineVersion + commit, "knowledge": KnowledgeVersion.hash])
    ]
    if wording.isUnreviewed { paragraphs.insert(wording.phrase("unreviewed"), at: 0) }
    return paragraphs.flatMap { style.wrap($0) }.map { style.mark($0, .faint) }
  }

  // MARK: Words

  private func patient(_ point: Guidance.Point) -> String? { wording.sentence(of: point.rule, .patient, point.facts) }

  /// Returns a phrase; that for the parent of a child where there is one.
  private func phrase(_ key: String) -> String {
    if isChild, let text = wording.text("phrases.\(key).child") { return text }
    return wording.phrase(key)
  }

  private func site(_ region: MeasuredRegion) -> String { wording.place(region) }
}

extension Wording {
  /// Names a region in the terms of the field.
  func region(_ region: MeasuredRegion) -> String { place(region, "region.") }

  /// Names a region in plain words.
  func place(_ region: MeasuredRegion) -> String { place(region, "site.") }

  /// Names a region: the site, with its side or its vertebrae.
  private func place(_ region: MeasuredRegion, _ words: String) -> String {
    let site = name(words + region.site.rawValue)
    if let side = region.side { return phrase("site.side", ["site": site, "side": name("side." + side.rawValue)]) }
    guard let vertebrae = region.subset, region.site == .lumbarSpine else { return site }
    return phrase("site.vertebrae", ["site": site, "vertebrae": vertebrae.description])
  }
}

extension Guidance.Point {
  /// Whether something that is so of this person, and not of all, speaks for it.
  fileprivate var isOwn: Bool {
    facts.contains { fact in
      [.flag(true), .text("low"), .text("high")].contains(fact.value) || fact.fact == .falls && fact.value != .count(0)
    }
  }
}

extension Array where Element: Hashable {
  /// The elements without repetition, in the order of their first places.
  var unique: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
