// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

import TestSupport
import Testing

@testable import Interchange

@Suite("Expressions")
struct ExpressionTests {
  /// One row: A is 2, B is 3, Z is 0, M is missing; S is 'x', E is a missing text.
  static let row: [String: ExpressionValues] = [
    "A": .numbers([2]), "B": .numbers([3]), "Z": .numbers([0]), "M": .numbers([.nan]), "S": .texts(["x"]),
    "E": .texts([""]), "femoral.neck": .numbers([0.8]), "age (years)": .numbers([41]), "größe": .numbers([170]),
  ]

  private func number(_ text: String) throws -> Double {
    try #require(Expression(text).numbers(in: Self.row, rowCount: 1).first)
  }

  private func truth(_ text: String) throws -> Bool? {
    try #require(Expression(text).truths(in: Self.row, rowCount: 1).first)
  }

  @Test(
    "Signs bind as in mathematics",
    arguments: [
      ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("2 - 3 - 4", -5), ("16 / 4 / 2", 2), ("2 ^ 3 ^ 2", 512), ("-2 ^ 2", -4),
      ("(-2) ^ 2", 4), ("2 ^ -1", 0.5), ("- - 2", 2), ("A * B + 1", 7), ("A + B ^ A", 11), ("1.5e2 / A", 75),
      (".5 + 2.", 2.5), ("femoral.neck * 10", 8), ("`age (years)` + 1", 42), ("größe / 100", 1.7),
    ] as [(String, Double)])
  func arithmetic(text: String, expected: Double) throws {
    #expect(try number(text) == expected)
  }

  @Test(
    "Functions give what their names say",
    arguments: [
      ("sum(A, B, 5)", 10), ("mean(A, B)", 2.5), ("min(B, A, 7)", 2), ("max(B, A)", 3), ("abs(A - B)", 1),
      ("sqrt(16)", 4), ("log(1)", 0), ("sum(A)", 2), ("sum(A, B) / sum(B, B)", 5.0 / 6),
      ("sum(A, B) / sum(A, A) ^ 1.5", 0.625),
    ] as [(String, Double)])
  func functions(text: String, expected: Double) throws {
    #expect(try number(text) == expected)
  }

  @Test("The natural logarithm of a power is the power")
  func logarithm() throws {
    #expect(try number("log(2 ^ 10) / log(2)").ulps(from: 10) <= 1)
  }

  @Test(
    "A number that cannot be told is missing",
    arguments: [
      "M", "M + 1", "1 - M", "M * 0", "M ^ 0", "-M", "sum(A, M)", "mean(M, A)", "min(A, M)", "max(M, A)", "abs(M)",
      "sqrt(M)", "log(M)", "1 / Z", "Z / Z", "sqrt(-1)", "log(0)", "log(-1)", "10 ^ 400", "Z ^ -1",
    ])
  func missingNumbers(text: String) throws {
    #expect(try number(text).isNaN)
  }

  @Test(
    "Comparisons hold or fail, and cannot be told where a side is missing",
    arguments: [
      ("A == 2", true), ("A != 2", false), ("A < 2", false), ("A <= 2", true), ("A > 2", false), ("A >= 2", true),
      ("A < B", true), ("S == 'x'", true), ("S != 'x'", false), ("S == \"y\"", false), ("'x' == S", true),
      ("M == 2", nil), ("M != 2", nil), ("M < 2", nil), ("2 >= M", nil), ("E == 'x'", nil), ("E != 'x'", nil),
      ("A + 1 == B", true), ("not A == 2", false), ("not not A == 2", true), ("not M == 1", nil),
      ("missing(M)", true), ("missing(A)", false), ("present(E)", false), ("present(S)", true),
      ("missing(M == 1)", true), ("missing(M == 1 and A == 1)", false),
    ] as [(String, Bool?)])
  func comparisons(text: String, expected: Bool?) throws {
    #expect(try truth(text) == expected)
  }

  @Test("And, or and not follow the three-valued tables of Kleene")
  func tables() throws {
    let words: [(String, Bool?)] = [("A == 2", true), ("A == 3", false), ("M == 1", nil)]
    for (left, leftTruth) in words {
      for (right, rightTruth) in words {
        // Ordered false < unknown < true, 'and' is the smaller and 'or' the greater.
        let rank: (Bool?) -> Int = { $0 == true ? 2 : $0 == nil ? 1 : 0 }
        let value: [Bool?] = [false, nil, true]
        #expect(try truth("\(left) and \(right)") == value[min(rank(leftTruth), rank(rightTruth))])
        #expect(try truth("\(left) or \(right)") == value[max(rank(leftTruth), rank(rightTruth))])
      }
    }
  }

