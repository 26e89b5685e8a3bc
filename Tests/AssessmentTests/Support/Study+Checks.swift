// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry

extension Study {
  /// A woman of 66 with printed T-scores of spine, left neck and left hip.
  static func scored(age: Double = 66, spine: Double, neck: Double, hip: Double? = nil) -> Study {
    .woman(age: age, [.spine().printed(t: spine), .neck().printed(t: neck), .hip().printed(t: hip ?? neck)])
  }

  /// A woman of 66 with normal scores, in which something is then changed.
  static let plain = scored(spine: -0.5, neck: -0.5).dated("2026-05-01")

  /// The study with an earlier visit in 2024 with the same scores.
  var followed: Study {
    with(age: scans[0].age.exactYears.map { $0 - 2 } ?? 64, date: "2024-05-01", scans[0].regions)
  }

  /// The study with something entered at a scan; the first is the latest.
  func entered(_ scan: Int = 0, _ change: (inout EnteredPerson) -> Void) -> Study {
    with { change(&$0.scans[scan].entered) }
  }

  /// The study with remarks of the technologist.
  func remarked(_ comments: String...) -> Study { with { $0.scans[0].comments = comments } }

  /// The study with conditions, the only ones.
  func having(_ names: String...) -> Study {
    with { $0.history.conditions = names.map { MedicalCondition(name: $0) } }
  }

  /// The study with drugs, the only ones.
  func taking(_ drugs: Medication...) -> Study { with { $0.history.medications = drugs } }
}

extension Assessment {
  /// The rules of a family that have a finding, each once, in order.
  func found(_ prefix: String) -> [String] { Set(found.filter { $0.hasPrefix(prefix) }).sorted() }

  /// The sentence of a rule; empty if it has no finding.
  func message(_ rule: String) -> String { findings.first { $0.rule == rule }?.message ?? "" }
}
