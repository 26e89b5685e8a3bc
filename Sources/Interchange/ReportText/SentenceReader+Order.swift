// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase

/// The order of reading, and what is left unread.
extension SentenceReader {
  /// The words that are said of densitometry; a sentence with one of them that yields nothing is unread.
  private static let subjects = TermSet(
    .tScore, .zScore, .lsc, .frax, .osteoporosis, .lowBoneMass, .severeOsteoporosis, .withinExpected, .belowExpected,
    .gramsPerArea)

  mutating func readAll() {
    guard sentence.body < units.count else {
      isUnderstood = true
      return
    }
    if isDefinition {
      isUnderstood = true
      return
    }
    readLeastSignificantChanges()
    readRisks()
    readNextScan()
    readPerson()
    readChanges()
    readDensities()
    readScores()
    readScorePair()
    readDiagnoses()
    readAdvice()
    readItems()
  }

  /// What the sentence says of the significance of a change named before it.
  var significanceOfBefore: Bool? {
    if let beyond = beyondLimit(in: body) { return beyond }
    let opens = unit(sentence.body)?.hasAny(TermSet(.significant, .insignificant)) ?? false
    let isOfHead =
      unit(sentence.body)?.has(.the) == true && unit(sentence.body + 1)?.hasAny(TermSet(.loss, .gain)) == true
    guard sentence.hasAny(TermSet(.change, .thisOne)) || units.count <= 3 || opens || isOfHead else { return nil }
    if hasAny(TermSet(.insignificant), in: body) { return false }
    guard let place = body.first(where: { units[$0].has(.significant) }) else { return nil }
    return !has(.negation, in: before(place, 4))
  }

  /// Whether the sentence gives a reason for the interval named before it.
  var givesReasonForBefore: Bool {
    // "Reason: monitoring", "Rationale: to detect loss"
    if let first = units.first, sentence.body > 0 || unit(1)?.isMark(":") == true,
      first.hasAny(TermSet(.reason, .rationale))
    {
      return units.count > 2
    }
    guard let first = unit(sentence.body), first.hasAny(TermSet(.the, .reason, .thisOne)) else { return false }
    return hasReason || sentence.hasAny(TermSet(.purpose))
  }

  /// The part of the sentence that speaks of densitometry and was not understood.
  var unreadRange: Range<Int>? {
    if isUnderstood {
      return body.first { isLooseNumber($0) }.map { partRange($0).clamped(to: body) }
    }
    if context.isInTable, units.filter({ ($0.number?.decimals ?? 0) > 0 }).count > 1 { return body }
    let isNamed = sentence.hasAny(Self.subjects)
    let hasNumber = units.contains { $0.number != nil }
    let isMeasured = sentence.has(.density) || units.contains { $0.region != nil }
    return isNamed || (isMeasured && hasNumber) ? body : nil
  }

  /// A number with the form of a score or a density that no statement took.
  private func isLooseNumber(_ index: Int) -> Bool {
    guard let number = units[index].number, !isClaimed[index], !isLimit[index], !isDefinition else { return false }
    if measure(after: index)?.term == .gramsPerArea { return true }
    return number.sign == .minus && number.decimals == 1 && measure(after: index) == nil
  }
}
