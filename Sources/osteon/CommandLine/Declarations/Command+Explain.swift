// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

extension Command {
  /// Explains whatever has an id or a key.
  static let explain = Command(
    "explain",
    summary: "Explain a topic, a rule, a reference, a refusal or a source",
    discussion: """
      Shows what stands behind an id or a key that a report names: what it says, why, when it holds, and the works it
      rests on. A topic such as 't-score' or 'spine-paradox' is a short page in plain words. Without an id, lists all that
      can be explained.
      """,
    operands: [
      Operand("ID", .text, isOptional: true, help: "An id or a key, as a report shows it.")
    ],
    options: [.format, .language],
    examples: [
      Example("osteon explain CLS-06.osteoporosis", "Show a rule of classification."),
      Example("osteon explain spine-paradox", "Read a page on a topic."),
      Example("osteon explain ISCD2023", "Show a profile and its sources."),
      Example("osteon explain", "List what can be explained."),
    ])
}
