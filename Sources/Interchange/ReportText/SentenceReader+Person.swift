// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Age, sex, menopause, height and weight, and the bones of somebody of another age.
extension SentenceReader {
  mutating func readPerson() {
    if readBonesOfAge() { return }
    guard !sentence.has(.others) else { return }
    var person = StatedPerson()
    var places: [Int] = []
    if let age = statedAge() {
      person.age = age.years
      places += age.range
    }
    if let sex = statedSex(besideAge: places.last) {
      person.sex = sex.sex
      places.append(sex.index)
    }
    if let menopause = statedMenopause() {
      person.menopause = menopause.status
      places.append(menopause.index)
    }
    if let height = length() {
      person.heightCm = height.value
      places += height.range
    }
    if let weight = mass() {
      person.weightKg = weight.value
      places += weight.range
    }
    guard let low = places.min(), let high = places.max() else { return }
    add(.person(person), span(low, high + 1))
  }

  // MARK: Age

  /// Every age that the sentence states, in years.
  func ages() -> [Int] { statedAges().map { $0.years } }

  private func statedAge() -> (years: Int, range: Range<Int>)? {
    guard
      !sentence.hasAny(TermSet(.bones, .people)) || sentence.has(.patient) || sentence.has(.sex)
        || !sentence.has(.bones)
    else { return nil }
    return statedAges().first { !isOfAnother($0.range.lowerBound) }
  }

  private func statedAges() -> [(years: Int, range: Range<Int>)] {
    var found: [(years: Int, range: Range<Int>)] = []
    for index in body {
      guard let number = units[index].number, number.sign == .none, number.decimals <= 1, !isLimit[index] else {
        continue
      }
      let years = Int(number.digits.billionths / 1_000_000_000)
      guard years <= 120 else { continue }
      if let measured = measure(after: index), measured.term == .yearsOld {
        found.append((years, span(index, measured.end)))
      } else if let cue = ageCue(before: index) {
        found.append((years, span(cue, index + 1)))
      } else if measure(after: index)?.term == .year, let end = measure(after: index)?.end, let of = unit(index - 1),
        of.hasAny(TermSet(.female, .male))
          || (of.has(.link) && unit(index - 2)?.hasAny(TermSet(.female, .male)) == true)
      {
        found.append((years, span(index - 1, end)))
      } else if number.decimals == 0, let next = unit(index + 1),
        next.start == units[index].end || next.start == units[index].end + 1,
        next.end - next.start == 1, next.has(.female) || next.has(.male), years >= 5
      {
        found.append((years, span(index, index + 2)))
      } else if isBareAge(index, number) {
        found.append((years, span(index - 1, index + 1)))
      }
    }
    return found
  }

  /// Reads "The patient is 67." and "Patient: 67 years".
  private func isBareAge(_ index: Int, _ number: ReportNumber) -> Bool {
    guard number.decimals == 0, number.digits >= ExactDecimal(5), !sentence.has(.others) else { return false }
    let measured = measure(after: index)
    guard measured == nil || measured?.term == .year, let last = unit(index - 1) else { return false }
    let end = unit(measured?.end ?? index + 1)
    guard end == nil || end?.isMark(",") == true || end?.isMark(")") == true || end?.has(.and) == true else {
      return false
    }
    let isSaid = last.has(.equals) || last.has(.now) || last.isMark(":") || last.isMark("(") || last.isMark(",")
    guard isSaid, measured != nil || !last.isMark(",") else { return false }
    let near = span(index - 5, index)
    return has(.patient, in: near) && !hasAny(TermSet(.tScore, .zScore, .density, .others, .frax, .earlier), in: near)
      && !near.contains { units[$0].number != nil || units[$0].region != nil }
  }

  private func ageCue(before index: Int) -> Int? {
    if let term = measure(after: index)?.term, term != .year { return nil }
    var place = index - 1
    while place >= 0, index - place <= 4 {
      let unit = units[place]
      if unit.has(.age) {
        return hasAny(TermSet(.menopauseEvent, .reason, .fracture), in: span(place - 4, place))
          && !unit.has(.patient) ? nil : place
      }
      guard
        unit.isMark("/") || unit.has(.sex) || unit.isMark(":") || unit.isMark("(") || unit.isMark(")")
          || unit.isMark("=") || unit.isMark("|")
          || unit.has(.equals) || unit.has(.year) || unit.isDash
      else {
        return nil
      }
      place -= 1
    }
    return nil
  }

  /// Whether an age is that of another person: "of an 80-year-old", "30-year-old reference".
  private func isOfAnother(_ index: Int) -> Bool {
    if hasAny(TermSet(.alike), in: self.before(index, 5)),
      !has(.patient, in: self.before(index, 3))
    {
      return true
    }
    if hasAny(TermSet(.people), in: self.after(index, 3)) { return true }
    return hasAny(TermSet(.referencePeople), in: span(index - 3, index + 5))
  }

  // MARK: Sex and menopause

