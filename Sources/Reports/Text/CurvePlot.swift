// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry

/// An age curve drawn with braille dots, for a terminal: the median as a line, the centiles 3 and 97 dotted.
///
/// Lines have half of their dots where few people stand behind the curve.
struct CurvePlot {
  /// The centiles that are drawn.
  static let centiles = [3.0, 50, 97]

  private static let rowCount = 17
  private static let margin = 7
  private static let labelWidth = 4

  private let curve: AgeCurve
  private let ages: Axis
  private let values: Axis
  private var dots: DotGrid
  private var labels: [Int: String] = [:]

  /// Returns the lines of the plot, none longer than `width`; no lines below ``TextStyle/leastWidth``.
  static func lines(of curve: AgeCurve, width: Int) -> [String] {
    width < TextStyle.leastWidth ? [] : CurvePlot(of: curve, width: width).lines
  }

  private init(of curve: AgeCurve, width: Int) {
    self.curve = curve
    dots = DotGrid(columns: width - Self.margin - Self.labelWidth, rows: Self.rowCount)
    ages = Axis("Age, years", over: curve.domain, steps: 10, isWidened: false)
    let ends = [Self.centiles[0], Self.centiles[2]].flatMap { centile in
      curve.ages(steps: 100).compactMap { curve.value(atCentile: centile, age: $0) }
    }
    values = Axis(curve.quantity, over: (ends.min() ?? 0)...(ends.max() ?? 1), steps: 10, isWidened: true)
    for centile in Self.centiles { draw(centile) }
  }

  /// Sets the dots of a centile and the label at its end.
  private mutating func draw(_ centile: Double) {
    let isMedian = centile == 50
    var last: Int?
    for x in 0..<dots.width {
      let age =
        curve.domain.lowerBound + Double(x) / Double(dots.width - 1) * (ages.range.upperBound - ages.range.lowerBound)
      guard let value = curve.value(atCentile: centile, age: min(age, curve.domain.upperBound)) else { continue }
      let y = Int(values.position(of: value, from: Double(dots.height - 1), to: 0).rounded())
      let isSparse = curve.sparseFrom.map { age >= $0 } ?? false
      if x % ((isMedian ? 1 : 2) * (isSparse ? 2 : 1)) == 0 {
        dots.set(x, y)
        if isMedian, !isSparse, let last { dots.fill(x, between: last, and: y) }
      }
      last = y
    }
    if let last { labels[last / 4] = " " + TextStyle.right("\(Int(centile))", 2) }
  }

  private var lines: [String] {
    var lines = [values.title + "; centiles 3, 50 and 97"]
    for (row, text) in dots.rows.enumerated() {
      let label = axisLabels[row].map { TextStyle.right($0, Self.margin - 2) + " \u{2524}" }
      lines.append((label ?? String(repeating: " ", count: Self.margin - 1) + "\u{2502}") + text + (labels[row] ?? ""))
    }
    return (lines + ageLines).map { $0.trimmingBlankEnd }
  }

  /// The values at the top, in the middle and at the bottom.
  private var axisLabels: [Int: String] {
    let (low, high) = (values.range.lowerBound, values.range.upperBound)
    return [
      0: curve.shown(high), Self.rowCount / 2: curve.shown((low + high) / 2), Self.rowCount - 1: curve.shown(low),
    ]
  }

  /// The line below the plot with its ticks, and the ages.
  private var ageLines: [String] {
    let count = dots.width / 2
    var line = [Character](repeating: "\u{2500}", count: count)
    var names = [Character](repeating: " ", count: count + Self.labelWidth)
    for tick in ages.ticks {
      let column = Int(ages.position(of: tick, from: 0, to: Double(count - 1)).rounded())
      line[column] = "\u{252C}"
      let name = ages.label(tick)
      for (offset, character) in name.enumerated() { names[max(0, column - name.count / 2) + offset] = character }
    }
    let space = String(repeating: " ", count: Self.margin - 1)
    let title = String(repeating: " ", count: Self.margin + (count - ages.title.count) / 2) + ages.title
    return [space + "\u{2514}" + String(line), space + " " + String(names), title]
  }
}

/// Dots of braille characters, two across and four down in each.
struct DotGrid: Hashable, Sendable {
  private var cells: [[UInt32]]

  /// Creates an empty grid.
  init(columns: Int, rows: Int) {
    cells = [[UInt32]](repeating: [UInt32](repeating: 0, count: columns), count: rows)
  }

  /// The number of dots across.
  var width: Int { cells[0].count * 2 }

  /// The number of dots down.
  var height: Int { cells.count * 4 }

  /// Sets a dot, counted from the upper left corner.
  mutating func set(_ x: Int, _ y: Int) {
    let bits: [[UInt32]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]
    cells[y / 4][x / 2] |= bits[x % 2][y % 4]
  }

  /// Sets the dots of a column strictly between two heights, so that a steep line has no gaps.
  mutating func fill(_ x: Int, between start: Int, and end: Int) {
    guard abs(start - end) > 1 else { return }
    for y in (min(start, end) + 1)..<max(start, end) { set(x, y) }
  }

  /// The rows as text; an empty cell is an empty braille character.
  var rows: [String] {
    cells.map { row in
      var text = ""
      for cell in row { text.unicodeScalars.append(Unicode.Scalar(0x2800 + cell) ?? " ") }
      return text
    }
  }
}

extension String {
  /// The text without the spaces and empty braille characters at its end.
  fileprivate var trimmingBlankEnd: String {
    var text = self[...]
    while text.last == " " || text.last == "\u{2800}" { text.removeLast() }
    return String(text)
  }
}
