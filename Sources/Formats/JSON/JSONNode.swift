// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A JSON value that knows its place in the document and says what is wrong with it.
public struct JSONNode: Sendable {
  /// The value.
  public let value: JSONValue

  /// The place, such as `scans[0].regions[1].bmd`; empty for the document itself.
  public let path: String

  /// Creates the node of a whole document.
  public init(_ value: JSONValue, path: String = "") {
    self.value = value
    self.path = path
  }

  /// Reads an object that may hold only the given keys.
  ///
  /// - Throws: ``JSONShapeError`` for another value, or for the first unknown key.
  public func object(_ keys: [String]) throws(JSONShapeError) -> JSONObject {
    guard case .object(let members) = value else { throw error(.kind(expected: "an object")) }
    for member in members where !keys.contains(member.key) {
      let name = Excerpt.ofKey(member.key)
      let place = JSONNode(member.value, path: path.isEmpty ? name : "\(path).\(name)")
      throw place.error(.unknownKey(suggestion: Suggestion.nearest(to: member.key, among: keys), known: keys))
    }
    return JSONObject(members: members, path: path)
  }

  /// Reads the elements of a list.
  public func elements() throws(JSONShapeError) -> [JSONNode] {
    guard case .array(let elements) = value else { throw error(.kind(expected: "a list")) }
    return elements.enumerated().map { JSONNode($1, path: "\(path)[\($0)]") }
  }

  /// Reads a text.
  public func text() throws(JSONShapeError) -> String {
    guard case .string(let text) = value else { throw error(.kind(expected: "a text")) }
    return text
  }

  /// Reads a truth value.
  public func flag() throws(JSONShapeError) -> Bool {
    guard case .bool(let flag) = value else { throw error(.kind(expected: "true or false")) }
    return flag
  }

  /// Reads a number.
  public func number() throws(JSONShapeError) -> Double {
    if case .number(let number) = value { return number.doubleValue }
    if case .string(let text) = value, Excerpt.isNumber(text) { throw error(.numberAsText(text)) }
    throw error(.kind(expected: "a number"))
  }

  /// Reads a whole number.
  public func integer() throws(JSONShapeError) -> Int {
    let number = try number()
    guard let whole = Int(exactly: number) else {
      throw error(.rule("must be a whole number, but is \(number)", remedy: "Write it without decimals."))
    }
    return whole
  }

  /// Reads one of the words of a closed set.
  public func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ type: Choice.Type
  ) throws(JSONShapeError) -> Choice {
    let word = try text()
    guard let choice = Choice(rawValue: word) else {
      let words = Choice.allCases.map { $0.rawValue }
      throw error(.unknownWord(word, suggestion: Suggestion.nearest(to: word, among: words), known: words))
    }
    return choice
  }

  /// Returns an error at this place.
  public func error(_ reason: JSONShapeError.Reason) -> JSONShapeError {
    JSONShapeError(path: path, found: value.kindName, reason: reason)
  }
}

/// An object whose keys have been checked.
public struct JSONObject: Sendable {
  private let members: [JSONMember]
  private let path: String

  init(members: [JSONMember], path: String) {
    self.members = members
    self.path = path
  }

  /// The value of a key; `nil` where it is absent or null, which mean the same: unknown.
  public subscript(key: String) -> JSONNode? {
    guard let member = members.first(where: { $0.key == key }), member.value != .null else { return nil }
    return JSONNode(member.value, path: path.isEmpty ? key : "\(path).\(key)")
  }

  /// Returns the value of a key that must be there.
  public func required(_ key: String) throws(JSONShapeError) -> JSONNode {
    guard let node = self[key] else {
      throw JSONNode(.null, path: path.isEmpty ? key : "\(path).\(key)").error(.missing)
    }
    return node
  }
}

/// Why a value does not have the shape that its place asks for.
public struct JSONShapeError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// The key must be there.
    case missing
    /// Another kind of value is expected.
    case kind(expected: String)
    /// A number stands in quotes.
    case numberAsText(String)
    /// The key is not known here.
    case unknownKey(suggestion: String?, known: [String])
    /// The word is not one of the known ones.
    case unknownWord(String, suggestion: String?, known: [String])
    /// Another rule, as the predicate of a sentence about the place.
    case rule(String, remedy: String?)
  }

  /// The place in the document.
  public let path: String

  /// The kind of value that stands there.
  public let found: String

  /// What is wrong.
  public let reason: Reason

  /// The rule, then the fact.
  public var message: String {
    let place = path.isEmpty ? "The document" : "'\(path)'"
    return switch reason {
    case .missing: "\(place) must be given, but is missing."
    case .kind(let expected): "\(place) must be \(expected), but is \(found)."
    case .numberAsText(let text): "\(place) must be a number, but is the text '\(text)'."
    case .unknownKey: "\(place) is not a known key."
    case .unknownWord(let word, _, let known):
      "\(place) must be one of \(known.joined(separator: ", ")), but is "
        + (Excerpt.mayIdentify(word) ? "another text." : "'\(Excerpt.of(word))'.")
    case .rule(let predicate, _): "\(place) \(predicate)."
    }
  }

  /// What the sender can do.
  public var remedy: String? {
    switch reason {
    case .missing: "Add it."
    case .kind(let expected): Self.remedies[expected]
    case .numberAsText(let text):
      text.contains(",")
        ? "Write a decimal point, not a comma, and no quotes." : "Write the number without quotes and without a unit."
    case .unknownKey(let suggestion, let known):
      suggestion.map { "Did you mean '\($0)'?" } ?? "Known here: \(known.joined(separator: ", "))."
    case .unknownWord(_, let suggestion, _): suggestion.map { "Did you mean '\($0)'?" } ?? "Choose one of these."
    case .rule(_, let remedy): remedy
    }
  }

  private static let remedies = [
    "an object": "Write keys with values in braces.", "a list": "Put it in square brackets.",
    "a text": "Put it in double quotes.", "a number": "Write digits with a decimal point, without quotes.",
    "true or false": "Write true or false, without quotes.",
  ]
}
