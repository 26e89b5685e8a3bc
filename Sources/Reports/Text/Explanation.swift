// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Everything that can be told about a rule, a reference, a source, a code, a profile or a value of a result.
public struct Explanation: Sendable {
  /// One line of an explanation: a label with a text.
  public struct Entry: Hashable, Sendable {
    /// What the text is.
    public let label: String

    /// The text.
    public let text: String

    init(_ label: String, _ text: String) {
      self.label = label
      self.text = text
    }
  }

  /// The identifier that is explained.
  public let id: String

  /// What it is: `page`, `rule`, `reference`, `data set`, `source`, `refusal`, `profile`, `criteria`, `guideline` or `value`.
  public let kind: String

  /// A few words.
  public let title: String

  /// The explanation.
  public let entries: [Entry]

  /// Finds what an identifier means; an identifier of several rules, such as `CLS-06`, gives one explanation for each.
  ///
  /// Capitals do not matter. Topic pages come in the language that is asked for, everything else in English.
  public static func find(_ id: String, in language: Language = .english) -> [Explanation] {
    if let page = TopicPage.find(id) { return [Explanation(page: page, Wording.in(language))] }
    let lower = id.lowercased()
    let rules = Rule.all.filter { $0.id.lowercased() == lower || $0.id.lowercased().hasPrefix(lower + ".") }
    if !rules.isEmpty { return rules.map { Explanation(rule: $0) } }
    return data(lower) + words(lower)
  }

  /// References and their data sets.
  private static func data(_ lower: String) -> [Explanation] {
    ReferenceLibrary.populations.filter { $0.key.lowercased() == lower }.map { Explanation(population: $0) }
      + ReferenceLibrary.curves.filter { $0.key.lowercased() == lower }.map { Explanation(curve: $0) }
      + ReferenceDataSet.all.filter { $0.key.lowercased() == lower }.map { Explanation(dataSet: $0) }
  }

  /// Codes, values, works and choices; a work may have the key of the data set that was taken from it.
  private static func words(_ lower: String) -> [Explanation] {
    RefusalTopic.all.filter { $0.code == lower }.map { Explanation(refusal: $0) }
      + Topic.all.filter { $0.key.lowercased() == lower }.map { Explanation(topic: $0) }
      + Source.all.filter { $0.key == lower }.map { Explanation(source: $0) }
      + Profile.allCases.filter { $0.rawValue.lowercased() == lower }.map { Explanation(profile: $0) }
      + ClinicalCriteria.allCases.filter { $0.rawValue.lowercased() == lower }.map { Explanation(criteria: $0) }
      + Guideline.allCases.filter { $0.rawValue.lowercased() == lower }.map { Explanation(guideline: $0) }
  }

  /// Every identifier that can be explained.
  public static var identifiers: [String] {
    let lists: [[String]] = [
      TopicPage.all.map { $0.key }, Rule.all.map { $0.id }, ReferenceLibrary.notes.map { $0.key },
      ReferenceDataSet.all.map { $0.key },
      RefusalTopic.all.map { $0.code }, Topic.all.map { $0.key }, Source.all.map { $0.key },
      Profile.allCases.map { $0.rawValue }, ClinicalCriteria.allCases.map { $0.rawValue },
      Guideline.allCases.map { $0.rawValue },
    ]
    return lists.flatMap(\.self)
  }

  // MARK: Kinds

  private init(_ id: String, _ kind: String, _ title: String, _ entries: [Entry?]) {
    self.id = id
    self.kind = kind
    self.title = title
    self.entries = entries.compactMap(\.self)
  }

  private init(page: TopicPage, _ wording: Wording) {
    func text(_ part: String) -> String { wording.text("pages.\(page.key).\(part)") ?? "" }
    let paragraphs = text("text").split(separator: "\n").map { Entry("", String($0)) }
    let rules = page.rules.isEmpty ? nil : Entry("Rules", page.rules.joined(separator: ", "))
    let others = page.seeAlso.isEmpty ? nil : Entry("See also", page.seeAlso.joined(separator: ", "))
    let note = wording.isUnreviewed ? Entry("Note", wording.phrase("unreviewed")) : nil
    self.init(
      page.key, "page", text("title"),
      [Entry("", text("summary"))] + paragraphs + [rules, others] + Self.sources(page.sources) + [note])
  }

  private init(rule: Rule) {
    let scope =
      rule.profiles.map { $0.rawValue } + rule.criteria.map { $0.rawValue }
      + rule.guidelines.map { $0.rawValue }
    self.init(
      rule.id, "rule", rule.title,
      [
        Entry("Says", rule.says), Entry("Why", rule.why), Entry("Holds when", rule.condition.inWords),
        Entry("In force", scope.joined(separator: ", ")), Entry("Evidence", rule.tag.inWords),
        rule.interval.map { Entry("Next scan", "\($0.inWords) the latest one") },
      ] + Self.sources(rule.sources))
  }

