// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats

extension Patient {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object([
      "id", "birthDate", "sexAtBirth", "genderIdentity", "group", "menopause", "pregnancy", "heightCm", "weightKg",
      "maximumHeightCm",
    ])
    self.init(sexAtBirth: try object.required("sexAtBirth").choice(Sex.self))
    id = try object["id"]?.text()
    birthDate = try object["birthDate"]?.day()
    genderIdentity = try object["genderIdentity"]?.choice(GenderIdentity.self)
    group = try object["group"]?.choice(PopulationGroup.self)
    pregnancy = try object["pregnancy"]?.choice(PregnancyStatus.self)
    heightCm = try NumberRule.height.read(object["heightCm"])
    weightKg = try NumberRule.weight.read(object["weightKg"])
    maximumHeightCm = try NumberRule.height.read(object["maximumHeightCm"])
    try readMenopause(object["menopause"])
    if let pregnancy = object["pregnancy"] { try refuseForMale(pregnancy) }
  }

  private mutating func readMenopause(_ node: JSONNode?) throws(JSONShapeError) {
    guard let node else { return }
    let object = try node.object(["status", "age"])
    try refuseForMale(node)
    menopause = try object["status"]?.choice(MenopausalStatus.self)
    menopauseAge = try NumberRule.menopauseAge.read(object["age"])
    guard let age = object["age"], menopause == .pre else { return }
    throw age.error(
      .rule(
        "belongs to a person who has reached menopause, but the status is 'pre'",
        remedy: "Correct one of the two, or leave it out."))
  }

  private func refuseForMale(_ node: JSONNode) throws(JSONShapeError) {
    guard sexAtBirth == .male else { return }
    throw node.error(
      .rule(
        "belongs to a person recorded female at birth, but 'patient.sexAtBirth' is male",
        remedy: "Correct one of the two, or leave it out."))
  }
}

extension JSONNode {
  private static let dateRemedy = "Check year, month and day."

  /// Reads a day; its value is never repeated in a message.
  func day() throws(JSONShapeError) -> CalendarDate {
    guard let date = CalendarDate(try text()) else {
      throw error(.rule("must be a day of the calendar written as YYYY-MM-DD, but is not", remedy: Self.dateRemedy))
    }
    return date
  }

  /// Reads a day, a month or a year; its value is never repeated in a message.
  func partialDate() throws(JSONShapeError) -> PartialDate {
    guard let date = PartialDate(try text()) else {
      throw error(
        .rule(
          "must be a day, a month or a year written as YYYY-MM-DD, YYYY-MM or YYYY, but is not", remedy: Self.dateRemedy
        ))
    }
    return date
  }
}
