// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import Foundation
internal import TestSupport
internal import Testing

@testable internal import knowledge

/// A copy of `Knowledge/` in a temporary folder, which a test may damage.
final class KnowledgeFolder {
  /// The folder that holds the copy, as the tool takes it.
  let root: String

  /// Copies the knowledge, with its translations only where they are asked for: a damage of the original damages them too.
  init(translations: Bool = false) throws {
    root = NSTemporaryDirectory() + "osteon-knowledge-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Repository.root + "/Knowledge", toPath: root + "/Knowledge")
    guard !translations else { return }
    for name in JSONFolder.files(in: root + "/Knowledge/wording") where name != "en.json" {
      try remove("wording/" + name)
    }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: root)
  }

  /// Reads a file of the copy.
  func read(_ file: String) throws -> JSONValue {
    let data = try #require(FileManager.default.contents(atPath: root + "/Knowledge/" + file))
    return try JSONReader.read([UInt8](data))
  }

  /// Replaces a file of the copy.
  func write(_ text: String, to file: String) throws {
    try text.write(toFile: root + "/Knowledge/" + file, atomically: true, encoding: .utf8)
  }

  /// Changes the value at a place of a file; `nil` removes it.
  func edit(_ file: String, _ path: [Step], _ change: (JSONValue) -> JSONValue?) throws {
    try write(JSONWriter.write(try read(file).changing(path[...], change)), to: file)
  }

  /// Removes a file of the copy.
  func remove(_ file: String) throws {
    try FileManager.default.removeItem(atPath: root + "/Knowledge/" + file)
  }

  /// What the tool finds wrong, each problem as it prints it.
  func problems() throws -> [String] {
    try KnowledgeFiles(root: root).problems().map { "\($0.file): \($0.message)" }
  }
}

/// A step into a JSON value: a key of an object, a place of a list, or the element of a list that has a key with a value.
enum Step: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, Sendable {
  case key(String)
  case index(Int)
  case element(String, String)

  init(stringLiteral value: String) { self = .key(value) }

  init(integerLiteral value: Int) { self = .index(value) }

  /// The rule with an identifier.
  static func rule(_ id: String) -> Step { .element("id", id) }

  func leads(to member: JSONMember) -> Bool {
    if case .key(let key) = self { key == member.key } else { false }
  }

  func leads(to place: Int, _ element: JSONValue) -> Bool {
    switch self {
    case .key: false
    case .index(let index): index == place
    case .element(let key, let text): element[key]?.string == text
    }
  }
}

extension JSONValue {
  /// Returns the value with a change at one place; the place must be there.
  func changing(_ path: ArraySlice<Step>, _ change: (JSONValue) -> JSONValue?) throws -> JSONValue {
    guard let step = path.first else { return try #require(change(self)) }
    let rest = path.dropFirst()
    func next(_ value: JSONValue) throws -> JSONValue? {
      rest.isEmpty ? change(value) : try value.changing(rest, change)
    }
    var isFound = false
    func inside(_ leads: Bool, _ value: JSONValue) throws -> JSONValue? {
      guard leads, !isFound else { return value }
      isFound = true
      return try next(value)
    }
    let changed: JSONValue
    switch self {
    case .object(let members):
      changed = .object(
        try members.compactMap { member in
          try inside(step.leads(to: member), member.value).map { JSONMember(member.key, $0) }
        })
    case .array(let elements):
      changed = .array(try elements.enumerated().compactMap { try inside(step.leads(to: $0, $1), $1) })
    default: changed = self
    }
    try #require(isFound, "There is no \(step) here.")
    return changed
  }

  /// Returns the object with one more member at its end.
  func adding(_ key: String, _ value: JSONValue) -> JSONValue? {
    members.map { .object($0 + [JSONMember(key, value)]) }
  }
}
