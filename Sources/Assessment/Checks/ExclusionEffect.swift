// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import KnowledgeBase
internal import Statistics

/// What leaving out one vertebra would change, in words; nothing is left out by it.
///
/// - Source: Rules ROI-06 and ROI-07.
public struct ExclusionEffect: Sendable {
  private let all: MeasuredRegion?
  private let rest: MeasuredRegion?
  private let scanner: Scanner
  /// Whether T-scores classify this person.
  public let namesCategory: Bool

  /// Creates the effect of leaving out one vertebra of a scan.
  ///
  /// - Parameters:
  ///   - vertebra: The vertebra.
  ///   - regions: The single vertebrae that nobody left out.
  ///   - scanner: The scanner.
  ///   - namesCategory: Whether T-scores classify this person.
  init(of vertebra: Vertebra, among regions: [MeasuredRegion], on scanner: Scanner, namesCategory: Bool) {
    let rest = regions.filter { $0.singleVertebra != vertebra }
    all = MeasuredRegion.pooling(regions)
    self.rest = rest.count >= 2 ? MeasuredRegion.pooling(rest) : nil
    self.scanner = scanner
    self.namesCategory = namesCategory
  }

  /// The effect as a sentence.
  var text: String {
    guard let (before, after, subset) = densities else {
      return "What remains cannot be computed: that takes content and area of each vertebra, and two that remain."
    }
    let change = "Without it \(subset) has \(Self.text(after)) g/cm² in place of \(Self.text(before))"
    guard let scores else { return change + "; no reference of just these vertebrae is known." }
    let shown = ", and T \(scores.after) in place of \(scores.before)"
    guard scores.isDiagnostic else {
      return change + shown + " by NHANES 2005-2010, which shows the effect and never classifies."
    }
    guard namesCategory else { return change + shown + "." }
    let names = [scores.before, scores.after].map { Self.category(of: $0).rawValue.replacing("-", with: " ") }
    return change + shown
      + (names[0] == names[1]
        ? "; the spine alone stays \(names[0])." : "; the spine alone moves from \(names[0]) to \(names[1]).")
  }

  /// The density of all vertebrae, that of the rest, and the rest; `nil` where it cannot be computed.
  public var densities: (before: ArealDensity, after: ArealDensity, rest: VertebralSubset)? {
    guard let all, let rest, let before = all.density, let after = rest.density else { return nil }
    return rest.vertebrae.map { (before, after, $0) }
  }

  private static func text(_ density: ArealDensity) -> String {
    Fixed(density.gramsPerSquareCentimeter, places: 3).description
  }

  /// Both T-scores against references of one kind: the maker's of each set of vertebrae, else those of the survey.
  public var scores: (before: ReportedScore, after: ReportedScore, isDiagnostic: Bool)? {
    if let before = diagnostic(all), let after = diagnostic(rest) { return (before, after, true) }
    if let before = survey(all), let after = survey(rest) { return (before, after, false) }
    return nil
  }

  /// The category of a T-score of the spine alone.
  public static func category(of score: ReportedScore) -> Densitometry.Category {
    CutPoints.published.classify(score, by: .t)
  }

  private func diagnostic(_ region: MeasuredRegion?) -> ReportedScore? {
    guard let region, let density = region.density, let scale = scanner.scale else { return nil }
    let population = try? ReferenceLibrary.diagnosticPopulation(
      for: region, on: scanner, family: .manufacturer, sex: .female)
    return population.flatMap { try? TScore(of: density, on: scale, against: $0).reported }
  }

  private func survey(_ region: MeasuredRegion?) -> ReportedScore? {
    guard let region, let density = region.density, let scale = scanner.scale else { return nil }
    let others = ReferenceLibrary.otherPopulations(for: region, on: scale, sex: .female)
    return others.first { $0.family == .nhanes2005to2010 }
      .flatMap { try? TScore(of: density, on: scale, against: $0).reported }
  }
}
