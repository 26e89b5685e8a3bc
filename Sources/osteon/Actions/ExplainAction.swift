// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import Reports

/// Explains rules, references, sources, codes, profiles and the values of results.
struct ExplainAction {
  let style: TextStyle
  let asJSON: Bool
  let language: Language

  /// Explains one identifier.
  ///
  /// - Returns: 0, or 1 if nothing has the identifier.
  func run(_ id: String) throws(FileError) -> Int32 {
    let explanations = Explanation.find(id, in: language)
    guard !explanations.isEmpty else {
      let nearest = Suggestion.nearest(to: id, among: Explanation.identifiers)
      let remedy = nearest.map { "Did you mean '\($0)'?" } ?? "'osteon explain' without an identifier lists the kinds."
      ByteWriter.printError("osteon: Nothing has the identifier '\(id.prefix(60))'. \(remedy)\n")
      return 1
    }
    try print(asJSON ? json(explanations) : ExplanationText.render(explanations, style))
    return 0
  }

  /// Lists every identifier by its kind.
  func list() throws(FileError) {
    let all = Explanation.identifiers.flatMap { Explanation.find($0, in: language) }
    if asJSON {
      try print(json(all))
      return
    }
    var kinds: [String] = []
    for explanation in all where !kinds.contains(explanation.kind) { kinds.append(explanation.kind) }
    var text = ""
    for kind in kinds {
      var seen: Set<String> = []
      let ids = all.filter { $0.kind == kind && seen.insert($0.id).inserted }.map { $0.id }
      text += (style.wrap("\(kind) (\(ids.count)): " + ids.joined(separator: ", "), indent: 2)).joined(separator: "\n")
      text += "\n\n"
    }
    try print(text + "'osteon explain ID' explains one of them.\n")
  }

  private func json(_ explanations: [Explanation]) -> String {
    let values = explanations.map { explanation in
      JSONValue.object([
        JSONMember("id", .string(explanation.id)), JSONMember("kind", .string(explanation.kind)),
        JSONMember("title", .string(explanation.title)),
        JSONMember(
          "entries",
          .array(
            explanation.entries.map {
              .object([JSONMember("label", .string($0.label)), JSONMember("text", .string($0.text))])
            })),
      ])
    }
    return JSONWriter.write(.array(values), .indented(width: 120)) + "\n"
  }

  private func print(_ text: String) throws(FileError) {
    let writer = try ByteWriter("-")
    try writer.write(text)
    try writer.finish()
  }
}
