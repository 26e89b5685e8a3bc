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
      guard let number = units[index].number, number.decimals == 0, number.sign == .none, !isLimit[index],
        number.digits <= ExactDecimal(120)
      else { continue }
      let measured = measure(after: index)
      if measured == nil, number.digits > ExactDecimal(17), isLikened(bones, to: index) {
        return [(Int(number.digits.billionths / 1_000_000_000), span(index, index + 1))]
      }
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

  /// "As old as 80", "of someone who is 80", "have aged to 80": nothing but a likeness and small words before the number.
  private func isLikened(_ bones: Int, to index: Int) -> Bool {
    let between = self.between(bones, index)
    let isPlain = between.allSatisfy { place in
      let unit = units[place]
      if case .mark = unit.content { return false }
      return unit.number == nil && unit.region == nil
        && !unit.hasAny(TermSet(.tScore, .zScore, .lsc, .compared, .risk, .again))
    }
    return isPlain && hasAny(TermSet(.alike, .someone, .aged), in: between)
      && (hasAny(TermSet(.alike, .aged), in: between) || has(.equals, in: between))
  }

  /// Whether the bones of people are named by a decade of life: "octogenarian bones", "bones of an octogenarian".
  private mutating func readBonesOfDecade() -> Bool {
    guard let decade = body.first(where: { units[$0].has(.decadeOfLife) }), !isTitleOfPerson(decade),
      let bones = body.first(where: { units[$0].hasAny(TermSet(.bones, .boneAge, .density)) })
    else { return false }
    add(.bonesOfAge(years: nil), span(min(decade, bones), max(decade, bones) + 1))
    return true
  }

  /// "This octogenarian was referred": the person is meant and not the bones.
  private func isTitleOfPerson(_ index: Int) -> Bool {
    let isNext =
      unit(index + 1)?.hasAny(TermSet(.bones, .density)) == true
      || before(index, 2).contains { units[$0].hasAny(TermSet(.bones, .boneAge)) }
    let isGenitive =
      before(index, 3).contains { units[$0].hasAny(TermSet(.alike, .link)) }
      && before(index, 7).contains { units[$0].hasAny(TermSet(.bones, .density, .boneAge)) }
    return !isNext && !isGenitive
  }

  /// "In terms of bone she is 80", "bone-wise the patient is 80 years old": an age of the person as far as bones go.
  private mutating func readAgeInTermsOfBone() -> Bool {
    guard let opening = body.prefix(3).first(where: { units[$0].has(.asToBone) }) else { return false }
    for index in self.after(opening, 9) {
      guard let number = units[index].number, number.decimals == 0, number.sign == .none,
        number.digits > ExactDecimal(17), number.digits <= ExactDecimal(120)
      else { continue }
      let end = measure(after: index)
      guard end == nil || end?.term == .year || end?.term == .yearsOld,
        between(opening, index).contains(where: { units[$0].hasAny(TermSet(.patient, .the)) })
      else { return false }
      isClaimed[index] = true
      add(.bonesOfAge(years: Int(number.digits.billionths / 1_000_000_000)), span(opening, end?.end ?? index + 1))
      return true
    }
    return false
  }

  mutating func readBonesOfAge() -> Bool {
    if readAgeInTermsOfBone() || readBonesOfDecade() { return true }
    guard let bones = subjectOfAge(), !explainsScore else { return false }
    for age in statedAges() + agesOfBones(bones) where isAgeOfBones(age.range, bones) {
      let range = span(min(bones, age.range.lowerBound), max(bones + 1, age.range.upperBound))
      add(.bonesOfAge(years: age.years), range)
      for index in age.range where units[index].number != nil { isClaimed[index] = true }
      return true
    }
    return false
  }

  /// "The T-score compares BMD with that of a 30-year-old": young adults are the reference of a score.
  var explainsScore: Bool {
    sentence.hasAny(TermSet(.tScore, .zScore)) && !sentence.has(.patient)
      && sentence.hasAny(TermSet(.compared, .comparator, .referencePeople, .definition, .alike))
      && body.contains { units[$0].number.map { $0.decimals == 0 && $0.digits < ExactDecimal(46) } ?? false }
      && !body.contains { units[$0].number?.decimals == 1 }
  }

  /// What is likened to the bones of somebody: bones, a density, or a region where no score stands.
  private func subjectOfAge() -> Int? {
    if let bones = body.first(where: { units[$0].hasAny(TermSet(.bones, .boneAge, .density)) }) {
      return bones
    }
    if sentence.has(.alike), let score = body.first(where: { units[$0].hasAny(TermSet(.tScore, .zScore)) }),
      !body.contains(where: { (units[$0].number?.decimals ?? 0) > 0 })
    {
      return score
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
    let isPossessive =
      age.upperBound <= bones && bones - age.upperBound <= 2 && isBones && !has(.and, in: span(age.upperBound, bones))
    guard
      isAlike || isPossessive || (!isBones && hasArticle && bones < age.lowerBound)
        || (isBones && (hasArticle || bones < age.lowerBound))
    else { return false }
    let isHers = hasArticle && has(.patient, in: span(sentence.body, bones)) && age.lowerBound - bones <= 3
    if !isBones, !isAlike, !isHers { return false }
    return !sentence.hasAny(TermSet(.scan)) || isBones || has(.alike, in: around)
  }
}
