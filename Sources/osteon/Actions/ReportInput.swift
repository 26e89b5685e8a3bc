// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import Interchange

/// The text of a finished report in a file of its own.
enum ReportInput {
  /// Reads the text of a report; `-` is the standard input.
  ///
  /// - Returns: The text without a byte-order mark, or why the bytes are not the text of a report.
  static func text(of name: String) throws(FileError) -> Result<String, InputError> {
    guard let bytes = try ByteReader.readAll(name, limit: ReportText.sizeLimit) else {
      return .failure(
        InputError(
          .tooLarge, "The text of a report may have \(ReportText.sizeLimit >> 20) MB, but this one is larger.",
          remedy: "Give the report on one study, without what does not belong to it."))
    }
    return text(bytes)
  }

  /// Takes bytes as the text of a report.
  static func text(_ bytes: [UInt8]) -> Result<String, InputError> {
    if let known = formats.first(where: { bytes.starts(with: $0.start) }) {
      return .failure(
        InputError(
          .unreadable, "The report must be plain text, but is \(known.name).", remedy: known.remedy))
    }
    let content = bytes.starts(with: byteOrderMark) ? bytes[byteOrderMark.count...] : bytes[...]
    guard let text = String(validating: content, as: UTF8.self) else {
      return .failure(
        InputError(
          .unreadable, "The report must be text in UTF-8, but holds other bytes.",
          remedy: "Save it as UTF-8; 'iconv -f WINDOWS-1252 -t UTF-8' turns older Windows text into it."))
    }
    guard text.contains(where: { !$0.isWhitespace }) else {
      return .failure(
        InputError(.missingValue, "The report must hold text, but is empty.", remedy: "Check the file."))
    }
    return .success(text)
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// What reports are often kept in that is not plain text, by the bytes that it begins with.
  private static let formats: [(start: [UInt8], name: String, remedy: String)] = [
    (Array("%PDF".utf8), "a PDF", "Take its text out first, for example with 'pdftotext -layout'."),
    (Array("{\\rtf".utf8), "rich text", "Save it as plain text."),
    ([0x50, 0x4B, 0x03, 0x04], "a document of a word processor or an archive", "Save it as plain text."),
    ([0xFF, 0xFE], "text in UTF-16", "Save it as UTF-8; 'iconv -f UTF-16 -t UTF-8' turns it into that."),
    ([0xFE, 0xFF], "text in UTF-16", "Save it as UTF-8; 'iconv -f UTF-16 -t UTF-8' turns it into that."),
  ]
}
