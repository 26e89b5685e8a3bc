// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import Formats
internal import Statistics

extension FinishedReport {
  /// Reads a finished report: first what its fields state, then what its text does.
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object([
      "date", "text", "person", "values", "diagnosis", "changes", "leastSignificantChanges", "risks",
      "recommendations", "nextScan", "bonesOfAgeYears", "items",
    ])
    self.init(date: try object["date"]?.day())
    try readFindings(object)
    try readAdvice(object)
    tellsItems = object["items"] != nil
    if let text = object["text"] { try readText(text) }
  }

  /// What was found: the person, the values, the diagnosis and the changes.
  private mutating func readFindings(_ object: JSONObject) throws(JSONShapeError) {
    if let person = object["person"] { statements += try StatedPerson.statements(person) }
    for value in try object["values"]?.elements() ?? [] { statements += try value.statedValues() }
    for diagnosis in try object["diagnosis"]?.elements() ?? [] { statements += try diagnosis.statedDiagnosis() }
    for change in try object["changes"]?.elements() ?? [] {
      state(.change(try StatedChange(change)), at: change)
    }
    for change in try object["leastSignificantChanges"]?.elements() ?? [] {
      state(.leastSignificantChange(try StatedLeastSignificantChange(change)), at: change)
    }
  }

  /// What follows from it: risks, recommendations, the next scan, and the items that have no field of their own.
  private mutating func readAdvice(_ object: JSONObject) throws(JSONShapeError) {
    for risk in try object["risks"]?.elements() ?? [] { state(.risk(try StatedRisk(risk)), at: risk) }
    for advice in try object["recommendations"]?.elements() ?? [] {
      state(.advice(try StatedAdvice(advice)), at: advice)
    }
    if let next = object["nextScan"] { state(.nextScan(try StatedNextScan(next)), at: next) }
    if let age = object["bonesOfAgeYears"] {
      state(.bonesOfAge(years: try NumberRule.age.readWhole(age)), at: age)
    }
    for item in try object["items"]?.elements() ?? [] { state(.item(try item.choice(ReportItem.self)), at: item) }
  }

  private mutating func readText(_ node: JSONNode) throws(JSONShapeError) {
    let text = try node.text()
    guard text.utf8.count <= ReportText.sizeLimit else {
      throw node.error(
        .rule(
          "may have \(ReportText.sizeLimit >> 20) MB, but has more",
          remedy: "Leave out what is not the report of this person."))
    }
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    add(text: text)
  }

  private mutating func state(_ content: ReportStatement.Content, at node: JSONNode) {
    statements.append(ReportStatement(content, at: .field(node.path)))
  }
}

extension FinishedReport {
  /// Adds what a text states after the statements that are there.
  ///
  /// - Parameter text: A report in English.
  public mutating func add(text: String) {
    let read = ReportText(reading: text)
    statements += read.statements
    unread += read.unread
    hasText = true
    tellsItems = true
  }
}

extension StatedPerson {
  /// One statement for each thing that is said of the person, so that each has its own place.
  fileprivate static func statements(_ node: JSONNode) throws(JSONShapeError) -> [ReportStatement] {
    let object = try node.object(["ageYears", "sex", "menopause", "heightCm", "weightKg"])
    var statements: [ReportStatement] = []
    for key in ["ageYears", "sex", "menopause", "heightCm", "weightKg"] {
      guard let value = object[key] else { continue }
      var person = StatedPerson()
      switch key {
      case "ageYears": person.age = try NumberRule.age.readWhole(value)
      case "sex": person.sex = try value.choice(Sex.self)
      case "menopause": person.menopause = try value.choice(MenopausalStatus.self)
      case "heightCm": person.heightCm = try value.exactNumber(NumberRule.height)
      default: person.weightKg = try value.exactNumber(NumberRule.weight)
      }
      statements.append(ReportStatement(.person(person), at: .field(value.path)))
    }
    return statements
  }
}
