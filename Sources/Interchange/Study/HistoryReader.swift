// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats

extension History {
  init(_ node: JSONNode) throws(JSONShapeError) {
    self.init()
    let object = try node.object([
      "fractures", "medications", "conditions", "laboratory", "riskFactors", "fractureProbability",
    ])
    fractures = try object["fractures"]?.list { node throws(JSONShapeError) in try Fracture(node) }
    medications = try object["medications"]?.list { node throws(JSONShapeError) in try Medication(node) }
    conditions = try object["conditions"]?.list { node throws(JSONShapeError) in try MedicalCondition(node) }
    laboratory = try object["laboratory"]?.list { node throws(JSONShapeError) in try LaboratoryResult(node) }
    if let factors = object["riskFactors"] { riskFactors = try RiskFactors(factors) }
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
    let object = try node.object(["test", "value", "unit", "date", "low", "high"])
    self.init(
      test: try object.required("test").text(), value: try NumberRule.laboratory.read(object.required("value")),
      unit: try object.required("unit").text())
    date = try object["date"]?.partialDate()
    low = try NumberRule.laboratory.read(object["low"])
    high = try NumberRule.laboratory.read(object["high"])
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
