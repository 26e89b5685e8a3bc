// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Height and weight.
extension SentenceReader {
  func length() -> (value: ExactDecimal, range: Range<Int>)? {
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

  func mass() -> (value: ExactDecimal, range: Range<Int>)? {
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
}
