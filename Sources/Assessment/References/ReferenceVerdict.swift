// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Statistics

/// The answer to which references a scan was scored against, in a few sentences.
struct ReferenceVerdict {
  private let explanation: ReferenceExplanation

  init(_ explanation: ReferenceExplanation) {
    self.explanation = explanation
  }

  var text: String {
    let sentences = [tSentence, jointSentence, zSentence, uncheckedSentence, scaleSentence].compactMap(\.self)
    return sentences.isEmpty ? "No score is printed, so there is nothing to explain." : sentences.joined(separator: " ")
  }

  // MARK: T-scores

  private var tSentence: String? {
    guard !explanation.parts.isEmpty else { return nil }
    let clauses = explanation.parts.map(clause)
    return clauses.joined(separator: "; ").capitalizedWord + "."
  }

  private func clause(_ part: PartExplanation) -> String {
    let isOne = part.checked.count == 1
    let regions = explanation.regions.filter { part.checked.contains($0.region.label) }
    let place = isOne ? regions.first?.region.spokenName ?? part.part.name : part.part.name
    let subject = "the T-score\(isOne ? "" : "s") of the \(place)"
    guard part.choices.isEmpty else {
      return "\(subject) \(isOne ? "follows" : "follow") \(people(of: part.choices))"
    }
    let misses = regions.filter { part.unexplained.contains($0.region.label) }
    guard !misses.isEmpty else {
      return "\(subject) each follow a known reference, but no one set explains all of them"
    }
    return misses.map(missClause).joined(separator: "; ")
  }

  /// The people of the best set, with those of a second one or the number of others.
  private func people(of choices: [ReferenceSystem.Choice]) -> String {
    let first = people(of: choices[0])
    switch choices.count {
    case 1: return first
    case 2: return "\(first) or \(people(of: choices[1]))"
    default: return "\(first) or \(choices.count - 1) others"
    }
  }

  private func people(of choice: ReferenceSystem.Choice) -> String {
    let isUnverified = choice.fits.contains { $0.tag == .unverified }
    return (choice.fits.first?.people ?? choice.set) + (isUnverified ? " (an unverified reference)" : "")
  }

  private func missClause(_ region: RegionExplanation) -> String {
    guard let t = region.t, let nearest = t.nearest else { return "" }
    return "the T-score of the \(region.region.spokenName) follows none of \(t.compared) known"
      + " reference\(t.compared == 1 ? "" : "s"), and the nearest, \(nearest.people), gives \(nearest.score.description),"
      + " off by \(Fixed(ExactDecimal(tenths: Int64(nearest.missTenths)), places: 1).description)"
  }

  private var jointSentence: String? {
    guard explanation.parts.count > 1 || (explanation.parts.first?.checked.count ?? 0) > 1 else { return nil }
    let count = explanation.systems.count
    guard count > 0 else {
      return "No combination of known references explains all of the printed T-scores."
    }
    return count == 1
      ? "One combination of known references explains all of the printed T-scores."
      : "\(count) combinations of known references explain all of the printed T-scores."
  }

  // MARK: Z-scores

  private var zSentence: String? {
    let checked = explanation.regions.filter { ($0.z?.compared ?? 0) > 0 }
    guard !checked.isEmpty else { return nil }
    let explained = checked.filter { !($0.z?.fits.isEmpty ?? true) }
    if explained.isEmpty {
      return "No known age curve explains \(checked.count == 1 ? "the printed Z-score" : "a printed Z-score");"
        + " the makers' own curves are not known."
    }
    let sets = checked.map { Set(($0.z?.fits ?? []).map { $0.set }) }
    let common = sets.dropFirst().reduce(sets[0]) { $0.intersection($1) }
    let best = explained[0].z?.fits.first { common.contains($0.set) }
    if let best {
      return "The printed Z-score\(checked.count == 1 ? " fits" : "s fit") the age curve of \(best.people)."
    }
    return
      "Known age curves explain \(explained.count) of \(checked.count) printed Z-scores, and no one set all of them;"
      + " the makers' own curves are not known."
  }

  // MARK: What is left out

  private var uncheckedSentence: String? {
    let scores = explanation.regions.flatMap { [$0.t, $0.z] }.compactMap(\.self).filter { $0.obstacle != nil }
    guard !scores.isEmpty else { return nil }
    return "\(scores.count) printed score\(scores.count == 1 ? "" : "s") cannot be checked."
  }

  private var scaleSentence: String? {
    guard explanation.scanner.scale == nil else { return nil }
    return "The scale of the scanner is not known, so references on every scale were tried."
  }
}
