// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Bones that are likened to those of another age.
extension SentenceReader {
  /// Reads "bone age of 85", "those of a woman of 70 years".
  private func agesOfBones(_ bones: Int) -> [(years: Int, range: Range<Int>)] {
    for index in self.after(bones, 11) {
      guard let number = units[index].number, number.decimals == 0, number.digits <= ExactDecimal(120) else { continue }
      let measured = measure(after: index)
      let isOfSomebody =
        unit(index - 1)?.hasAny(TermSet(.female, .male)) == true
        || (unit(index - 1)?.has(.link) == true
          && unit(index - 2)?.hasAny(TermSet(.female, .male, .someone, .patient)) == true)
      let isYears = measured?.term == .year || (measured == nil && (units[bones].has(.boneAge) || isOfSomebody))
      guard isYears else { return [] }
      return [(Int(number.digits.billionths / 1_000_000_000), span(index, measured?.end ?? index + 1))]
    }
    return []
  }

  mutating func readBonesOfAge() -> Bool {
    guard let bones = subjectOfAge() else { return false }
    for age in statedAges() + agesOfBones(bones) where isAgeOfBones(age.range, bones) {
      let range = span(min(bones, age.range.lowerBound), max(bones + 1, age.range.upperBound))
      add(.bonesOfAge(years: age.years), range)
      for index in age.range where units[index].number != nil { isClaimed[index] = true }
      return true
    }
    return false
  }

  /// What is likened to the bones of somebody: bones, a density, or a region where no score stands.
  private func subjectOfAge() -> Int? {
    if let bones = body.first(where: { units[$0].hasAny(TermSet(.bones, .boneAge, .density)) }) {
      return bones
    }
    guard sentence.has(.alike), !sentence.hasAny(TermSet(.tScore, .zScore, .referencePeople, .scan)) else { return nil }
    return body.first { units[$0].region != nil }
  }

  private func isAgeOfBones(_ age: Range<Int>, _ bones: Int) -> Bool {
    let isBones = units[bones].hasAny(TermSet(.bones, .boneAge))
    let between = span(min(bones, age.lowerBound), max(bones, age.lowerBound))
    let around = span(max(sentence.body, between.lowerBound - 5), between.upperBound)
    let isAlike = hasAny(TermSet(.alike), in: around) || units[bones].has(.boneAge)
    if has(.thisOne, in: between) { return false }
    let hasArticle = has(.someone, in: span(age.lowerBound - 2, age.lowerBound))
    let isPossessive = age.upperBound <= bones && bones - age.upperBound <= 2 && isBones
    guard
      isAlike || isPossessive || (!isBones && hasArticle && bones < age.lowerBound)
        || (isBones && (hasArticle || bones < age.lowerBound))
    else { return false }
    let isHers = hasArticle && has(.patient, in: span(sentence.body, bones)) && age.lowerBound - bones <= 3
    if !isBones, !isAlike, !isHers { return false }
    return !sentence.hasAny(TermSet(.scan)) || isBones || has(.alike, in: around)
  }
}