  @Test("Or binds weaker than and, and weaker than not")
  func ranks() throws {
    #expect(try truth("A == 2 or A == 2 and A == 3") == true)
    #expect(try truth("(A == 2 or A == 2) and A == 3") == false)
    #expect(try truth("not A == 3 and A == 2") == true)
  }

  @Test("A quote inside a text is written twice")
  func quotes() throws {
    let columns: [String: ExpressionValues] = ["S": .texts(["it's"])]
    #expect(try Expression("S == 'it''s'").truths(in: columns, rowCount: 1) == [true])
    #expect(try Expression("S == \"it's\"").truths(in: columns, rowCount: 1) == [true])
  }

  @Test("Each row has its own value, and a table without rows has none")
  func rows() throws {
    let columns: [String: ExpressionValues] = ["A": .numbers([1, .nan, 3]), "S": .texts(["a", "b", ""])]
    #expect(try Expression("A > 1").truths(in: columns, rowCount: 3) == [false, nil, true])
    #expect(try Expression("S == 'b'").truths(in: columns, rowCount: 3) == [false, true, nil])
    #expect(try Expression("A").numbers(in: ["A": .numbers([])], rowCount: 0) == [])
    #expect(try Expression("7").numbers(in: [:], rowCount: 2) == [7, 7])
  }

  @Test("An expression names the columns that it needs")
  func neededColumns() throws {
    #expect(try Expression("sum(A, B) / `C d` > 1 and not missing(A)").columns == ["A", "B", "C d"])
    #expect(try Expression("sum == 1").columns == ["sum"])
  }
}

@Suite("Expressions that are refused")
struct ExpressionErrorTests {
  private func error(_ text: String) throws -> ExpressionError {
    do throws(ExpressionError) {
      _ = try Expression(text).values(in: ExpressionTests.row, rowCount: 1)
    } catch {
      return error
    }
    throw Unexpected(text: text)
  }

  private struct Unexpected: Error { let text: String }

  @Test(
    "What is wrong is said with its place and the way out",
    arguments: [
      ("", "must hold an expression, but is empty", "Write a column or a formula."),
      (
        "A +", "needs a number, a text, a column or '(' at character 4, but the end stands there",
        "Write a number, a text, a column or '(', or check the part before."
      ),
      (
        "A B", "needs a sign or the end at character 3, but 'B' stands there",
        "Write a sign or the end, or check the part before."
      ),
      ("A = 2", "needs a sign or the end at character 3, but '=' stands there", "Write == to compare."),
      ("(A", "needs ')' at character 3, but the end stands there", "Write ')', or check the part before."),
      (
        "sum(A; B)", "must be made of names, numbers, texts and signs, but at character 6 is ';'",
        "Put a column name that has it in `backticks`."
      ),
      (
        "sum(A B)", "needs ',' or ')' at character 7, but 'B' stands there",
        "Write ',' or ')', or check the part before."
      ),
      (
        "S == 'x", "must close the text that begins at character 6, but ends inside it",
        "Close it with the same kind of quote."
      ),
      (
        "12kg", "must write numbers with digits and one decimal point, but does not at character 1",
        "Write a decimal point, not a comma, and no unit."
      ),
      (
        "1.2.3", "must write numbers with digits and one decimal point, but does not at character 1",
        "Write a decimal point, not a comma, and no unit."
      ),
      (
        "1 < A < 3", "may compare two values, but at character 7 a comparison is compared again",
        "Write 'a < b and b < c'."
      ),
      (
        "men(A, B)",
        "may call sum, mean, min, max, abs, sqrt, log, missing, present, but calls 'men' at character 1",
        "Did you mean 'mean'?"
      ),
      ("abs(A, B)", "must give 'abs' one value, but gives 2 at character 1", "See the functions of recipes."),
      ("sum()", "must give 'sum' at least one value, but gives 0 at character 1", "See the functions of recipes."),
      (
        "1 + femoral.nekc", "must name columns of the tables, but 'femoral.nekc' at character 5 is none",
        "Did you mean 'femoral.neck'?"
      ),
      ("S + 1", "needs a number at character 1, but 'S' is a text", "Write a formula that gives a number."),
      (
        "A and B > 1", "needs a condition at character 1, but 'A' is a number", "Write a comparison, such as AGE >= 20."
      ),
      (
        "sum(A > 1)", "needs a number at character 7, but the part there is a condition",
        "Write a formula that gives a number."
      ),
      (
        "A == 'x'", "must compare two numbers or two texts, but at character 3 compares one with the other",
        "Write a text in quotes and a number without."
      ),
      ("S < 'y'", "may ask of texts whether they are equal, but at character 3 asks for their order", "Use == or !=."),
    ])
  func sentences(text: String, predicate: String, remedy: String) throws {
    let error = try error(text)
    #expect(error.predicate == predicate)
    #expect(error.remedy == remedy)
  }

