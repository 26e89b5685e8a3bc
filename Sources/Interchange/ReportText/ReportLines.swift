// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import KnowledgeBase

/// Tells the ends of lines that end what was said from those of wrapped prose.
enum ReportLines {
  /// The words after which a line cannot end what was said.
  private static let connectives = TermSet(.link, .the, .and, .from, .to, .by, .basis, .compared, .equals, .negation)

  /// Returns the tokens without the line breaks inside wrapped sentences.
  static func joined(_ tokens: [ReportToken], _ lexicon: ReportLexicon, _ scalars: [UInt32]) -> [ReportToken] {
    var kept: [ReportToken] = []
    kept.reserveCapacity(tokens.count)
    var lineStart = 0
    for (index, token) in tokens.enumerated() {
      guard token.kind == .lineBreak else {
        kept.append(token)
        continue
      }
      if !isWrapped(tokens, from: lineStart, at: index, lexicon, scalars) { kept.append(token) }
      lineStart = index + 1
    }
    return kept
  }

  /// Whether the line that ends at a break goes on in the next one.
  private static func isWrapped(
    _ tokens: [ReportToken], from start: Int, at end: Int, _ lexicon: ReportLexicon, _ scalars: [UInt32]
  ) -> Bool {
    guard start < end, end + 1 < tokens.count else { return false }
    let last = tokens[end - 1]
    let next = tokens[end + 1]
    guard next.kind != .lineBreak, !isTabular(tokens, start, end, scalars) else { return false }
    if last.kind == .mark, ".:;!?|".unicodeScalars.contains(where: { $0.value == last.mark }) { return false }
    let isConnective =
      last.kind == .word && last.word >= 0
      && (lexicon.meaning(ofWord: last.word).map { $0.intersects(connectives) } ?? false)
    if isConnective, !opensLabel(tokens, end + 1) { return true }
    let width = last.end - tokens[start].start
    guard width >= 40, next.kind != .mark || next.isMark("("), !opensLabel(tokens, end + 1) else { return false }
    return !isTabular(tokens, end + 1, tokens.count, scalars)
  }

  /// Whether a line begins with a label, such as "IMPRESSION:".
  private static func opensLabel(_ tokens: [ReportToken], _ start: Int) -> Bool {
    for index in start..<min(start + 7, tokens.count) {
      if tokens[index].kind == .lineBreak { return index - start <= 2 }
      if tokens[index].isMark(":") { return true }
    }
    return false
  }

  /// Whether a line has the gaps of a table: two or more of at least two spaces, a tab, a bar, or two slashes set apart.
  private static func isTabular(_ tokens: [ReportToken], _ start: Int, _ end: Int, _ scalars: [UInt32]) -> Bool {
    var gaps = 0
    var slashes = 0
    for index in start..<min(end, start + 40) {
      if tokens[index].kind == .lineBreak { break }
      if tokens[index].isMark("|") { return true }
      guard index > start else { continue }
      let before = tokens[index - 1].end
      if tokens[index].start - before > 1 || (tokens[index].start > before && scalars[before] == 9) { gaps += 1 }
      if tokens[index].isMark("/"), tokens[index].start > before, index + 1 < end,
        tokens[index + 1].start > tokens[index].end
      {
        slashes += 1
      }
    }
    return gaps > 1 || slashes > 1
  }
}
