// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import KnowledgeBase

/// The terms that a phrase may mean.
struct TermSet: Hashable, Sendable {
  private var low: (UInt64, UInt64) = (0, 0)
  private var high: (UInt64, UInt64) = (0, 0)

  /// No term.
  init() {}

  /// One term or several.
  init(_ terms: ReportTerm...) {
    for term in terms { insert(term) }
  }

  mutating func insert(_ term: ReportTerm) {
    let bit = UInt64(1) << UInt64(term.rawValue & 63)
    switch term.rawValue >> 6 {
    case 0: low.0 |= bit
    case 1: low.1 |= bit
    case 2: high.0 |= bit
    default: high.1 |= bit
    }
  }

  func contains(_ term: ReportTerm) -> Bool {
    let bit = UInt64(1) << UInt64(term.rawValue & 63)
    return switch term.rawValue >> 6 {
    case 0: low.0 & bit != 0
    case 1: low.1 & bit != 0
    case 2: high.0 & bit != 0
    default: high.1 & bit != 0
    }
  }

  func intersects(_ other: TermSet) -> Bool {
    low.0 & other.low.0 != 0 || low.1 & other.low.1 != 0 || high.0 & other.high.0 != 0 || high.1 & other.high.1 != 0
  }

  mutating func formUnion(_ other: TermSet) {
    low.0 |= other.low.0
    low.1 |= other.low.1
    high.0 |= other.high.0
    high.1 |= other.high.1
  }

  var isEmpty: Bool { low.0 | low.1 | high.0 | high.1 == 0 }

  static func == (left: TermSet, right: TermSet) -> Bool { left.low == right.low && left.high == right.high }

  func hash(into hasher: inout Hasher) {
    hasher.combine(low.0)
    hasher.combine(low.1)
    hasher.combine(high.0)
    hasher.combine(high.1)
  }
}

/// The phrases of `Knowledge/language`, as a tree of words.
///
/// It is built when the first text is read, and never by a program that reads none.
struct ReportLexicon: Sendable {
  /// The phrases in English.
  static let english = ReportLexicon(ReportTerm.english)

  /// The numbers of words, by their hashes.
  private var words: [UInt64: Int32] = [:]

  /// The numbers of beginnings of words, by their hashes.
  private var stems: [UInt64: Int32] = [:]

  /// The child of a node by a word: the node in the upper half, the word in the lower one.
  private var children: [UInt64: Int32] = [:]

  /// What the phrase that ends at a node may mean.
  private var meanings: [TermSet] = [TermSet()]

  private init(_ table: String) {
    words.reserveCapacity(4096)
    children.reserveCapacity(16_384)
    meanings.reserveCapacity(16_384)
    let tokens = ReportTokenizer.tokens(of: table.unicodeScalars.map { $0.value })
    var term = ReportTerm(rawValue: 0)
    var node: Int32 = 0
    for index in tokens.indices {
      let token = tokens[index]
      if token.kind == .lineBreak || token.isMark("|") {
        if node != 0, let term { meanings[Int(node)].insert(term) }
        node = 0
        if token.kind == .lineBreak { term = term.flatMap { ReportTerm(rawValue: $0.rawValue + 1) } }
      } else if !token.isDash, !token.isMark("*") {
        node = child(of: node, by: token, isStem: index + 1 < tokens.count && tokens[index + 1].isMark("*"))
      }
    }
    if node != 0, let term { meanings[Int(node)].insert(term) }
  }

  private mutating func child(of node: Int32, by token: ReportToken, isStem: Bool) -> Int32 {
    let word =
      isStem
      ? Self.number(of: token.hash, in: &stems, from: 1 << 20) : Self.number(of: token.hash, in: &words, from: 0)
    let key = UInt64(node) << 32 | UInt64(word)
    if let child = children[key] { return child }
    meanings.append(TermSet())
    let child = Int32(meanings.count - 1)
    children[key] = child
    return child
  }

  private static func number(of hash: UInt64, in table: inout [UInt64: Int32], from first: Int32) -> Int32 {
    if let known = table[hash] { return known }
    let next = first + Int32(table.count)
    table[hash] = next
    return next
  }

  /// Looks the words of tokens up.
  func identify(_ tokens: inout [ReportToken], in scalars: [UInt32]) {
    for index in tokens.indices where tokens[index].kind != .lineBreak {
      let token = tokens[index]
      tokens[index].word = words[token.hash] ?? possessive(token, scalars) ?? -1
      guard token.kind == .word else { continue }
      var hash = ReportCharacter.emptyHash
      for position in token.start..<min(token.end, token.start + 16) {
        hash = ReportCharacter.hash(hash, scalars[position])
        if position - token.start >= 3, let stem = stems[hash] { tokens[index].stem = stem }
      }
    }
  }

  /// The word before an apostrophe and an s: "the hip's".
  private func possessive(_ token: ReportToken, _ scalars: [UInt32]) -> Int32? {
    guard token.kind == .word, token.end - token.start > 3, ReportCharacter.isApostrophe(scalars[token.end - 2]) else {
      return nil
    }
    var hash = ReportCharacter.emptyHash
    for position in token.start..<token.end - 2 { hash = ReportCharacter.hash(hash, scalars[position]) }
    return words[hash]
  }

  /// Returns the longest phrase that begins at a token: the token after it, and what it may mean.
  func longestPhrase(in tokens: [ReportToken], at first: Int) -> (end: Int, terms: TermSet)? {
    var best: (end: Int, terms: TermSet)?
    walk(tokens, first, node: 0, steps: 0, &best)
    return best
  }

  /// Returns what one word alone may mean.
  func meaning(ofWord word: Int32) -> TermSet? { children[UInt64(word)].map { meanings[Int($0)] } }

  private func walk(
    _ tokens: [ReportToken], _ index: Int, node: Int32, steps: Int, _ best: inout (end: Int, terms: TermSet)?
  ) {
    guard index < tokens.count, steps < 12 else { return }
    let token = tokens[index]
    // A hyphen inside a phrase is a space.
    if token.isDash, steps > 0, index + 1 < tokens.count, tokens[index - 1].end == token.start,
      tokens[index + 1].start == token.end || tokens[index + 1].kind == .word, !tokens[index + 1].isDash
    {
      return walk(tokens, index + 1, node: node, steps: steps + 1, &best)
    }
    for word in [token.word, token.stem] where word >= 0 {
      guard let child = children[UInt64(node) << 32 | UInt64(word)] else { continue }
      let meaning = meanings[Int(child)]
      if !meaning.isEmpty {
        if index + 1 > best?.end ?? 0 {
          best = (index + 1, meaning)
        } else if index + 1 == best?.end {
          best?.terms.formUnion(meaning)
        }
      }
      walk(tokens, index + 1, node: child, steps: steps + 1, &best)
    }
  }
}
