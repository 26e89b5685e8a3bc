// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Categories: what they are called, and what a sentence says of one.
extension SentenceReader {
  private static let categories: [(ReportTerm, Category)] = [
    (.severeOsteoporosis, .severeOsteoporosis), (.belowExpected, .belowExpectedRange),
    (.withinExpected, .withinExpectedRange), (.lowWithRisk, .lowWithRiskFactors), (.normalDensity, .normal),
    (.lowBoneMass, .lowBoneMass), (.osteoporosis, .osteoporosis),
  ]

  /// The category that a unit names.
  func category(at index: Int) -> Category? {
    for (term, category) in Self.categories where units[index].has(term) { return category }
    return units[index].has(.normal) && isDensityNormal(index) ? .normal : nil
  }

  /// Whether "normal" is said of bone density, and not of a position or a kidney.
  private func isDensityNormal(_ index: Int) -> Bool {
    if let next = unit(index + 1), case .words = next.content, next.terms.isEmpty { return false }
    if let next = unit(index + 1), next.hasAny(TermSet(.quality, .referencePeople, .weight, .age)) { return false }
    if units[index...].dropFirst().prefix(2).contains(where: { $0.has(.comparator) }) { return false }
    let isSubject = span(sentence.body, index).contains {
      units[$0].region != nil
        || units[$0].hasAny(TermSet(.density, .tScore, .categoryWord, .categoryColumn, .total, .neck))
    }
    if isSubject {
      return !has(.zScore, in: span(sentence.body, index)) || has(.tScore, in: span(sentence.body, index))
    }
    if unit(index + 1)?.region != nil || unit(index + 1)?.has(.density) == true { return true }
    return sentence.section == .impression && units.count - sentence.body <= 6
  }

  /// Whether the sentence says what the categories mean, and nothing of the person.
  var isDefinition: Bool {
    let hasCategory = units.indices.contains { $0 >= sentence.body && categoryOrNormal($0) }
    guard hasCategory else { return false }
    if sentence.has(.definition) { return !isMeasuredByDefinition }
    guard isLimit.contains(true), !units.contains(where: { $0.region != nil }), !sentence.has(.patient) else {
      return false
    }
    // The number of a footnote, as in "7 - DXA T-score: Normal = -1.0 or above", is no score.
    return !units.indices.contains { index in
      guard let number = units[index].number, isScore(index), !isLimit[index] else { return false }
      return number.decimals > 0 || number.sign != .none
    }
  }

  func categoryOrNormal(_ index: Int) -> Bool { category(at: index) != nil || units[index].has(.normal) }

  /// "Meets the definition of osteoporosis", "using WHO definitions this scan shows osteopenia": the person is measured by it.
  private var isMeasuredByDefinition: Bool {
    if isScoreOfRegion { return true }
    guard let place = body.first(where: { units[$0].has(.definition) }),
      !before(place, 4).contains(where: { units[$0].number != nil })
    else { return false }
    return hasAny(TermSet(.basis, .meets, .negation), in: before(place, 4)) || units[place].has(.meets)
  }

  /// "The T-score of -2.7 at the total hip denotes osteoporosis": a score that was measured somewhere, and no limit.
  private var isScoreOfRegion: Bool {
    units.contains { $0.region != nil }
      && body.contains { index in
        guard let number = units[index].number, !isLimit[index], isScore(index) else { return false }
        return number.decimals == 1 && number.sign != .none
      }
  }

  mutating func readDiagnoses() {
    var previous: (index: Int, category: Category)?
    for index in body {
      guard let category = category(at: index) else { continue }
      defer { previous = (index, category) }
      if let previous, previous.category == category, repeats(previous.index, index) { continue }
      readDiagnosis(category, at: index, after: previous?.index)
    }
  }

  /// Whether two names of one category stand side by side: "low bone mass (osteopenia)".
  private func repeats(_ first: Int, _ second: Int) -> Bool {
    second - first <= 4
      && between(first, second).allSatisfy {
        units[$0].isMark("(") || units[$0].isMark("/") || units[$0].isMark(",") || units[$0].has(.and)
          || units[$0].isMark(")")
          || units[$0].isDash || units[$0].isMark(".") || units[$0].end - units[$0].start <= 2
      }
  }

  private mutating func readDiagnosis(_ category: Category, at index: Int, after previous: Int?) {
    if isOfOthers(index) || isConditional(index, after: previous) {
      isUnderstood = true
      return
    }
    let isDenied = isDenied(index, after: previous)
    var low = index
    if let grade = grade(at: index), category != .normal, !isDenied {
      add(.grade(grade.word), span(min(grade.index, index), max(grade.index, index) + 1))
      low = min(low, grade.index)
    }
    let isEarlier = isEarlier(index, after: previous)
    let isClinical = sentence.has(.clinical)
    let ties = ties(of: index, after: previous, isSettled: isDenied || isEarlier)
    if ties.isEmpty {
      let diagnosis = StatedDiagnosis(
        category: category, isClinical: isClinical, isEarlier: isEarlier, isDenied: isDenied)
      add(.diagnosis(diagnosis), span(low, index + 1))
    }
    for tie in ties {
      let diagnosis = StatedDiagnosis(
        category: category, region: tie.region, isClinical: isClinical, isEarlier: isEarlier, isDenied: isDenied)
      let place = tie.index ?? index
      add(.diagnosis(diagnosis), span(min(low, place), max(index, place) + 1))
    }
  }

  /// The grading word beside a category.
  func grade(at index: Int) -> (word: String, index: Int)? {
    for step in 1...3 {
      guard let before = unit(index - step), index - step >= sentence.body else { break }
      if before.has(.grade) || (step == 1 && before.has(.significant)) { return (before.words, index - step) }
      if before.isMark(",") || before.isMark(":") || before.number != nil || before.isMark(")") { break }
    }
    for step in 1...4 {
      guard let after = unit(index + step) else { break }
      if after.has(.grade) { return (after.words, index + step) }
      if after.number != nil || after.isMark(")") || after.region != nil || after.has(.and)
        || after.hasAny(TermSet(.loss, .gain, .risk))
      {
        break
      }
    }
    return nil
  }
}
