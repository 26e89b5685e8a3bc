// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Formats
internal import Interchange
internal import KnowledgeBase
internal import TestSupport
internal import Testing

/// The people of `Examples/` and `Tests/Scenarios/`.
enum People {
  static let examples = (try? Repository.names(in: "Examples", endingIn: ".json"))?.map { String($0.dropLast(5)) } ?? []

  /// Assesses an example.
  static func example(_ name: String, _ options: AssessmentOptions = AssessmentOptions()) throws -> Assessment {
    Assessment(of: try StudyDocument.read(Repository.bytes("Examples/\(name).json")), options: options)
  }

  /// Every example and scenario under the options that it names, and all of them with other references shown.
  static let all = Result {
    var all: [Assessment] = []
    for name in examples {
      for profile in Profile.allCases {
        all.append(try example(name, AssessmentOptions(profile: profile, showsWhatIf: true)))
      }
      all.append(try example(name))
    }
    for name in try Repository.names(in: "Tests/Scenarios", endingIn: ".json") {
      let document = try JSONReader.read(Repository.bytes("Tests/Scenarios/\(name)"))
      let study = try StudyDocument.read(try #require(document["study"]))
      let profile = document["profile"]?.string.flatMap { Profile(rawValue: $0) } ?? .iscd2023
      let criteria = document["criteria"]?.string.flatMap { ClinicalCriteria(rawValue: $0) }
      all.append(Assessment(of: study, options: AssessmentOptions(profile: profile, criteria: criteria)))
    }
    return all
  }

  /// Assesses a study written as JSON without its head.
  static func study(
    patient: String, regions: String, history: String = "{}", _ options: AssessmentOptions = AssessmentOptions()
  ) throws -> Assessment {
    let text = """
      { "osteon": "study/1", "patient": \(patient), "history": \(history),
        "scans": [ { "ageYears": 66.0, "scanner": { "manufacturer": "Hologic" }, "regions": \(regions) } ] }
      """
    return Assessment(of: try StudyDocument.read(Array(text.utf8)), options: options)
  }
}
