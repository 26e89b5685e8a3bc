// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import KnowledgeBase

/// The guidance of an assessment as fields of a document.
enum GuidanceFields {
  static func json(_ guidance: Guidance) -> JSONValue {
    .object([
      JSONMember("guideline", .string(guidance.guideline.rawValue)),
      JSONMember("alarms", points(guidance.alarms)),
      JSONMember("beforeDiagnosis", JSONFields.texts(guidance.beforeDiagnosis.map { $0.rule })),
      JSONMember("workUp", points(guidance.points { $0 == .workUp })),
      JSONMember("tests", points(guidance.points { if case .test = $0 { true } else { false } })),
      JSONMember("results", points(guidance.points { $0 == .result })),
      JSONMember("causes", .array(guidance.causes.map(cause))),
      JSONMember("onCauses", points(guidance.points { $0 == .cause })),
      JSONMember("companions", points(guidance.points { $0 == .companion })),
      JSONMember("treatment", treatment(guidance)),
      JSONMember("drugs", .array(guidance.drugs.map(limits))),
      JSONMember("habits", points(guidance.points { $0 == .habit })),
      JSONMember("needs", points(guidance.points { $0 == .need })),
      JSONMember("effects", .array(guidance.effects.map(effect))),
      JSONMember("background", points(guidance.points { $0 == .background })),
      JSONMember("visitQuestions", points(guidance.points { $0 == .question })),
      JSONMember("laboratory", .array(guidance.laboratory.map(result))),
      JSONMember("decisiveQuestions", .array(guidance.questions.map(question))),
    ])
  }

  /// The next steps in their order.
  static func steps(_ guidance: Guidance) -> JSONValue { points(guidance.steps) }

  // MARK: Points

  private static func points(_ points: [Guidance.Point]) -> JSONValue { .array(points.map(point)) }

  private static func point(_ point: Guidance.Point) -> JSONValue {
    .object(
      [JSONMember("rule", .string(point.rule)), JSONMember("message", .string(point.message))] + kind(point.kind) + [
        JSONMember("blocks", classes(point.blocks)),
        JSONMember(
          "facts", .object(point.facts.map { JSONMember($0.fact.rawValue, AssessmentDocument.value($0.value)) })),
        JSONMember("tag", .string(point.tag.rawValue)), JSONMember("sources", JSONFields.texts(point.sources)),
      ])
  }

  /// What a kind has besides its name.
  private static func kind(_ kind: Advice.Kind) -> [JSONMember] {
    switch kind {
    case .alarm(let urgency): [JSONMember("urgency", .string(urgency.rawValue))]
    case .test(let tests, let tier):
      [JSONMember("tests", JSONFields.texts(tests)), JSONMember("tier", .string(tier.rawValue))]
    case .treatment(let level): [JSONMember("level", .string(level.rawValue))]
    case .option(let named): [JSONMember("drugs", classes(named))]
    case .drug(let named, let stance):
      [JSONMember("drugs", classes(named)), JSONMember("stance", .string(stance.rawValue))]
    default: []
    }
  }

  private static func classes(_ classes: [DrugClass]) -> JSONValue { JSONFields.texts(classes.map { $0.rawValue }) }

  // MARK: Causes, treatment, drugs

  private static func cause(_ known: Guidance.KnownCause) -> JSONValue {
    .object([
      JSONMember("cause", .string(known.cause.concept.key)), JSONMember("named", .string(known.named)),
      JSONMember("group", .string(known.cause.group.rawValue)), JSONMember("acts", .string(known.cause.acts.rawValue)),
      JSONMember("tag", .string(known.cause.concept.tag.rawValue)),
    ])
  }

