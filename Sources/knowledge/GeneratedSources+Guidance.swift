// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Statistics

extension GeneratedSources {
  // MARK: Advice

  /// Returns the advice of a rule as Swift.
  func advice(_ advice: AdviceEntry, of id: String) -> String {
    let blocks = advice.blocks.isEmpty ? "" : ", blocks: \(Self.words(advice.blocks))"
    let precedes = advice.precedesDiagnosis ? ", precedesDiagnosis: true" : ""
    return "Advice(\(Self.kind(of: advice)), \(message(id, "clinician"))\(blocks)\(precedes))"
  }

  private static func kind(of advice: AdviceEntry) -> String {
    switch advice.kind {
    case "alarm": ".alarm(.\(identifier(advice.urgency ?? "")))"
    case "test": ".test(\(list(advice.tests.map(quoted))), .\(tier(advice.tier ?? "")))"
    case "treatment": ".treatment(.\(identifier(advice.level ?? "")))"
    case "option": ".option(\(words(advice.drugs)))"
    case "drug": ".drug(\(words(advice.drugs)), .\(advice.stance ?? ""))"
    default: "." + identifier(advice.kind)
    }
  }

  private static func tier(_ tier: String) -> String {
    switch tier {
    case "A": "basic"
    case "B": "further"
    default: "indicated"
    }
  }

  private static func words(_ keys: [String]) -> String { list(keys.map { "." + identifier($0) }) }

  // MARK: Facts and causes

  /// Where the facts come from that need no code of their own.
  var factOrigins: String {
    let lines = knowledge.facts.compactMap { fact in
      fact.origin.map { "    (.\(fact.name), \(Self.origin($0)))," }
    }
    let answers = knowledge.facts.filter { $0.origin?.kind == "answer" }
    let forms = answers.compactMap { fact in Self.form(fact).map { "    case .\(fact.name): \($0)" } }
    return """
      extension Fact {
        /// The facts that the study document supplies without any arithmetic of their own.
        public static let origins: [(fact: Fact, origin: FactOrigin)] = [
      \(lines.joined(separator: "\n"))
        ]

        /// What an answer may be.
        public var answerForm: AnswerForm {
          switch self {
      \(forms.joined(separator: "\n"))
          default: .flag
          }
        }
      }

      """
  }

  private static func form(_ fact: FactEntry) -> String? {
    switch fact.kind {
    case .number: ".number(\(decimal(fact.range[0])), \(decimal(fact.range[1])))"
    case .text: ".text(\(list(fact.values.map(quoted))))"
    case .flag, .name: nil
    }
  }

  private static func origin(_ origin: (kind: String, key: String, aspect: String?)) -> String {
    switch origin.kind {
    case "condition": ".condition(.\(identifier(origin.key)))"
    case "drug": ".drug(.\(identifier(origin.key)))"
    case "drugEver": ".drugEver(.\(identifier(origin.key)))"
    case "laboratory": ".laboratory(\(quoted(origin.key)), .\(identifier(origin.aspect ?? "")))"
    default: ".answer"
    }
  }

  /// The concepts that are causes of a low density or of falls.
  var causes: String {
    let lines = knowledge.concepts.compactMap { concept in
      concept.cause.map {
        "    Cause(.\(Self.identifier(concept.key)), .\(Self.identifier($0.group)), .\(Self.identifier($0.acts))),"
      }
    }
    return """
      extension Cause {
        /// Every cause of the catalogue.
        public static let all: [Cause] = [
      \(lines.joined(separator: "\n"))
        ]
      }

      """
  }

  // MARK: Laboratory

