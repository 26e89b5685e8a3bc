// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry

/// A place of a report, as a person finds it again.
struct PlaceText {
  let place: ReportPlace

  /// The most characters of a quote that are shown.
  private static let quoteLimit = 120

  /// The place without its words: `line 12`, or the field.
  var short: String {
    switch place {
    case .field(let path): path
    case .text(let span): "line \(span.line)"
    }
  }

  /// The place with its words: `Line 12: "Impression: osteopenia"`, or the field.
  var quoted: String {
    switch place {
    case .field(let path): "In \(path):"
    case .text(let span): "Line \(span.line): \"\(Self.shown(span.quote))\""
    }
  }

  /// A quote on one line; the middle of a long one is left out.
  static func shown(_ quote: String) -> String {
    let spaced = String(quote.map { $0.isWhitespace ? " " : $0 })
    let words = Words.printable(spaced).split(separator: " ").joined(separator: " ")
    guard words.count > quoteLimit else { return words }
    return "\(words.prefix(quoteLimit / 2)) ... \(words.suffix(quoteLimit / 2 - 5))"
  }
}