  private init(population: YoungAdultPopulation) {
    let note = ReferenceLibrary.note(population.key)
    let dataSet = note.flatMap { ReferenceDataSet.withKey($0.dataSet) }
    let mean = Fixed(Double(population.meanTenThousandths) / 10_000, places: 4)
    let deviation = Fixed(Double(population.deviationTenThousandths) / 10_000, places: 4)
    self.init(
      population.key, "reference", dataSet?.title ?? "Young adults",
      [
        Entry("Young adults", "mean \(mean) g/cm², standard deviation \(deviation) g/cm²"),
        Entry("Site", population.site.name + (population.vertebrae.map { " \($0.description)" } ?? "")),
        Entry("Sex", population.sex?.rawValue ?? "not stated by the source"),
        Entry("Scale", population.scale.name + Self.devices(population.devices)),
        Entry("Use", population.isDiagnostic ? "may classify" : "shows what if; never classifies"),
        Self.people(note),
        Entry("Evidence", population.tag.inWords + (note?.label.map { "; \($0)" } ?? "")),
      ] + Self.origin(note, dataSet) + Self.cutPoints(population))
  }

  private init(curve: AgeCurve) {
    let note = ReferenceLibrary.note(curve.key)
    let dataSet = note.flatMap { ReferenceDataSet.withKey($0.dataSet) }
    let domain = curve.domain
    let ages = "\(Fixed(domain.lowerBound, places: 0)) to \(Fixed(domain.upperBound, places: 0)) years"
    let sparse = curve.sparseFrom.map { "; few people from \(Fixed($0, places: 0))" } ?? ""
    self.init(
      curve.key, "reference", dataSet?.title ?? "Age curve",
      [
        Entry("Quantity", curve.quantity),
        Entry(
          "Site",
          (curve.subject.site?.name ?? "whole person")
            + (curve.subject.vertebrae.map { " \($0.description)" } ?? "")),
        Entry("Sex", curve.subject.sex.rawValue), Entry("Group", curve.subject.group?.rawValue ?? "all"),
        curve.subject.scale.map { Entry("Scale", $0.name) }, Entry("Ages", ages + sparse), Self.people(note),
        CurveQuality(ofCurve: curve.key).map { Entry("Fit", $0.inWords) },
        Entry("Evidence", curve.tag.inWords + (note?.label.map { "; \($0)" } ?? "")),
      ] + Self.origin(note, dataSet))
  }

  private init(dataSet: ReferenceDataSet) {
    let keys = ReferenceLibrary.notes.filter { $0.dataSet == dataSet.key }.map { $0.key }
    self.init(
      dataSet.key, "data set", dataSet.title,
      [
        Entry("People", dataSet.population), dataSet.years.map { Entry("Years", $0) },
        dataSet.method.map { Entry("Method", $0) }, Entry("Unit", dataSet.unit), Entry("Licence", dataSet.licence),
        Entry("Data set", "\(dataSet.key), version \(dataSet.version)"),
        dataSet.tag.map { Entry("Evidence", $0.inWords + (dataSet.label.map { "; \($0)" } ?? "")) },
        keys.isEmpty ? nil : Entry("Holds", keys.joined(separator: ", ")),
      ] + Self.sources(dataSet.sources))
  }

  private init(refusal: RefusalTopic) {
    self.init(
      refusal.code, "refusal", "A refusal",
      [Entry("Means", refusal.means), Entry("Way out", refusal.remedy), refusal.rule.map { Entry("Rule", $0) }])
  }

  private init(topic: Topic) {
    self.init(
      topic.key, "value", topic.title,
      [Entry("Is", topic.text), Entry("Rules", topic.rules.joined(separator: ", "))] + Self.sources(topic.sources))
  }

  private init(source: Source) {
    let rules = Rule.all.filter { $0.sources.contains { $0.key == source.key } }.map { $0.id }
    self.init(
      source.key, "source", source.title,
      [
        Entry("By", source.authors), source.publishedIn.map { Entry("In", $0) },
        source.year.map { Entry("Year", "\($0)") }, source.doi.map { Entry("DOI", $0) },
        source.url.map { Entry("Address", $0) }, Entry("Seen", source.seen),
        source.isSecondHand ? Entry("Note", "seen through another work only") : nil,
        rules.isEmpty ? nil : Entry("Cited by", rules.joined(separator: ", ")),
      ])
  }

  private init(profile: Profile) {
    let rules = Rule.all.filter { $0.profiles.contains(profile) }
    self.init(
      profile.rawValue, "profile", profile.title,
      [
        Entry("Rules", "\(rules.count)"), Entry("Clinical criteria", profile.criteria.rawValue),
        Entry("Guideline", profile.guideline.rawValue),
      ] + Self.sources(profile.sources))
  }

