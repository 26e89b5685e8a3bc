// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import Testing

@testable internal import knowledge

/// A change of one place of the knowledge, and the one problem that it makes.
struct Damage: Sendable, CustomTestStringConvertible {
  let file: String
  let path: [Step]
  let change: @Sendable (JSONValue) -> JSONValue?
  let problem: String
  var testDescription: String { problem }

  init(_ file: String, _ path: [Step], _ problem: String, _ change: @escaping @Sendable (JSONValue) -> JSONValue?) {
    self.file = file
    self.path = path
    self.change = change
    self.problem = "Knowledge/" + problem
  }

  init(_ file: String, _ path: [Step], to value: JSONValue, _ problem: String) {
    self.init(file, path, problem) { _ in value }
  }

  /// What the damage lies in: two damages of one thing would hide each other.
  private var target: String { "\(file) \(path.prefix(2))" }

  /// Gathers damages of different things, so that one copy holds many.
  static func batches(_ damages: [Damage]) -> [[Damage]] {
    var batches: [[Damage]] = []
    for damage in damages {
      let place = batches.firstIndex { batch in !batch.contains { $0.target == damage.target } }
      if let place { batches[place].append(damage) } else { batches.append([damage]) }
    }
    return batches
  }

  /// Damages a copy, and expects a problem of each damage and no other.
  static func expectOnlyProblems(of damages: [Damage], _ location: SourceLocation = #_sourceLocation) throws {
    let folder = try KnowledgeFolder()
    for damage in damages { try folder.edit(damage.file, damage.path, damage.change) }
    #expect(try folder.problems().sorted() == damages.map { $0.problem }.sorted(), sourceLocation: location)
  }
}
