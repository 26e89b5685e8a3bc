// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry

/// The reference that a print names, matched with those that are known.
///
/// A name is matched where it is a key, the name of a set, or words that all stand for one family or one maker, such as
/// `NHANES III White Female` or `Hologic`. A word that is not understood, or words that fit several families, match
/// nothing: nothing is guessed.
struct StatedReference {
  private let text: String
  private let words: Set<String>

  /// Takes the name that a print gives; `nil` where it gives none.
  init?(_ name: String?) {
    guard let name else { return nil }
    let words = Self.words(of: name)
    guard !words.isEmpty else { return nil }
    text = name.lowercased()
    self.words = words
  }

  /// Returns the keys, among those of one region, of the references that the name stands for.
  func matches(_ populations: [YoungAdultPopulation]) -> Set<String> {
    matches(populations.map { Named(key: $0.key, set: $0.set, family: "\($0.family.rawValue)/\($0.scale.rawValue)") })
  }

  /// Returns the keys, among those of one region, of the age curves that the name stands for.
  func matches(_ curves: [AgeCurve]) -> Set<String> {
    matches(
      curves.map { Named(key: $0.key, set: $0.set, family: $0.set.split(separator: ".").first.map(String.init) ?? "") })
  }

  private struct Named {
    let key: String
    let set: String
    let family: String
  }

  private func matches(_ known: [Named]) -> Set<String> {
    let literal = known.filter { $0.key == text || $0.set == text }
    guard literal.isEmpty else { return Set(literal.map { $0.key }) }
    let found = known.filter { named in
      let maker = Self.words(of: named.set.split(separator: ".").first.map(String.init) ?? "")
      return words.isSubset(of: Self.words(of: named.set)) && !words.isDisjoint(with: maker)
    }
    return Set(found.map { $0.family }).count == 1 ? Set(found.map { $0.key }) : []
  }

  // MARK: Words

  /// Words that say nothing about which reference it is.
  private static let fillers: Set = [
    "a", "adult", "adults", "age", "ages", "aged", "database", "data", "of", "reference", "set", "the", "us", "usa",
    "years",
    "young",
  ]

  /// Words that stand for one that keys hold.
  private static let synonyms = [
    "females": "female", "woman": "female", "women": "female", "males": "male", "man": "male", "men": "male",
    "caucasian": "white", "caucasians": "white", "whites": "white", "ge": "lunar", "healthcare": "lunar",
  ]

  /// The words that tell a reference; an age of one or two digits does not.
  private static func words(of text: String) -> Set<String> {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let telling = words.filter { word in
      !fillers.contains(word) && !(word.count <= 2 && word.allSatisfy { $0.isNumber })
    }
    return Set(telling.map { synonyms[$0] ?? $0 })
  }
}