  private init(criteria: ClinicalCriteria) {
    let rules = Rule.all.filter { $0.criteria.contains(criteria) }.map { $0.id }
    self.init(
      criteria.rawValue, "criteria", criteria.title,
      [Entry("Rules", rules.joined(separator: ", "))] + Self.sources(criteria.sources))
  }

  private init(guideline: Guideline) {
    let rules = Rule.all.filter { $0.guidelines.contains(guideline) }.map { $0.id }
    self.init(
      guideline.rawValue, "guideline", guideline.title,
      [Entry("Rules", rules.joined(separator: ", "))] + Self.sources(guideline.sources))
  }

  // MARK: Parts

  private static func devices(_ devices: [String]) -> String {
    devices.isEmpty ? "" : ", models " + devices.joined(separator: " and ")
  }

  private static func people(_ note: ReferenceNote?) -> Entry? {
    note?.count.map { Entry("People", CentileChart.grouped($0)) }
  }

  private static func origin(_ note: ReferenceNote?, _ dataSet: ReferenceDataSet?) -> [Entry?] {
    [
      dataSet.map { Entry("Measured", $0.population) }, dataSet?.years.map { Entry("Years", $0) },
      dataSet?.method.map { Entry("Method", $0) },
      dataSet.map { Entry("Licence", $0.licence) },
      dataSet.map { Entry("Data set", "\($0.key), version \($0.version)") },
    ] + sources(note.map { [$0.source] } ?? [])
  }

  /// The largest densities that are still reported below normal and as osteoporosis.
  private static func cutPoints(_ population: YoungAdultPopulation) -> [Entry?] {
    let points = CutPoints.published
    let belowNormal = ReportedScore(tenths: points.normalAtLeast.tenths - 1)
    return [(belowNormal, "or less"), (points.osteoporosisAtMost, "or less")].map { score, words in
      let density = Fixed(Double(population.largestDensity(atOrBelow: score)) / 1000, places: 3)
      return Entry("T \(score.description) \(words)", "up to \(density) g/cm²")
    }
  }

  private static func sources(_ citations: [Citation]) -> [Entry?] {
    citations.map { citation in
      let work = Source.withKey(citation.key)
      let year = work?.year.map { ", \($0)" } ?? ""
      let hand = work?.isSecondHand == true ? "; second-hand" : ""
      return Entry("Source", "[\(citation.key)] \(work?.title ?? "")\(year): \(citation.place)\(hand)")
    }
  }
}

extension EvidenceTag {
  /// The tag in words.
  var inWords: String {
    switch self {
    case .confirmed: "confirmed: seen in a source"
    case .derived: "derived: arithmetic on confirmed figures"
    case .design: "design: a choice of this project where the published positions are silent"
    case .unverified: "unverified: from memory of the named source"
    }
  }
}

extension Condition {
  /// The condition as a sentence.
  var inWords: String { phrase }

  private var phrase: String {
    switch self {
    case .always: "always"
    case .all(let parts): parts.map { $0.nested }.joined(separator: " and ")
    case .any(let parts): parts.map { $0.nested }.joined(separator: " or ")
    case .not(let part): "not " + part.nested
    case .equals(let fact, let value): "\(fact.rawValue) is \(Self.words(value, fact))"
    case .oneOf(let fact, let values):
      "\(fact.rawValue) is one of \(values.map { Self.words($0, fact) }.joined(separator: ", "))"
    case .atMost(let fact, let limit): "\(fact.rawValue) is \(Self.number(limit, fact)) or less"
    case .atLeast(let fact, let limit): "\(fact.rawValue) is \(Self.number(limit, fact)) or more"
    case .below(let fact, let limit): "\(fact.rawValue) is below \(Self.number(limit, fact))"
    case .above(let fact, let limit): "\(fact.rawValue) is above \(Self.number(limit, fact))"
    case .known(let fact, let expected): "\(fact.rawValue) is \(expected ? "known" : "not known")"
    }
  }

  private var nested: String {
    switch self {
    case .all(let parts) where parts.count > 1, .any(let parts) where parts.count > 1: "(\(phrase))"
    default: phrase
    }
  }

  private static func words(_ value: FactValue, _ fact: Fact) -> String {
    switch value {
    case .text(let text): text
    case .flag(let flag): flag ? "true" : "false"
    case .number(let number), .atLeast(let number): self.number(number, fact)
    }
  }

  private static func number(_ number: ExactDecimal, _ fact: Fact) -> String {
    fact.unit == "score" ? Fixed(number, places: 1).withMinusSign(plus: true) : number.description
  }
}
