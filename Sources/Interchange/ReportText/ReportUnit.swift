// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// A number of a text, with the sign that stands before it.
struct ReportNumber: Hashable {
  /// The digits, without sign.
  let digits: ExactDecimal
  let sign: StatedSign
  let decimals: Int

  /// The number with its sign.
  var value: ExactDecimal { sign == .minus ? ExactDecimal(billionths: -digits.billionths) : digits }
}

/// A piece of a sentence: a phrase of the lexicon, a number, a date, a region, a mark, or a word that is not known.
struct ReportUnit {
  enum Content: Hashable {
    case words
    case number(ReportNumber)
    case date(PartialDate?)
    case region(StatedRegion)
    case vertebrae(VertebralSubset)
    case mark(UInt32)
    case lineBreak
  }

  var content: Content
  /// The words of a grade, in lower case; empty for other units.
  var words = ""
  var terms: TermSet
  let start: Int
  var end: Int
  let line: Int
  /// Whether a tab or more than one space stands before it, as before a cell of a table.
  var opensCell = false

  func has(_ term: ReportTerm) -> Bool { terms.contains(term) }
  func hasAny(_ set: TermSet) -> Bool { terms.intersects(set) }

  func isMark(_ character: Unicode.Scalar) -> Bool {
    if case .mark(let mark) = content { mark == character.value } else { false }
  }

  var isDash: Bool {
    if case .mark(let mark) = content { ReportCharacter.isDash(mark) } else { false }
  }

  var number: ReportNumber? {
    if case .number(let number) = content { number } else { nil }
  }

  var region: StatedRegion? {
    if case .region(let region) = content { region } else { nil }
  }

  var date: PartialDate? {
    if case .date(let date) = content { date } else { nil }
  }

  var isDate: Bool {
    if case .date = content { true } else { false }
  }
}
