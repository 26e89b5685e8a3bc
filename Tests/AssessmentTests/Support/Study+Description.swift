// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import Testing

extension Study: CustomTestStringConvertible {
  /// The study in a few words, for the test log.
  public var testDescription: String {
    let person = "\(patient.sexAtBirth) \(patient.menopause.map { "\($0) " } ?? "")\(scans[0].age)"
    return person + ": " + scans[0].regions.map { $0.label }.joined(separator: ", ")
  }
}