  @Test("A control character is named, not shown")
  func controlCharacter() throws {
    #expect(try error("A \u{7} B").predicate.hasSuffix("at character 3 is the character U+7"))
    #expect(try error("A + `B\u{1B}`").predicate.hasSuffix("at character 7 is the character U+1B"))
    #expect(try error("S == 'a\nb'").predicate.hasSuffix("at character 8 is the character U+A"))
  }

  @Test("Parts are nested up to the limit, and not one level more")
  func depth() throws {
    let limit = ExpressionParser.depthLimit
    for (open, close) in [("(", ")"), ("abs(", ")")] {
      let nested = { String(repeating: open, count: $0) + "A" + String(repeating: close, count: $0) }
      #expect(throws: Never.self) { try Expression(nested(limit - 1)) }
      #expect(try error(nested(limit)).reason == .tooDeep(limit))
    }
    #expect(try error(String(repeating: "-", count: limit) + "A").reason == .tooDeep(limit))
    #expect(try error(String(repeating: "not ", count: limit) + "A == 1").reason == .tooDeep(limit))
    #expect(try error(String(repeating: "2^", count: limit) + "A").reason == .tooDeep(limit))
  }

  @Test("A row of signs may be as long as the limit, and not longer")
  func chains() throws {
    let limit = ExpressionParser.chainLimit
    for (sign, part) in [("+", "A"), ("*", "A"), (" and ", "A == 2"), (" or ", "A == 2")] {
      let row = { Array(repeating: part, count: $0).joined(separator: sign) }
      #expect(throws: Never.self) { try Expression(row(limit + 1)) }
      #expect(try error(row(limit + 2)).reason == .tooDeep(limit))
    }
  }

  @Test("The longest expression is read, and one character more is not")
  func length() throws {
    let longest = "A" + String(repeating: " ", count: ExpressionLexer.limit - 1)
    #expect(throws: Never.self) { try Expression(longest) }
    #expect(try error(longest + " ").reason == .tooLong(ExpressionLexer.limit))
  }

  @Test("Any text is read or refused, and what is read gives a value for each row")
  func anyText() {
    var random = SeededGenerator(seed: 11)
    let parts = [
      "A", "B", "M", "S", "1", "0.5", "'x'", "(", ")", "+", "-", "*", "/", "^", "==", "<", "and", "or", "not", "sum(",
      "missing(", ",", " ", "`", "'", "é", "\u{0}", "e9", ".", "=", "\u{1F600}",
    ]
    var readCount = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...9, using: &random)
      let text = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined(separator: " ")
      guard let values = try? Expression(text).values(in: ExpressionTests.row, rowCount: 1) else { continue }
      readCount += 1
      #expect(values.count == 1)
    }
    #expect(readCount > 200)
  }
}

/// Random formulas are written with as few brackets as possible and evaluated by another way.
@Suite("Random expressions")
struct RandomExpressionTests {
  private indirect enum Tree {
    case leaf(Int)
    case sign(Character, Tree, Tree)

    static func random(_ depth: Int, _ random: inout SeededGenerator) -> Tree {
      guard depth > 0, Int.random(in: 0..<4, using: &random) > 0 else {
        return .leaf(Int.random(in: 0...9, using: &random))
      }
      let sign = Array("+-*/").randomElement(using: &random) ?? "+"
      return .sign(sign, .random(depth - 1, &random), .random(depth - 1, &random))
    }

    var rank: Int {
      switch self {
      case .leaf: 2
      case .sign(let sign, _, _): sign == "+" || sign == "-" ? 0 : 1
      }
    }

    var text: String {
      switch self {
      case .leaf(let digit): return "\(digit)"
      case .sign(let sign, let left, let right):
        let first = left.rank < rank ? "(\(left.text))" : left.text
        let second = right.rank <= rank ? "(\(right.text))" : right.text
        return "\(first) \(sign) \(second)"
      }
    }

    var value: Double? {
      switch self {
      case .leaf(let digit): return Double(digit)
      case .sign(let sign, let left, let right):
        guard let left = left.value, let right = right.value else { return nil }
        switch sign {
        case "+": return left + right
        case "-": return left - right
        case "*": return left * right
        default: return right == 0 ? nil : left / right
        }
      }
    }
  }

  @Test("Reading and evaluating agrees with the tree that was written")
  func agreement() throws {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      let tree = Tree.random(6, &random)
      let value = try #require(Expression(tree.text).numbers(in: [:], rowCount: 1).first)
      #expect(value.isNaN ? tree.value == nil : value == tree.value, "\(tree.text)")
    }
  }
}
