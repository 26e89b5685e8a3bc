// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import Statistics

/// An age curve as lines of centiles, with the people behind it or a patient among them, as a picture.
///
/// The lines are the centiles ``centiles``; they are dashed where few people stand behind the curve.
public struct CentileChart: Sendable {
  /// The centiles that have a line.
  public static let centiles = [3.0, 10, 25, 50, 75, 90, 97]

  /// The largest number of people of a sample that are drawn.
  public static let dotLimit = 3000

  /// One measurement of a patient.
  public struct Mark: Hashable, Sendable {
    /// The age in years.
    public let age: Double

    /// The value in the unit of the curve.
    public let value: Double

    /// What stands beside it, such as the date and the Z-score.
    public let label: String

    /// Creates a mark.
    public init(age: Double, value: Double, label: String) {
      self.age = age
      self.value = value
      self.label = label
    }
  }

  /// The curve.
  public let curve: AgeCurve

  /// Where the curve comes from; `nil` if that is not known.
  public let origin: ChartOrigin?

  /// The measurements of a patient.
  public let marks: [Mark]

  /// How many people of the sample lie within the ages of the curve.
  let peopleWithinDomain: Int

  /// Every how many of them one is drawn.
  let dotStride: Int

  /// The ages and values of the people who are drawn.
  let dots: [Spot]

  /// Creates a chart.
  ///
  /// Of a sample with more than ``dotLimit`` people within the ages of the curve every second, third and so on is
  /// drawn, in the order of the sample; the chart says so.
  ///
  /// - Parameters:
  ///   - curve: The curve.
  ///   - origin: Where it comes from; without it what the library knows of the key of the curve.
  ///   - sample: People to show as dots, with values in the unit of the curve.
  ///   - marks: Measurements of one patient, finite, on the scale of the curve, in the order of their ages.
  public init(of curve: AgeCurve, origin: ChartOrigin? = nil, sample: SurveySample? = nil, marks: [Mark] = []) {
    self.curve = curve
    self.origin = origin ?? ChartOrigin(of: curve)
    self.marks = marks
    let people = sample.map { sample in sample.ages.indices.filter { curve.domain.contains(sample.ages[$0]) } } ?? []
    peopleWithinDomain = people.count
    let step = max(1, (people.count + Self.dotLimit - 1) / Self.dotLimit)
    dotStride = step
    dots =
      sample.map { sample in
        stride(from: 0, to: people.count, by: step).map { Spot(sample.ages[people[$0]], sample.values[people[$0]]) }
      } ?? []
  }

  /// The chart as an SVG document: 700 pixels wide, text as text, with a title and a description.
  public var svg: String {
    let captions = caption.flatMap { Self.captionLettering.wrap($0, width: Self.width - 2 * Self.margin) }
    let height = Self.frameBottom + 58 + Double(captions.count) * 15
    var canvas = SVGCanvas(
      id: curve.key, width: Self.width, height: height, title: headline, description: description)
    draw(on: &canvas)
    for (index, line) in captions.enumerated() {
      let spot = Spot(Self.margin, Self.frameBottom + 60 + Double(index) * 15)
      canvas.text(line, at: spot, Self.captionLettering)
    }
    return canvas.document
  }

  // MARK: Words

  /// What there is to see, for people who do not see it.
  var description: String {
    let domain = curve.domain
    let ages = "\(Self.age(domain.lowerBound)) to \(Self.age(domain.upperBound)) years"
    var sentences = ["The centiles \(Self.centileList) of \(quantity) over the ages \(ages)."]
    if let peak, let first = median(domain.lowerBound), let last = median(domain.upperBound) {
      sentences.append(
        "The median is \(first) at \(Self.age(domain.lowerBound)) years and \(last) at"
          + " \(Self.age(domain.upperBound)); it is highest, \(curve.shown(peak.value)), at \(Self.age(peak.age)).")
    }
    for mark in marks {
      sentences.append("Marked: \(mark.label), \(curve.shown(mark.value)) at \(Self.age(mark.age)) years.")
    }
    return (sentences + drawingNotes).joined(separator: " ")
  }

  /// The paragraphs below the chart.
  var caption: [String] {
    var facts = ["\(curve.key)."]
    if let origin {
      facts.append("Source: \(origin.source).")
      if let years = origin.years { facts.append("Measured \(years).") }
      if let count = origin.count { facts.append("n \(Self.grouped(count)).") }
    }
    let label = origin?.label.map { "; \($0)" } ?? ""
    facts.append("Evidence: \(curve.tag.rawValue)\(label).")
    return [facts.joined(separator: " ")] + (drawingNotes.isEmpty ? [] : [drawingNotes.joined(separator: " ")])
  }

  /// What must be known to read the lines and the dots.
  private var drawingNotes: [String] {
    var notes: [String] = []
    if let sparseFrom = curve.sparseFrom { notes.append("Dashed: few people from \(Self.age(sparseFrom)) years.") }
    guard !dots.isEmpty else { return notes }
    let all = Self.grouped(peopleWithinDomain)
    if dotStride == 1 { return notes + ["Dots: \(all) \(peopleWithinDomain == 1 ? "person" : "people")."] }
    return notes + ["Dots: \(Self.grouped(dots.count)) of \(all) people, one in every \(dotStride) of the sample."]
  }

  /// The age and the value of the highest median.
  private var peak: (age: Double, value: Double)? {
    curve.ages(steps: 200).compactMap { age in curve.value(atZ: 0, age: age).map { (age, $0) } }.max { $0.1 < $1.1 }
  }

  /// What the curve describes.
  var headline: String { origin?.headline ?? curve.headline }

  /// What is measured, with its unit.
  var quantity: String { origin?.quantity ?? curve.quantity }

  private func median(_ age: Double) -> String? { curve.value(atZ: 0, age: age).map { curve.shown($0) } }

  private static var centileList: String {
    let names = centiles.map { Fixed($0, places: 0).description }
    return names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
  }

  /// Returns an age without needless decimals.
  private static func age(_ age: Double) -> String {
    Fixed(age, places: age == age.rounded() ? 0 : 1).description
  }

  /// Returns a count with commas between its thousands.
  static func grouped(_ count: Int) -> String {
    count < 1000 ? "\(count)" : grouped(count / 1000) + "," + "\(1000 + count % 1000)".dropFirst()
  }
}