  /// The tests of a laboratory.
  var laboratoryTests: String {
    let entries = knowledge.laboratory.map { test in
      """
          LaboratoryTest(
            key: \(Self.quoted(test.key)),
            names: \(Self.list(test.names.map(Self.quoted))),
            codes: \(Self.list(test.codes.map { Self.quoted($0.loinc) })),
            units: \(Self.list(test.units.map(Self.unit))),
            places: \(test.places),
            plausible: \(Self.value(test.plausible[0]))...\(Self.value(test.plausible[1])),
            intervals: \(Self.list(test.intervals.map(Self.interval))),
            sources: \(Self.list(test.sources.map { "Citation(\(Self.quoted($0.key)), \(Self.quoted($0.place)))" }))),
      """
    }
    return
      "extension LaboratoryTest {\n  /// Every test that can be read.\n  public static let all: [LaboratoryTest] = [\n"
      + entries.joined(separator: "\n") + "\n  ]\n}\n"
  }

  private static func unit(_ unit: LaboratoryTestEntry.Unit) -> String {
    "Unit(\(quoted(unit.name)), \(list(unit.spellings.map(quoted))), factor: \(value(unit.factor)), .\(unit.tag.rawValue))"
  }

  private static func interval(_ interval: LaboratoryTestEntry.Interval) -> String {
    let limits = [interval.low, interval.high].map { $0.map(value) ?? "nil" }
    return "Interval(\(interval.sex.map { "." + $0 } ?? "nil"), low: \(limits[0]), high: \(limits[1]),"
      + " .\(interval.tag.rawValue))"
  }

  static func value(_ decimal: ExactDecimal) -> String { "ExactDecimal(billionths: \(decimal.billionths))" }

  // MARK: Effects

  /// What habits and drugs do to density and to fractures.
  var effects: String {
    let entries = knowledge.effects.map { effect in
      """
          Effect(
            rule: \(Self.optional(effect.rule)), agent: \(Self.optional(effect.agent)),
            drugClass: \(effect.drugClass.map { "." + Self.identifier($0) } ?? "nil"), site: .\(Self.identifier(effect.site)),
            low: \(Self.value(effect.low)), high: \(Self.value(effect.high)),
            months: \(effect.months.map { "\($0)" } ?? "nil"), against: \(Self.quoted(effect.against)),
            study: \(Self.quoted(effect.study)), tag: .\(effect.tag.rawValue),
            sources: \(Self.list(effect.sources.map { "Citation(\(Self.quoted($0.key)), \(Self.quoted($0.place)))" }))),
      """
    }
    let reductions = knowledge.reductions.map { reduction in
      """
          FractureReduction(
            agent: \(Self.quoted(reduction.agent)), drugClass: .\(Self.identifier(reduction.drugClass)),
            fracture: \(Self.quoted(reduction.fracture)), low: \(Self.value(reduction.low)), high: \(Self.value(reduction.high)),
            study: \(Self.quoted(reduction.study)), tag: .\(reduction.tag.rawValue),
            sources: \(Self.list(reduction.sources.map { "Citation(\(Self.quoted($0.key)), \(Self.quoted($0.place)))" }))),
      """
    }
    return "extension Effect {\n  /// Every effect on density.\n  public static let all: [Effect] = [\n"
      + entries.joined(separator: "\n") + "\n  ]\n}\n\nextension FractureReduction {\n"
      + "  /// Every effect on fractures.\n  public static let all: [FractureReduction] = [\n"
      + reductions.joined(separator: "\n") + "\n  ]\n}\n"
  }

  // MARK: Wording

  /// The sources of `Reports` that hold what is said, one file a language.
  var wordingFiles: [File] {
    knowledge.wording.map { wording in
      let lines = wording.all.map { "\($0.key)\t\($0.text.replacing("\n", with: "\\n"))" }
      return file(
        "Wording+" + Self.capitalized(wording.language), from: "wording/\(wording.language).json", "",
        """
        extension Wording {
          /// Everything that is said in \(wording.name): a line a text, its key first.
          static let \(wording.language) = Table(
            name: \(Self.quoted(wording.name)), status: \(Self.quoted(wording.status)),
            decimalSeparator: \(Self.quoted(wording.decimalSeparator)),
            texts: #\"\"\"
        \(lines.joined(separator: "\n"))
        \"\"\"#)
        }

        """)
    }
  }
}
