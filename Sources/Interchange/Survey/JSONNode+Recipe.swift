// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats

extension JSONNode {
  /// Reads an object whose keys are names of the writer's own; `null` stays.
  func entries() throws(JSONShapeError) -> [(name: String, node: JSONNode)] {
    guard let members = value.members else { throw error(.kind(expected: "an object")) }
    return members.map { ($0.key, JSONNode($0.value, path: path.isEmpty ? $0.key : "\(path).\($0.key)")) }
  }

  /// Reads a text that is not empty.
  func words() throws(JSONShapeError) -> String {
    let text = try text()
    guard !text.isEmpty else { throw error(.rule("must say something, but is empty", remedy: "Fill it in.")) }
    return text
  }

  /// Reads a name of small letters and digits with hyphens between.
  func kebabCase() throws(JSONShapeError) -> String {
    let text = try text()
    guard text.isKebabCase else { throw error(Self.notKebabCase) }
    return text
  }

  /// Why a name is none.
  static let notKebabCase = JSONShapeError.Reason.rule(
    "must be written in small letters, digits and single hyphens, but is not", remedy: "Write it like 'my-cohort-2020'."
  )

  /// Reads an expression.
  func formula() throws(JSONShapeError) -> FitRecipe.Formula {
    let text = try text()
    do throws(ExpressionError) {
      return FitRecipe.Formula(expression: try Expression(text), place: path)
    } catch {
      throw self.error(.rule(error.predicate, remedy: error.remedy))
    }
  }

  /// Reads two ages in years of which the second is greater.
  func agePair() throws(JSONShapeError) -> (lower: Double, upper: Double) {
    let numbers = try list { node throws(JSONShapeError) in try node.number() }
    guard numbers.count == 2, numbers[0] < numbers[1], numbers[0] >= 0, numbers[1] <= 120 else {
      throw error(
        .rule(
          "must hold two ages from 0 to 120 years, the smaller first, but does not", remedy: "Write it like [8, 85]."))
    }
    return (numbers[0], numbers[1])
  }

  /// Reads a list that is not empty and holds no element twice.
  func distinct<Element: Hashable>(
    _ read: (JSONNode) throws(JSONShapeError) -> Element
  ) throws(JSONShapeError) -> [Element] {
    var elements: [Element] = []
    for node in try self.elements() {
      let element = try read(node)
      guard !elements.contains(element) else {
        throw node.error(.rule("must stand once, but stands before", remedy: "Keep one of the two."))
      }
      elements.append(element)
    }
    guard !elements.isEmpty else {
      throw error(.rule("must hold at least one element, but is empty", remedy: "Add one."))
    }
    return elements
  }
}

extension String {
  /// Whether this is small letters and digits with single hyphens between.
  var isKebabCase: Bool {
    let parts = split(separator: "-", omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
    }
  }
}
