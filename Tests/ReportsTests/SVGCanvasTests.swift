// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Testing

@testable internal import Reports

@Suite("SVG canvas")
struct SVGCanvasTests {
  static func lines(_ draw: (inout SVGCanvas) -> Void) -> [String] {
    var canvas = SVGCanvas(id: "a", width: 10, height: 20, title: "t", description: "d")
    draw(&canvas)
    return canvas.document.split(separator: "\n").dropFirst(4).dropLast().map { String($0) }
  }

  @Test("The document says its size, and what it shows to those who do not see it")
  func head() {
    let canvas = SVGCanvas(id: "l1+l4 neck", width: 700, height: 500.5, title: "Title", description: "Words")
    #expect(
      canvas.document == """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 500.5" width="700" height="500.5" role="img" \
        aria-labelledby="chart-l1_l4_neck-title chart-l1_l4_neck-desc" font-family="sans-serif">
        <title id="chart-l1_l4_neck-title">Title</title>
        <desc id="chart-l1_l4_neck-desc">Words</desc>
        <rect width="700" height="500.5" fill="#FFFFFF"/>
        </svg>

        """)
  }

  @Test("Lines, areas, circles and dots are written with at most two decimals")
  func shapes() {
    let red = Paint(0xFF0000)
    let square = [Spot(1, 2), Spot(3.456, 2), Spot(3.454, -4)]
    #expect(
      Self.lines { $0.line(Spot(0, 0), Spot(5, 2.5), Stroke(red, width: 1.5)) } == [
        "<path d=\"M0 0L5 2.5\" fill=\"none\" stroke=\"#FF0000\" stroke-width=\"1.5\" stroke-linejoin=\"round\"/>"
      ])
    #expect(
      Self.lines { $0.polyline(square, Stroke(Paint(0x0072B2, opacity: 0.25)).dashed) } == [
        "<path d=\"M1 2L3.46 2L3.45 -4\" fill=\"none\" stroke=\"#0072B2\" stroke-width=\"1\" stroke-opacity=\"0.25\""
          + " stroke-dasharray=\"4 3\" stroke-linejoin=\"round\"/>"
      ])
    #expect(
      Self.lines { $0.polygon(square, Paint(0x12, opacity: 0.5)) } == [
        "<path d=\"M1 2L3.46 2L3.45 -4Z\" fill=\"#000012\" fill-opacity=\"0.5\"/>"
      ])
    #expect(
      Self.lines { $0.circle(Spot(1, 2), radius: 3, red, Stroke(.paper, width: 2)) } == [
        "<circle cx=\"1\" cy=\"2\" r=\"3\" fill=\"#FF0000\" stroke=\"#FFFFFF\" stroke-width=\"2\"/>"
      ])
    #expect(
      Self.lines { $0.dots([Spot(1, 2), Spot(3, 4)], radius: 0.5, red) } == [
        "<g fill=\"#FF0000\">", "<circle cx=\"1\" cy=\"2\" r=\"0.5\"/>", "<circle cx=\"3\" cy=\"4\" r=\"0.5\"/>",
        "</g>",
      ])
  }

  @Test("A rectangle goes around its four corners")
  func rectangle() {
    #expect(
      Self.lines { $0.rectangle(Spot(1, 2), Spot(3, 4), .ink) } == ["<path d=\"M1 2L3 2L3 4L1 4Z\" fill=\"#1F2328\"/>"])
  }

  @Test("What has too few points draws nothing")
  func nothing() {
    #expect(
      Self.lines {
        $0.polyline([Spot(1, 1)], Stroke(.ink))
        $0.polygon([Spot(1, 1), Spot(2, 2)], .ink)
        $0.dots([], radius: 1, .ink)
      }.isEmpty)
  }

  @Test("Text stays text, at its place, in its size and weight")
  func text() {
    #expect(
      Self.lines { $0.text("Density, g/cm\u{B2}", at: Spot(4, 5), Lettering(12, .middle, .ink, isBold: true)) } == [
        "<text x=\"4\" y=\"5\" font-size=\"12\" text-anchor=\"middle\" font-weight=\"bold\" fill=\"#1F2328\">"
          + "Density, g/cm\u{B2}</text>"
      ])
  }

  @Test(
    "No text can become markup, nor a character that no XML document may hold",
    arguments: [
      ("a < b & \"c\" > d", "a &lt; b &amp; &quot;c&quot; &gt; d"), ("]]>", "]]&gt;"), ("&amp;", "&amp;amp;"),
      ("\u{0}\u{8}\u{1B}\u{FFFE}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
      ("Z \u{2212}1.3 \u{1F9B4}", "Z \u{2212}1.3 \u{1F9B4}"),
    ])
  func escaping(text: String, written: String) {
    let line = Self.lines { $0.text(text, at: Spot(0, 0), Lettering(9)) }.joined(separator: "\n")
    #expect(line.hasSuffix(">\(written)</text>"))
    let canvas = SVGCanvas(id: "a", width: 1, height: 1, title: text, description: text)
    #expect(canvas.document.contains("-title\">\(written)</title>"))
    #expect(canvas.document.contains("-desc\">\(written)</desc>"))
  }

  @Test("A paragraph is broken between words, and no line of several words is wider than asked for")
  func wrapping() {
    let lettering = Lettering(10)
    // 10 pixels times 0.56 are 5.6 a character: 56.5 pixels hold ten.
    #expect(
      lettering.wrap("one two three fourteenteen five", width: 56.5) == ["one two", "three", "fourteenteen", "five"])
    #expect(lettering.wrap("abcd efghi", width: 56.5) == ["abcd efghi"])
    #expect(lettering.wrap("abcd efghij", width: 56.5) == ["abcd", "efghij"])
  }
}
