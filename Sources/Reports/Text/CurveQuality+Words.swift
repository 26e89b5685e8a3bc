// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import KnowledgeBase
internal import Statistics

extension CurveQuality {
  /// The fit and its quality as a sentence.
  var inWords: String {
    let names = zip(["L", "M", "S"], freedom).map { "\($0) \(Fixed($1, places: 1))" }.joined(separator: ", ")
    let below = Fixed(belowMinusTwo * 100, places: 1)
    return "effective number of people \(Fixed(effectiveCount, places: 0)); degrees of freedom \(names);"
      + " \(below) % have a Z-score below \u{2212}2 (2.3 % expected)"
      + (worstBand.map { "; worst mean \($0.inWords)" } ?? "")
  }

  /// The bands as a table: how far the Z-scores of the people fitted lie from mean 0 and standard deviation 1.
  func table(_ style: TextStyle) -> String {
    let head =
      TextStyle.right("ages", 8) + TextStyle.right("people", 8) + TextStyle.right("mean Z", 9)
      + TextStyle.right("SE", 7) + TextStyle.right("SD", 7) + TextStyle.right("SE", 7)
      + TextStyle.right("Z < \u{2212}2", 9)
    return ([style.mark(head, .faint)] + bands.map { $0.line }).joined(separator: "\n") + "\n"
  }
}

extension CurveQuality.Band {
  private var span: String { "\(Fixed(ages.lowerBound, places: 0))-\(Fixed(ages.upperBound - 1, places: 0))" }

  fileprivate var inWords: String {
    "\(Fixed(mean, places: 2).withMinusSign(plus: true)) at \(span) years (standard error \(Fixed(meanError, places: 2)))"
  }

  fileprivate var line: String {
    TextStyle.right(span, 8) + TextStyle.right("\(count)", 8)
      + TextStyle.right(Fixed(mean, places: 3).withMinusSign(plus: true), 9)
      + TextStyle.right(Fixed(meanError, places: 3).description, 7)
      + TextStyle.right(Fixed(deviation, places: 3).description, 7)
      + TextStyle.right(Fixed(deviationError, places: 3).description, 7)
      + TextStyle.right(Fixed(below[0] * 100, places: 1).description + " %", 9)
  }
}
