// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry

/// A place of a report, as a person finds it again.
struct PlaceText {
  let place: ReportPlace

  /// The most characters of a quote that are shown.
  private static let quoteLimit = 120

  /// The place as lists head it: `line 12`, or the entry of the report, such as `values[0]`, without what lies in it.
  var entry: String {
    switch place {
    case .text(let span): return "line \(span.line)"
    case .field(let path):
      let name = path.hasPrefix("report.") ? path.dropFirst("report.".count) : path[...]
      if name.hasPrefix("items[") { return "items" }
      return String(name.firstIndex(of: "]").map { name[...$0] } ?? name)
    }
  }

  /// The place with its words: `Line 12: "Impression: osteopenia"`, or the field.
  var quoted: String {
    switch place {
    case .field(let path): "In \(path)"
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
