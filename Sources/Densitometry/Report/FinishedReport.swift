// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A finished report of a densitometry, as far as it was read: what it states, and where it states it.
public struct FinishedReport: Hashable, Sendable {
  /// The day of the report.
  public var date: CalendarDate?

  /// What the report states, in the order in which it stands there.
  public var statements: [ReportStatement]

  /// The parts of the text that could not be read; empty for a report without text.
  public var unread: [ReportPlace]

  /// Whether the report was given as text, or only as fields.
  public var hasText: Bool

  /// Whether the report says which items it holds, in a list or by its text.
  public var tellsItems: Bool

  /// Creates a report that states nothing.
  public init(date: CalendarDate? = nil) {
    self.date = date
    statements = []
    unread = []
    hasText = false
    tellsItems = false
  }
}

/// One thing that a report states, with its place.
public struct ReportStatement: Hashable, Sendable {
  /// What is stated.
  public enum Content: Hashable, Sendable {
    /// A T-score or a Z-score.
    case score(StatedScore)
    /// A density.
    case density(StatedDensity)
    /// A category or a diagnosis.
    case diagnosis(StatedDiagnosis)
    /// A change since an earlier scan, or that there is none.
    case change(StatedChange)
    /// A least significant change.
    case leastSignificantChange(StatedLeastSignificantChange)
    /// A fracture risk.
    case risk(StatedRisk)
    /// A recommendation.
    case advice(StatedAdvice)
    /// When to scan again.
    case nextScan(StatedNextScan)
    /// Age, sex, height or weight.
    case person(StatedPerson)
    /// The age of somebody whose bones those of the person are said to be like, in years where it is named.
    case bonesOfAge(years: Int?)
    /// A word that grades low bone mass or osteoporosis, in lower case, such as "mild".
    case grade(String)
    /// An item of a report that has no content of its own here, such as the indication.
    case item(ReportItem)
  }

  /// What is stated.
  public var content: Content

  /// Where it is stated.
  public var place: ReportPlace

  /// Creates a statement.
  public init(_ content: Content, at place: ReportPlace) {
    self.content = content
    self.place = place
  }
}

/// Where in a report something is stated.
public enum ReportPlace: Hashable, Sendable {
  /// A field of the study document, such as `report.diagnosis[0]`.
  case field(String)
  /// A stretch of the text.
  case text(TextSpan)

  /// A stretch of the text of a report.
  public struct TextSpan: Hashable, Sendable {
    /// The first character, counted in Unicode scalars from 0.
    public var start: Int

    /// The character after the last one.
    public var end: Int

    /// The line, counted from 1.
    public var line: Int

    /// The words themselves.
    public var quote: String

    /// Creates a stretch.
    public init(start: Int, end: Int, line: Int, quote: String) {
      self.start = start
      self.end = end
      self.line = line
      self.quote = quote
    }
  }

  /// The words at the place, or the name of the field.
  public var quote: String {
    switch self {
    case .field(let path): path
    case .text(let span): span.quote
    }
  }
}