  private static func treatment(_ guidance: Guidance) -> JSONValue {
    .object([
      JSONMember("withheld", points(guidance.withheld)),
      JSONMember(
        "guidelines",
        .array(
          guidance.comparisons.map { comparison in
            .object([
              JSONMember("guideline", .string(comparison.guideline.rawValue)),
              JSONMember("level", JSONFields.text(comparison.level?.rawValue)),
              JSONMember("thresholds", points(comparison.points)), JSONMember("options", points(comparison.options)),
              JSONMember("missing", JSONFields.texts(AssessmentDocument.places(of: comparison.missing))),
            ])
          })),
    ])
  }

  private static func limits(_ limits: Guidance.DrugLimits) -> JSONValue {
    .object([
      JSONMember("class", .string(limits.drugClass.rawValue)), JSONMember("blocks", points(limits.blocks)),
      JSONMember("asks", points(limits.asks)), JSONMember("warnings", points(limits.warnings)),
    ])
  }

  // MARK: Effects, results, questions

  private static func effect(_ expected: ExpectedEffect) -> JSONValue {
    let effect = expected.effect
    return .object([
      JSONMember("rule", JSONFields.text(effect.rule)), JSONMember("agent", JSONFields.text(effect.agent)),
      JSONMember("site", .string(expected.region.site.rawValue)),
      JSONMember("side", JSONFields.text(expected.region.side?.rawValue)),
      JSONMember("study", .string(effect.study)), JSONMember("against", .string(effect.against)),
      JSONMember("months", effect.months.map { .number(JSONNumber($0)) } ?? .null),
      JSONMember("bmd", JSONFields.number(expected.density)),
      JSONMember("standardDeviation", JSONFields.number(expected.deviation)),
      JSONMember("basis", .string(expected.basis.rawValue)), JSONMember("low", change(expected.low)),
      JSONMember("high", change(expected.high)),
      JSONMember("leastSignificantChange", JSONFields.number(expected.leastSignificantChange)),
      JSONMember("tellable", expected.isTellable.map { .bool($0) } ?? .null),
      JSONMember("tag", .string(effect.tag.rawValue)),
      JSONMember("sources", JSONFields.texts(effect.sources.map { $0.key })),
    ])
  }

  private static func change(_ change: ExpectedEffect.Change) -> JSONValue {
    .object([
      JSONMember("percent", JSONFields.number(change.percent)), JSONMember("bmd", JSONFields.number(change.density)),
      JSONMember("score", JSONFields.number(change.score)),
    ])
  }

  private static func result(_ result: ReadResult) -> JSONValue {
    let limits = result.limits
    return .object([
      JSONMember("test", JSONFields.text(result.test?.key)),
      JSONMember("given", JSONFields.text(result.given.map { "\($0.test): \($0.value) \($0.unit)" })),
      JSONMember("value", result.value.map { JSONFields.exact($0) } ?? .null),
      JSONMember("unit", JSONFields.text(result.test?.unit.name)),
      JSONMember("factor", result.factor.map { JSONFields.exact($0) } ?? .null),
      JSONMember("date", JSONFields.text(result.date?.description)),
      JSONMember("low", limits?.low.map { JSONFields.exact($0) } ?? .null),
      JSONMember("high", limits?.high.map { JSONFields.exact($0) } ?? .null),
      JSONMember("limits", JSONFields.text(limits.map { $0.isOwn ? "laboratory" : "fallback" })),
      JSONMember("status", JSONFields.text(result.status?.rawValue)),
      JSONMember("doubt", result.doubt.map(doubt) ?? .null),
    ])
  }

  private static func doubt(_ doubt: ReadResult.Doubt) -> JSONValue {
    .object([JSONMember("rule", .string(doubt.rule)), JSONMember("message", .string(doubt.message))])
  }

  private static func question(_ question: DecisiveQuestion) -> JSONValue {
    .object([
      JSONMember("fact", .string(question.fact.path ?? question.fact.rawValue)),
      JSONMember("question", .string(question.fact.question)),
      JSONMember("weight", JSONFields.number(question.weight)), JSONMember("rules", JSONFields.texts(question.rules)),
    ])
  }
}
