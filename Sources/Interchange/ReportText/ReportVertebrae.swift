// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry

/// Reads vertebrae: "L3", "L1-L4", "L1 to L4", "L1-4", "L2, L3 and L4", "L1-L4 (excluding L3)".
enum ReportVertebrae {
  /// Returns the vertebrae that begin at a token, and the token after them.
  static func read(_ tokens: [ReportToken], at first: Int, _ scalars: [UInt32]) -> (VertebralSubset, Int)? {
    guard let start = level(tokens, first, scalars) else { return nil }
    var set = VertebralSubset(start)
    var end = first + 1
    var last = start
    while let (vertebra, next, isRange) = next(tokens, end, scalars, after: last) {
      if isRange {
        for between in Vertebra.allCases where between.level > last.level && between.level <= vertebra.level {
          set.insert(VertebralSubset(between))
        }
      }
      set.insert(VertebralSubset(vertebra))
      last = vertebra
      end = next
    }
    if set.count > 2, let (left, next) = leftOut(tokens, end, scalars), set.isStrictSuperset(of: left) {
      return (set.subtracting(left), next)
    }
    return (set, end)
  }

  private static func level(_ tokens: [ReportToken], _ index: Int, _ scalars: [UInt32]) -> Vertebra? {
    guard index < tokens.count else { return nil }
    let token = tokens[index]
    guard token.kind == .word, token.end - token.start == 2, ReportCharacter.folded(scalars[token.start]) == 108 else {
      return nil
    }
    return vertebra(scalars[token.start + 1])
  }

  private static func vertebra(_ digit: UInt32) -> Vertebra? {
    digit >= 49 && digit <= 52 ? Vertebra.allCases[Int(digit) - 49] : nil
  }

  private static func next(
    _ tokens: [ReportToken], _ index: Int, _ scalars: [UInt32], after last: Vertebra
  ) -> (Vertebra, Int, isRange: Bool)? {
    guard index + 1 < tokens.count else { return nil }
    let joint = tokens[index]
    let isRange =
      joint.isDash || joint.isMark(":") || isWord(joint, "to", scalars) || isWord(joint, "through", scalars)
      || isWord(joint, "thru", scalars)
    var place = index + 1
    let isList =
      joint.isMark(",") || joint.isMark("&") || joint.isMark("+") || joint.isMark("/") || isWord(joint, "and", scalars)
    guard isRange || isList else { return nil }
    if joint.isMark(","), isWord(tokens[place], "and", scalars) { place += 1 }
    if let vertebra = level(tokens, place, scalars) {
      guard vertebra.level > last.level else { return nil }
      return (vertebra, place + 1, isRange)
    }
    // "L1-4"
    let token = place < tokens.count ? tokens[place] : joint
    guard isRange, joint.isDash, token.kind == .number, token.end - token.start == 1, token.start == joint.end,
      let vertebra = vertebra(scalars[token.start]), vertebra.level > last.level
    else { return nil }
    return (vertebra, place + 1, true)
  }

  /// Reads "(excluding L3)", "without L3", "with L3 excluded".
  private static func leftOut(
    _ tokens: [ReportToken], _ index: Int, _ scalars: [UInt32]
  ) -> (VertebralSubset, Int)? {
    var place = index
    var isOpen = false
    if place < tokens.count, tokens[place].isMark("(") || tokens[place].isMark(",") {
      isOpen = tokens[place].isMark("(")
      place += 1
    }
    guard place < tokens.count else { return nil }
    let opening = ["excluding", "without", "minus", "except", "omitting", "excl", "less", "exclude"]
    let isWith = isWord(tokens[place], "with", scalars)
    guard isWith || opening.contains(where: { isWord(tokens[place], $0, scalars) }) else { return nil }
    place += 1
    if place < tokens.count, tokens[place].isMark(".") || tokens[place].isMark(":") { place += 1 }
    guard let vertebra = level(tokens, place, scalars) else { return nil }
    var set = VertebralSubset(vertebra)
    place += 1
    while let (other, next, isRange) = next(tokens, place, scalars, after: vertebra), !isRange {
      set.insert(VertebralSubset(other))
      place = next
      break
    }
    if isWith {
      let closing = ["excluded", "omitted", "removed"]
      guard place < tokens.count, closing.contains(where: { isWord(tokens[place], $0, scalars) }) else { return nil }
      place += 1
    }
    if isOpen, place < tokens.count, tokens[place].isMark(")") { place += 1 }
    return (set, place)
  }

  /// Whether a token is a word.
  static func isWord(_ token: ReportToken, _ word: String, _ scalars: [UInt32]) -> Bool {
    guard token.kind == .word, token.end - token.start == word.utf8.count else { return false }
    return word.utf8.enumerated().allSatisfy {
      ReportCharacter.folded(scalars[token.start + $0.offset]) == UInt32($0.element)
    }
  }
}
