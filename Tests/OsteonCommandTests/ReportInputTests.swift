// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Interchange
internal import Testing

@testable internal import osteon

@Suite("The text of a report in a file")
struct ReportInputTests {
  private func refusal(_ bytes: [UInt8]) -> InputError? {
    if case .failure(let error) = ReportInput.text(bytes) { error } else { nil }
  }

  @Test("Text is taken as it is, without the mark of its byte order")
  func text() throws {
    #expect(try ReportInput.text(Array("T\u{2212}1.9\r\n".utf8)).get() == "T\u{2212}1.9\r\n")
    #expect(try ReportInput.text([0xEF, 0xBB, 0xBF] + Array("Normal".utf8)).get() == "Normal")
  }

  @Test(
    "What is not plain text is refused with the way to make it that",
    arguments: [
      (Array("%PDF-1.7\n".utf8), "The report must be plain text, but is a PDF.", "pdftotext -layout"),
      (Array(#"{\rtf1\ansi}"#.utf8), "The report must be plain text, but is rich text.", "plain text"),
      (
        [0x50, 0x4B, 0x03, 0x04, 0x14],
        "The report must be plain text, but is a document of a word processor or an archive.", "plain text"
      ),
      ([0xFF, 0xFE, 0x54, 0x00], "The report must be plain text, but is text in UTF-16.", "iconv -f UTF-16"),
      (Array("BMD g/cm".utf8) + [0xB2], "The report must be text in UTF-8, but holds other bytes.", "WINDOWS-1252"),
    ])
  func otherFormats(bytes: [UInt8], message: String, remedy: String) throws {
    let error = try #require(refusal(bytes))
    #expect(error.message == message)
    #expect(error.remedy?.contains(remedy) ?? false)
  }

  @Test("A report without a word is refused", arguments: ["", " \r\n\t", "\u{FEFF}"])
  func empty(text: String) {
    #expect(refusal(Array(text.utf8))?.message == "The report must hold text, but is empty.")
  }
}
