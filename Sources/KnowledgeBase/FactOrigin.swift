// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Statistics

/// Where a fact comes from that needs no arithmetic of its own.
public enum FactOrigin: Hashable, Sendable {
  /// A concept is among the conditions.
  case condition(Concept)
  /// A drug is taken at the scan.
  case drug(Concept)
  /// A drug was ever taken.
  case drugEver(Concept)
  /// A result of a laboratory test.
  case laboratory(String, LaboratoryAspect)
  /// An answer of the person.
  case answer
}

/// What a fact takes from the results of a test.
public enum LaboratoryAspect: String, Hashable, Sendable {
  /// The latest value in the conventional unit.
  case value
  /// The latest value against the interval: low, normal or high.
  case status
  /// Below the interval on two days at least four weeks apart, and at the latest.
  case lowTwice
}

/// What an answer of a person may be.
public enum AnswerForm: Hashable, Sendable {
  case flag
  /// A number from the first to the second.
  case number(ExactDecimal, ExactDecimal)
  /// One of these words.
  case text([String])
}

extension Fact {
  /// The answers that rules ask for, each with its name in the study document.
  public static var answers: [(name: String, fact: Fact)] {
    origins.compactMap { entry in entry.origin == .answer ? entry.fact.answerName.map { ($0, entry.fact) } : nil }
  }

  /// The name of the answer in the study document, for a fact that is one.
  public var answerName: String? {
    let place = "history.answers."
    guard let path, path.utf8.starts(with: place.utf8) else { return nil }
    return String(decoding: path.utf8.dropFirst(place.utf8.count), as: UTF8.self)
  }
}
