// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// Writes a JSON value as text; the same value always gives the same bytes.
public struct JSONWriter {
  /// How the text is laid out.
  public enum Layout: Sendable {
    /// Everything on one line.
    case line
    /// Indented by two spaces; what fits into the width stays on its line.
    case indented(width: Int)
  }

  private let layout: Layout
  private var text = ""

  /// Returns a value as text, without a line break at its end.
  public static func write(_ value: JSONValue, _ layout: Layout = .line) -> String {
    var writer = JSONWriter(layout: layout)
    writer.append(value, indent: 0)
    return writer.text
  }

  private init(layout: Layout) {
    self.layout = layout
  }

  private mutating func append(_ value: JSONValue, indent: Int) {
    switch value {
    case .object(let members) where !members.isEmpty && breaks(value, indent):
      appendLines("{", members, "}", indent) { writer, member in
        writer.append(string: member.key)
        writer.text += ": "
        writer.append(member.value, indent: indent + 2)
      }
    case .array(let elements) where !elements.isEmpty && breaks(value, indent):
      appendLines("[", elements, "]", indent) { $0.append($1, indent: indent + 2) }
    default: appendLine(value)
    }
  }

  private func breaks(_ value: JSONValue, _ indent: Int) -> Bool {
    guard case .indented(let width) = layout else { return false }
    return indent == 0 || indent + Self.write(value).count > width
  }

  private mutating func appendLines<Item>(
    _ open: String, _ items: [Item], _ close: String, _ indent: Int, _ body: (inout JSONWriter, Item) -> Void
  ) {
    let margin = String(repeating: " ", count: indent)
    text += open + "\n"
    for (index, item) in items.enumerated() {
      text += margin + "  "
      body(&self, item)
      text += index + 1 < items.count ? ",\n" : "\n"
    }
    text += margin + close
  }

  private mutating func appendLine(_ value: JSONValue) {
    switch value {
    case .null: text += "null"
    case .bool(let flag): text += flag ? "true" : "false"
    case .number(let number): text += number.text
    case .string(let string): append(string: string)
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += ", " }
        appendLine(element)
      }
      text += "]"
    case .object(let members):
      text += members.isEmpty ? "{" : "{ "
      for (index, member) in members.enumerated() {
        if index > 0 { text += ", " }
        append(string: member.key)
        text += ": "
        appendLine(member.value)
      }
      text += members.isEmpty ? "}" : " }"
    }
  }

  private mutating func append(string: String) {
    text += "\""
    defer { text += "\"" }
    guard string.utf8.contains(where: Self.mayNeedEscape) else {
      text += string
      return
    }
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let code = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  /// Tells of a byte whether it is one that is escaped, or may begin such a scalar: U+2028 and U+2029 begin with E2.
  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F || byte == 0xE2
  }
}
