// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// An explanation as text for a terminal.
public enum ExplanationText {
  /// Returns explanations as text that ends with a line break.
  public static func render(_ explanations: [Explanation], _ style: TextStyle = TextStyle()) -> String {
    explanations.map { page($0, style) }.joined(separator: "\n")
  }

  private static func page(_ explanation: Explanation, _ style: TextStyle) -> String {
    let title = style.wrap("\(explanation.id): \(explanation.title) (\(explanation.kind))")
    var lines = title.map { style.mark($0, .strong) }
    for entry in explanation.entries where entry.label.isEmpty {
      let isPoint = entry.text.hasPrefix("- ")
      let text = isPoint ? String(entry.text.dropFirst(2)) : entry.text
      lines += (isPoint ? [] : [""]) + style.wrap(text, indent: isPoint ? 4 : 2, lead: isPoint ? "  -" : "")
    }
    if explanation.entries.contains(where: { $0.label.isEmpty }) { lines.append("") }
    for entry in explanation.entries where !entry.label.isEmpty {
      let lead = "  " + entry.label
      lines += style.wrap(entry.text, indent: max(15, lead.count + 1), lead: lead)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
