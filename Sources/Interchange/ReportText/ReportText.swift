// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry

/// Reads the text of a finished report.
///
/// The same text always gives the same statements. Nothing is guessed: what is not understood stands in ``unread``.
///
/// - Complexity: O(*n*) in the length of the text.
public struct ReportText: Hashable, Sendable {
  /// The largest text that is read, in bytes.
  public static let sizeLimit = 1 << 20

  /// What the text states, in the order in which it stands there.
  public let statements: [ReportStatement]

  /// The parts that were not understood.
  ///
  /// They are sentences that name a score, a category, a density with a number, a least significant change or FRAX and
  /// yielded nothing, and numbers in the form of a score or a density that no statement took. Prose that claims nothing
  /// of densitometry is passed over.
  public let unread: [ReportPlace]

  /// Reads a text.
  ///
  /// - Parameter text: A report in English; any text is accepted.
  public init(reading text: String) {
    let reading = ReportReading(text)
    statements = reading.statements
    unread = reading.unread
  }
}
