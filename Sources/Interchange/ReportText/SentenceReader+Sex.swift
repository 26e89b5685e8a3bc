// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Sex and menopause.
extension SentenceReader {
  func statedSex(besideAge age: Int?) -> (sex: Sex, index: Int)? {
    // A title is the weaker evidence: "Ms Doe, male" is read by the word.
    let titles = units.indices.filter { units[$0].has(.titleOfSex) }
    for index in units.indices.filter({ !units[$0].has(.titleOfSex) }) + titles {
      let unit = units[index]
      let sex: Sex? = unit.has(.female) ? .female : unit.has(.male) ? .male : nil
      guard let sex, !offersBoth(index), !unit.hasAny(TermSet(.people, .referencePeople, .comparator)),
        !isPartOfId(index)
      else { continue }
      if isSexStated(index, besideAge: age) { return (sex, index) }
    }
    return nil
  }

  /// "Ms/Mr", "M/F", "his or her": a form that leaves both open.
  private func offersBoth(_ index: Int) -> Bool {
    func isOpposed(_ other: Int) -> Bool {
      guard let other = unit(other) else { return false }
      return units[index].has(.female) ? other.has(.male) : other.has(.female)
    }
    func joins(_ joint: Int) -> Bool {
      guard let joint = unit(joint) else { return false }
      return joint.isMark("/") || joint.has(.and) || joint.isMark("|")
    }
    return (joins(index + 1) && isOpposed(index + 2)) || (joins(index - 1) && isOpposed(index - 2))
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
    if units[0].has(.sex), units.count <= 10 { return true }
    let isLetter = units[index].end - units[index].start == 1
    if let age, index >= age - 1, index - age <= 6 {
      return !isLetter || index - age <= 2
    }
    if isLetter { return false }
    if isSexOfLine(index), sentence.beginsLine, units.contains(where: { $0.isDate || $0.has(.identityLabel) }) {
      return true
    }
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

  func statedMenopause() -> (status: MenopausalStatus, index: Int)? {
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
}
