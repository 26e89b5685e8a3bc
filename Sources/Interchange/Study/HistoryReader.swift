// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import KnowledgeBase
internal import Statistics

extension History {
  init(_ node: JSONNode) throws(JSONShapeError) {
    self.init()
    let object = try node.object([
      "fractures", "medications", "conditions", "laboratory", "riskFactors", "fractureProbability",
      "answers",
    ])
    fractures = try object["fractures"]?.list { node throws(JSONShapeError) in try Fracture(node) }
    medications = try object["medications"]?.list { node throws(JSONShapeError) in try Medication(node) }
    conditions = try object["conditions"]?.list { node throws(JSONShapeError) in try MedicalCondition(node) }
    laboratory = try object["laboratory"]?.list { node throws(JSONShapeError) in try LaboratoryResult(node) }
    if let factors = object["riskFactors"] { riskFactors = try RiskFactors(factors) }
    if let answers = object["answers"] { self.answers = try Answer.all(answers) }
    if let probability = object["fractureProbability"] { fractureProbability = try FractureProbability(probability) }
  }
}

extension JSONNode {
  /// Reads each element of a list.
  func list<Element>(
    _ read: (JSONNode) throws(JSONShapeError) -> Element
  ) throws(JSONShapeError) -> [Element] {
    var list: [Element] = []
    for element in try elements() { list.append(try read(element)) }
    return list
  }
}

extension Fracture {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["site", "date", "trauma"])
    self.init(
      site: try object.required("site").choice(Site.self), date: try object["date"]?.partialDate(),
      trauma: try object["trauma"]?.choice(Trauma.self) ?? .unknown)
  }
}

extension Code {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["system", "value"])
    self.init(system: try object.required("system").text(), value: try object.required("value").text())
  }
}

extension Medication {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["name", "code", "doseMg", "start", "stop", "lastDose"])
    self.init(
      name: try object.required("name").text(),
      code: try object["code"].map { node throws(JSONShapeError) in try Code(node) })
    doseMg = try NumberRule.dose.read(object["doseMg"])
    start = try object["start"]?.partialDate()
    stop = try object["stop"]?.partialDate()
    lastDose = try object["lastDose"]?.partialDate()
  }
}

extension MedicalCondition {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["name", "code", "since"])
    self.init(
      name: try object.required("name").text(),
      code: try object["code"].map { node throws(JSONShapeError) in try Code(node) },
      since: try object["since"]?.partialDate())
  }
}

extension LaboratoryResult {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["test", "code", "value", "unit", "date", "low", "high"])
    self.init(
      test: try object.required("test").text(),
      value: try object.required("value").exactNumber(NumberRule.laboratory), unit: try object.required("unit").text())
    code = try object["code"].map { node throws(JSONShapeError) in try Code(node) }
    date = try object["date"]?.partialDate()
    low = try object["low"]?.exactNumber(NumberRule.laboratory)
    high = try object["high"]?.exactNumber(NumberRule.laboratory)
    if let low, let high, low > high {
      throw node.error(.rule("must have limits in order, but 'low' is above 'high'", remedy: "Exchange the two."))
    }
  }
}

extension Answer {
  /// Reads the answers of a person; each must be one that a rule asks for.
  fileprivate static func all(_ node: JSONNode) throws(JSONShapeError) -> [String: Answer] {
    let asked = Fact.answers
    let object = try node.object(asked.map { $0.name })
    var answers: [String: Answer] = [:]
    for (name, fact) in asked {
      guard let value = object[name], value.value != .null else { continue }
      answers[name] = try read(value, fact)
    }
    return answers
  }

  private static func read(_ node: JSONNode, _ fact: Fact) throws(JSONShapeError) -> Answer {
    switch fact.answerForm {
    case .flag: .flag(try node.flag())
    case .number(let least, let most):
      .number(
        try number(
          node,
          NumberRule(
            range: least.doubleValue...most.doubleValue, unit: fact.unit == "count" ? "" : fact.unit ?? ""), fact))
    case .text(let words):
      .text(try word(node, words))
    }
  }

  private static func number(
    _ node: JSONNode, _ rule: NumberRule, _ fact: Fact
  ) throws(JSONShapeError) -> ExactDecimal {
    let number = try node.exactNumber(rule)
    if fact.unit == "count" { _ = try node.integer() }
    return number
  }

  private static func word(_ node: JSONNode, _ words: [String]) throws(JSONShapeError) -> String {
    let word = try node.text()
    guard words.contains(word) else {
      throw node.error(.unknownWord(word, suggestion: Suggestion.nearest(to: word, among: words), known: words))
    }
    return word
  }
}

extension RiskFactors {
  init(_ node: JSONNode) throws(JSONShapeError) {
    self.init()
    let object = try node.object([
      "parentalHipFracture", "currentSmoker", "alcoholUnitsPerDay", "rheumatoidArthritis", "fallsInLastYear",
    ])
    parentalHipFracture = try object["parentalHipFracture"]?.flag()
    currentSmoker = try object["currentSmoker"]?.flag()
    alcoholUnitsPerDay = try NumberRule.alcohol.read(object["alcoholUnitsPerDay"])
    rheumatoidArthritis = try object["rheumatoidArthritis"]?.flag()
    fallsInLastYear = try NumberRule.falls.readWhole(object["fallsInLastYear"])
  }
}

extension FractureProbability {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["tool", "majorPercent", "hipPercent"])
    self.init(
      tool: try object.required("tool").text(),
      majorPercent: try object["majorPercent"]?.exactNumber(NumberRule.percent),
      hipPercent: try object["hipPercent"]?.exactNumber(NumberRule.percent))
  }
}
