// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A condition or a drug that lowers density or leads to falls.
public struct Cause: Hashable, Sendable {
  /// The groups of the catalogue.
  public enum Group: String, CaseIterable, Sendable {
    case drug
    case endocrine
    case gutLiver = "gut-liver"
    case blood
    case kidneyMineral = "kidney-mineral"
    case rheumatologyNeurologyLung = "rheumatology-neurology-lung"
    case genetic
    case nutritionLifestyle = "nutrition-lifestyle"
    case other
  }

  /// On what a cause acts.
  public enum Action: String, CaseIterable, Sendable {
    case density
    case falls
    case both
  }

  /// How it is recognized.
  public let concept: Concept

  /// The group.
  public let group: Group

  /// On what it acts.
  public let acts: Action

  /// Creates a cause.
  public init(_ concept: Concept, _ group: Group, _ acts: Action) {
    self.concept = concept
    self.group = group
    self.acts = acts
  }
}