  private func statedSex(besideAge age: Int?) -> (sex: Sex, index: Int)? {
    for index in units.indices {
      let unit = units[index]
      let sex: Sex? = unit.has(.female) ? .female : unit.has(.male) ? .male : nil
      guard let sex, !unit.hasAny(TermSet(.people, .referencePeople, .comparator)), !isPartOfId(index) else { continue }
      if isSexStated(index, besideAge: age) { return (sex, index) }
    }
    return nil
  }

  /// "ID: premenopausal-woman": a part of a name that a dash joins.
  private func isPartOfId(_ index: Int) -> Bool {
    let isJoined =
      (unit(index - 1)?.isDash == true && unit(index - 1)?.end == units[index].start)
      || (unit(index + 1)?.isDash == true && unit(index + 1)?.start == units[index].end)
    return isJoined && span(index - 6, index).contains { units[$0].has(.identityLabel) && !units[$0].has(.age) }
      && !hasAny(TermSet(.sex, .age), in: span(index - 3, index))
  }

  private func isSexStated(_ index: Int, besideAge age: Int?) -> Bool {
    if hasAny(TermSet(.sex), in: span(index - 4, index)) { return true }
    let isLetter = units[index].end - units[index].start == 1
    if let age, index >= age - 1, index - age <= 6 {
      return !isLetter || index - age <= 2
    }
    if isLetter { return false }
    if hasAny(TermSet(.referencePeople, .comparator, .alike, .sex), in: span(index - 5, index + 3)) { return false }
    if hasAny(TermSet(.earlier, .others), in: self.before(index, 2)) { return false }
    let before = span(index - 6, index)
    if hasAny(TermSet(.patient, .postMenopausal, .preMenopausal, .periMenopausal, .identityLabel), in: before) {
      return true
    }
    let opens = index == 0 || index == sentence.body
    if hasAny(TermSet(.the), in: span(index - 1, index)) || opens || sentence.section == .identity {
      return !sentence.hasAny(TermSet(.bones))
    }
    return sentence.units.count <= 6 || before.contains { units[$0].has(.the) }
  }

  private func statedMenopause() -> (status: MenopausalStatus, index: Int)? {
    for index in units.indices {
      let unit = units[index]
      guard unit.hasAny(TermSet(.postMenopausal, .preMenopausal, .periMenopausal)), !isPartOfId(index) else { continue }
      if let next = self.unit(index + 1), next.has(.people) || next.has(.and) { continue }
      if let next = self.unit(index + 2), next.has(.people) { continue }
      if hasAny(TermSet(.negation, .conditional, .people), in: span(index - 2, index)) { continue }
      if unit.has(.preMenopausal) { return (.pre, index) }
      return (unit.has(.periMenopausal) ? .transition : .post, index)
    }
    return nil
  }

  // MARK: Height and weight

  private func length() -> (value: ExactDecimal, range: Range<Int>)? {
    guard let cue = units.indices.first(where: { units[$0].has(.height) }), !sentence.hasAny(TermSet(.notBone, .loss))
    else {
      return nil
    }
    for index in span(cue - 3, cue + 8) {
      guard let number = units[index].number, number.sign == .none, let measured = measure(after: index) else {
        continue
      }
      guard number.digits < ExactDecimal(2000) else { continue }
      let digits = number.digits.billionths
      switch measured.term {
      case .centimeter: return (number.digits, span(min(cue, index), measured.end))
      case .meter: return (ExactDecimal(billionths: digits * 100), span(min(cue, index), measured.end))
      case .inch: return (ExactDecimal(billionths: digits * 254 / 100), span(min(cue, index), measured.end))
      case .foot:
        var inches = digits * 12
        var end = measured.end
        if let more = unit(measured.end)?.number, more.digits < ExactDecimal(100) {
          inches += more.digits.billionths
          end = measure(after: measured.end)?.end ?? measured.end + 1
        }
        return (ExactDecimal(billionths: inches * 254 / 100), span(min(cue, index), end))
      default: continue
      }
    }
    return nil
  }

  private func mass() -> (value: ExactDecimal, range: Range<Int>)? {
    guard let cue = units.indices.first(where: { units[$0].has(.weight) }),
      !sentence.hasAny(TermSet(.notBone, .loss, .limitWord))
    else {
      return nil
    }
    for index in span(cue - 3, cue + 8) {
      guard let number = units[index].number, number.sign == .none, number.digits < ExactDecimal(2000), !isLimit[index],
        let measured = measure(after: index)
      else { continue }
      if measured.term == .kilogram { return (number.digits, span(min(cue, index), measured.end)) }
      if measured.term == .pound {
        return (
          ExactDecimal(billionths: number.digits.billionths / 100_000 * 45_359_237 / 1000),
          span(min(cue, index), measured.end)
        )
      }
    }
    return nil
  }

  // MARK: Bones of another age

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

  private mutating func readBonesOfAge() -> Bool {
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
