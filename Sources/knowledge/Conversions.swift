// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats

/// A published conversion in `conversions.json`.
struct ConversionEntry {
  /// What a source says of the error for one person.
  struct Error {
    let percent: (low: Double, high: Double)?
    let says: String
    let source: CitationEntry
  }

  /// What a conversion leads to.
  enum Kind: String, CaseIterable {
    case standardized
    case betweenScanners = "between-scanners"
    case meanRatio = "mean-ratio"
  }

  let key: String
  let kind: Kind
  let from: String
  let to: String
  let site: Site
  let vertebrae: VertebralSubset?
  let slope: Double
  let at: Double
  let gives: Double
  let error: Error
  let tag: EvidenceTag
  let sources: [CitationEntry]
  let check: (bmd: Double, gives: Double)?

  static func list(_ node: JSONNode) throws(JSONShapeError) -> [ConversionEntry] {
    var list: [ConversionEntry] = []
    for element in try node.object(["conversions"]).required("conversions").elements() {
      list.append(try ConversionEntry(element))
    }
    return list
  }

  private init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object([
      "key", "kind", "from", "to", "site", "vertebrae", "slope", "at", "gives", "error", "tag", "sources", "check",
    ])
    key = try object.required("key").text()
    kind = try object.required("kind").choice(Kind.self)
    from = try object.required("from").text()
    to = try object.required("to").text()
    site = try object.required("site").choice(Site.self)
    vertebrae = try object["vertebrae"]?.text().subset
    slope = try object.required("slope").number()
    at = try object.required("at").number()
    gives = try object.required("gives").number()
    error = try Error(object.required("error"))
    tag = try object.required("tag").choice(EvidenceTag.self)
    sources = try CitationEntry.list(object.required("sources"))
    let point = try object["check"]?.object(["bmd", "gives"])
    check = try point.map { point throws(JSONShapeError) in
      (try point.required("bmd").number(), try point.required("gives").number())
    }
  }

  /// What is wrong with the entry.
  var problems: [String] {
    var found: [String] = []
    if slope <= 0 { found.append("The slope must be above 0.") }
    if sources.isEmpty { found.append("A conversion must cite a source, but cites none.") }
    if tag != .confirmed { found.append("A conversion must be confirmed in a source, but is not.") }
    if (site == .lumbarSpine) != (vertebrae != nil) {
      found.append("Vertebrae must stand at the lumbar spine, and only there.")
    }
    if let percent = error.percent, !(percent.low > 0 && percent.low <= percent.high) {
      found.append("The error must be two percentages above 0, the lower first.")
    }
    // A print rounds both of its densities to four decimals.
    if let check, (slope * (check.bmd - at) + gives - check.gives).magnitude > 0.00005 * (1 + slope) {
      found.append("The conversion of \(check.bmd) g/cm² must be \(check.gives), but is not.")
    }
    return found
  }
}

extension ConversionEntry.Error {
  fileprivate init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["percent", "says", "source"])
    var percents: [Double] = []
    for element in try object["percent"]?.elements() ?? [] { percents.append(try element.number()) }
    percent = percents.count == 2 ? (percents[0], percents[1]) : nil
    says = try object.required("says").text()
    source = try CitationEntry(object.required("source"))
  }
}

extension String {
  /// The vertebrae that the text names.
  fileprivate var subset: VertebralSubset? { VertebralSubset(self) }
}

extension KnowledgeFiles {
  /// What is wrong with the published conversions.
  func conversionProblems() -> [Problem] {
    var messages: [String] = []
    var seen: Set<String> = []
    for conversion in conversions {
      if !seen.insert(conversion.key).inserted { messages.append("The conversion '\(conversion.key)' stands twice.") }
      messages += conversion.problems.map { "\(conversion.key): \($0)" }
    }
    return messages.map { Problem(file: "Knowledge/conversions.json", message: $0) }
  }
}

extension GeneratedSources {
  /// The conversions as a list.
  static func declaration(of conversions: [ConversionEntry]) -> String {
    let entries = conversions.map { one in
      let sources = one.sources.map { "Citation(\(quoted($0.key)), \(quoted($0.place)))" }
      let vertebrae = one.vertebrae.map { "VertebralSubset(rawValue: \($0.rawValue))" } ?? "nil"
      let percent = one.error.percent.map { "\($0.low)...\($0.high)" } ?? "nil"
      return """
            PublishedConversion(
              key: \(quoted(one.key)), kind: .\(one.kind), from: \(quoted(one.from)), to: \(quoted(one.to)),
              site: .\(one.site), vertebrae: \(vertebrae),
              line: PublishedConversion.Line(slope: \(one.slope), at: \(one.at), gives: \(one.gives)),
              error: PublishedConversion.Error(
                percent: \(percent), says: \(quoted(one.error.says)),
                source: Citation(\(quoted(one.error.source.key)), \(quoted(one.error.source.place)))),
              tag: .\(one.tag.rawValue), sources: \(list(sources))),
        """
    }
    return
      "extension PublishedConversion {\n  /// Every conversion.\n  public static let all: [PublishedConversion] = [\n"
      + entries.joined(separator: "\n") + "\n  ]\n}\n"
  }
}
