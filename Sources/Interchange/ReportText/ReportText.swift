// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry

/// Reads the text of a finished report.
///
/// The same text always gives the same statements. Nothing is guessed: what is not understood stands in ``unread``.
public struct ReportText: Hashable, Sendable {
  /// The largest text that is read, in bytes.
  public static let sizeLimit = 1 << 20

  /// What the text states, in the order in which it stands there.
  public let statements: [ReportStatement]

  /// The parts that were not understood.
  public let unread: [ReportPlace]

  /// Reads a text.
  ///
  /// - Parameter text: A report in English; any text is accepted.
  public init(reading text: String) {
    statements = []
    unread = []
  }
}
