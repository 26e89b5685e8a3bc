// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats

extension JSONValue {
  /// Reads a JSON text that a test holds.
  init(text: String) throws { self = try JSONReader.read(Array(text.utf8)) }

  /// Returns the value with another one at a place such as `scans[0].regions[1].bmd`; `nil` takes the place away.
  func setting(_ place: String, to value: JSONValue?) -> JSONValue {
    setting(Self.steps(of: place)[...], to: value)
  }

  private enum Step {
    case key(String)
    case index(Int)
  }

  private static func steps(of place: String) -> [Step] {
    place.split(separator: ".").flatMap { part in
      let pieces = part.split(separator: "[")
      return [Step.key(String(pieces[0]))] + pieces.dropFirst().compactMap { Int($0.dropLast()).map { .index($0) } }
    }
  }

  private func setting(_ steps: ArraySlice<Step>, to value: JSONValue?) -> JSONValue {
    guard let step = steps.first else { return value ?? .null }
    let rest = steps.dropFirst()
    switch (step, self) {
    case (.key(let key), .object(var members)):
      let index = members.firstIndex { $0.key == key }
      guard let value = rest.isEmpty ? value : (index.map { members[$0].value } ?? .object([])).setting(rest, to: value)
      else {
        members.removeAll { $0.key == key }
        return .object(members)
      }
      if let index { members[index] = JSONMember(key, value) } else { members.append(JSONMember(key, value)) }
      return .object(members)
    case (.index(let index), .array(var elements)):
      if rest.isEmpty, value == nil {
        elements.remove(at: index)
      } else {
        elements[index] = elements[index].setting(rest, to: value)
      }
      return .array(elements)
    default: return self
    }
  }

  /// The places of all leaves.
  var leaves: [String] {
    switch self {
    case .object(let members):
      members.flatMap { member in
        member.value.leaves.map { member.key + ($0.isEmpty || $0.hasPrefix("[") ? $0 : "." + $0) }
      }
    case .array(let elements):
      elements.enumerated().flatMap { index, element in
        element.leaves.map { "[\(index)]" + ($0.isEmpty || $0.hasPrefix("[") ? $0 : "." + $0) }
      }
    default: [""]
    }
  }
}
