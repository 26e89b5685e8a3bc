// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics

/// A drawing as Scalable Vector Graphics, with its text as text.
///
/// The same drawing gives the same bytes; numbers have at most two decimals.
struct SVGCanvas: Canvas {
  private let head: String
  private var body = ""

  /// Creates an empty drawing.
  ///
  /// - Parameters:
  ///   - id: What begins the identifiers within the drawing, so that several may stand in one page.
  ///   - width: The width in pixels.
  ///   - height: The height in pixels.
  ///   - title: A line for people who do not see it.
  ///   - description: What there is to see, in sentences.
  init(id: String, width: Double, height: Double, title: String, description: String) {
    let name = Self.identifier(id)
    let (width, height) = (Self.number(width), Self.number(height))
    head = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
      role="img" aria-labelledby="\(name)-title \(name)-desc" font-family="sans-serif">
      <title id="\(name)-title">\(Self.escaped(title))</title>
      <desc id="\(name)-desc">\(Self.escaped(description))</desc>
      <rect width="\(width)" height="\(height)" fill="\(Self.color(.paper))"/>

      """
  }

  /// The whole document.
  var document: String { head + body + "</svg>\n" }

  mutating func polyline(_ points: [Spot], _ stroke: Stroke) {
    guard points.count > 1 else { return }
    body += "<path d=\"\(Self.path(points))\" fill=\"none\"\(Self.attributes(stroke)) stroke-linejoin=\"round\"/>\n"
  }

  mutating func polygon(_ points: [Spot], _ paint: Paint) {
    guard points.count > 2 else { return }
    body += "<path d=\"\(Self.path(points))Z\"\(Self.attributes(paint))/>\n"
  }

  mutating func circle(_ center: Spot, radius: Double, _ paint: Paint, _ stroke: Stroke?) {
    let line = stroke.map { Self.attributes($0) } ?? ""
    body += "<circle\(Self.place(center)) r=\"\(Self.number(radius))\"\(Self.attributes(paint))\(line)/>\n"
  }

  mutating func dots(_ centers: [Spot], radius: Double, _ paint: Paint) {
    guard !centers.isEmpty else { return }
    let size = Self.number(radius)
    body += "<g\(Self.attributes(paint))>\n"
    for center in centers { body += "<circle\(Self.place(center)) r=\"\(size)\"/>\n" }
    body += "</g>\n"
  }

  mutating func text(_ text: String, at spot: Spot, _ lettering: Lettering) {
    let anchor = lettering.anchor == .start ? "" : " text-anchor=\"\(lettering.anchor.rawValue)\""
    let weight = lettering.isBold ? " font-weight=\"bold\"" : ""
    body += """
      <text x="\(Self.number(spot.x))" y="\(Self.number(spot.y))" font-size="\(Self.number(lettering.size))"\
      \(anchor)\(weight)\(Self.attributes(lettering.paint))>\(Self.escaped(text))</text>

      """
  }

  // MARK: Writing

  private static func path(_ points: [Spot]) -> String {
    var path = ""
    for point in points { path += (path.isEmpty ? "M" : "L") + number(point.x) + " " + number(point.y) }
    return path
  }

  private static func place(_ center: Spot) -> String { " cx=\"\(number(center.x))\" cy=\"\(number(center.y))\"" }

  private static func attributes(_ paint: Paint) -> String {
    " fill=\"\(color(paint))\"" + (paint.opacity < 1 ? " fill-opacity=\"\(number(paint.opacity))\"" : "")
  }

  private static func attributes(_ stroke: Stroke) -> String {
    var text = " stroke=\"\(color(stroke.paint))\" stroke-width=\"\(number(stroke.width))\""
    if stroke.paint.opacity < 1 { text += " stroke-opacity=\"\(number(stroke.paint.opacity))\"" }
    if !stroke.dashes.isEmpty {
      text += " stroke-dasharray=\"\(stroke.dashes.map { number($0) }.joined(separator: " "))\""
    }
    return text
  }

  private static func color(_ paint: Paint) -> String {
    let digits = String(paint.color, radix: 16, uppercase: true)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// Returns a number with at most two decimals.
  private static func number(_ value: Double) -> String {
    let hundredths = ExactDecimal(value)?.rounded(toPlaces: 2) ?? 0
    return ExactDecimal(billionths: hundredths * 10_000_000).description
  }

  /// Returns a text as XML holds it; what no XML document may hold becomes a replacement character.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in Words.printable(text).unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }

  /// Returns a text as an identifier: letters, digits, periods and hyphens, with a letter first.
  private static func identifier(_ text: String) -> String {
    "chart-" + text.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") ? $0 : "_" }
  }
}
