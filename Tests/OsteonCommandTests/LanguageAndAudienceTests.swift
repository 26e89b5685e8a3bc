// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Foundation
internal import Testing

@testable internal import osteon

@Suite("Audience, language and details")
struct LanguageAndAudienceTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let study = root.appending(path: "Examples/postmenopausal-woman.json").path()

  /// Everything that is said in a language; `nil` where there is no such file.
  private static func wording(_ language: String) -> [String: Any]? {
    let data = try? Data(contentsOf: root.appending(path: "Knowledge/wording/\(language).json"))
    return data.flatMap { try? JSONSerialization.jsonObject(with: $0) as? [String: Any] }
  }

  private func interpret(_ arguments: [String]) throws -> String {
    let answer = try Tool.osteon(["interpret", "--width", "100"] + arguments + [Self.study])
    #expect(answer.status == 0 && answer.messages.isEmpty)
    return answer.output
  }

  /// A page as the program explains it.
  private func page(_ arguments: [String]) throws -> [String: Any] {
    let answer = try Tool.osteon(["explain", "--format", "json"] + arguments)
    #expect(answer.status == 0 && answer.messages.isEmpty)
    let pages = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [[String: Any]]
    try #require(pages?.count == 1)
    return pages?.first ?? [:]
  }

  // MARK: Interpret

  @Test("A text is for clinicians unless it is asked for a patient, in English unless in another language")
  func fallbacks() throws {
    let text = try interpret([])
    #expect(try interpret(["--audience", "clinician"]) == text)
    #expect(try interpret(["--language", "en"]) == text)
    #expect(try interpret(["--audience", "patient"]) != text)
  }

  @Test("A text for a patient names no rule by its id")
  func noRules() throws {
    let id = /\b[A-Z]{3}-[A-Z]?[0-9]{2}/
    #expect(try interpret([]).contains(id))
    #expect(try !interpret(["--audience", "patient"]).contains(id))
  }

  @Test("Details add to a text and take nothing of it away")
  func details() throws {
    let (short, long) = (try interpret([]), try interpret(["--details"]))
    #expect(long.count > short.count + 500)
  }

  @Test("A document for programs is the same for every audience, language and wish for details")
  func json() throws {
    let document = try interpret(["--format", "json"])
    for options in [["--audience", "patient"], ["--language", "es"], ["--details"]] {
      #expect(try interpret(["--format", "json"] + options) == document)
    }
  }

  // MARK: Explain

  @Test(
    "A page is explained in the words of the knowledge, by its key or another name", arguments: ["t-score", "T score"])
  func page(name: String) throws {
    let texts = try #require(Self.wording("en")?["pages"] as? [String: String])
    let page = try page([name])
    #expect(page["id"] as? String == "t-score" && page["kind"] as? String == "page")
    #expect(page["title"] as? String == texts["t-score.title"])
    let entries = try #require(page["entries"] as? [[String: String]])
    #expect(entries.first?["text"] == texts["t-score.summary"])
    for paragraph in (texts["t-score.text"] ?? "").split(separator: "\n") {
      #expect(entries.contains { $0["text"] == String(paragraph) })
    }
    #expect(entries.contains { $0["label"] == "See also" && $0["text"]?.contains("z-score") == true })
  }

  @Test("Every page in the knowledge can be explained and stands in the list")
  func everyPage() throws {
    let keys = try #require(Self.wording("en")?["pages"] as? [String: String]).keys.filter { $0.hasSuffix(".title") }
    let list = try Tool.osteon(["explain"])
    #expect(list.output.hasPrefix("  page (\(keys.count)): "))
    for key in keys { #expect(list.output.contains(key.dropLast(6))) }
  }

  @Test("A page comes in Spanish, and says that nobody has reviewed it", .enabled(if: wording("es") != nil))
  func spanishPage() throws {
    let wording = try #require(Self.wording("es"))
    let texts = try #require(wording["pages"] as? [String: String])
    let page = try page(["t-score", "--language", "es"])
    #expect(page["title"] as? String == texts["t-score.title"])
    let labels = (page["entries"] as? [[String: String]])?.compactMap { $0["label"] } ?? []
    #expect(labels.contains("Note") == (wording["status"] as? String == "unreviewed"))
  }

  @Test("A page that is not there is refused with the nearest one")
  func unknownPage() throws {
    let answer = try Tool.osteon(["explain", "spine-paradx"])
    #expect(answer.status == 1 && answer.output.isEmpty)
    #expect(
      answer.messages == "osteon: Nothing has the identifier 'spine-paradx'. Did you mean 'spine-paradox'?\n")
  }
}
