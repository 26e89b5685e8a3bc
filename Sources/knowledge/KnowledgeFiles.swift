// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats

/// All files of `Knowledge/`, read.
struct KnowledgeFiles {
  let sources: [SourceEntry]
  let profiles: ProfileFile
  let facts: [FactEntry]
  let refusals: [RefusalEntry]
  let concepts: [ConceptEntry]
  let topics: [TopicEntry]
  let conversions: [ConversionEntry]
  let reportTerms: [ReportTermEntry]
  let ruleFiles: [RuleFile]

  /// All rules, in the order of their files.
  let rules: [RuleEntry]

  private let rulesByIdentifier: [String: [RuleEntry]]
  private let factsByName: [String: FactEntry]
  let references: [ReferenceFile]
  let coverage: CoverageFile
  let laboratory: [LaboratoryTestEntry]
  let effects: [EffectEntry]
  let reductions: [ReductionEntry]
  let formulas: FormulaFile
  let pages: [PageEntry]

  /// What is said, in every language.
  let wording: [WordingFile]

  /// A hash of all bytes that were read, as 16 hexadecimal digits.
  let version: String

  init(root: String) throws(Problem) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func load<Content>(
      _ name: String, _ read: (JSONNode) throws(JSONShapeError) -> Content
    ) throws(Problem) -> Content {
      let file = "Knowledge/" + name
      guard let bytes = (try? ByteReader.readAll(root + "/" + file)).flatMap(\.self) else {
        throw Problem(file: file, message: "The file must be there and readable, but is not.")
      }
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      let value: JSONValue
      do {
        value = try JSONReader.read(bytes)
      } catch {
        throw Problem(file: file, message: "Line \(error.line), column \(error.column): \(error.message)")
      }
      do {
        return try read(JSONNode(value))
      } catch {
        throw Problem(file: file, message: error.message + (error.remedy.map { " \($0)" } ?? ""))
      }
    }
    sources = try load("sources.json", SourceEntry.list)
    profiles = try load("profiles.json", ProfileFile.init)
    facts = try load("facts.json", FactEntry.list)
    factsByName = Dictionary(facts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    refusals = try load("refusals.json", RefusalEntry.list)
    concepts = try load("concepts.json", ConceptEntry.list)
    topics = try load("topics.json", TopicEntry.list)
    conversions = try load("conversions.json", ConversionEntry.list)
    coverage = try load("coverage.json", CoverageFile.init)
    reportTerms = try load("language/en.json", ReportTermEntry.list)
    laboratory = try load("laboratory.json", LaboratoryTestEntry.list)
    effects = try load("effects.json", EffectEntry.list)
    reductions = try load("effects.json", ReductionEntry.list)
    pages = try load("pages.json", PageEntry.list)
    formulas = try load("formulas.json", FormulaFile.init)
    var wording: [WordingFile] = []
    for name in JSONFolder.files(in: root + "/Knowledge/wording") {
      wording.append(try load("wording/" + name, WordingFile.init))
    }
    self.wording = wording
    var ruleFiles: [RuleFile] = []
    for name in JSONFolder.files(in: root + "/Knowledge/rules") {
      ruleFiles.append(try load("rules/" + name) { node throws(JSONShapeError) in try RuleFile(node, name: name) })
    }
    var references: [ReferenceFile] = []
    for name in JSONFolder.files(in: root + "/Knowledge/references") {
      references.append(
        try load("references/" + name) { node throws(JSONShapeError) in try ReferenceFile(node, name: name) })
    }
    self.ruleFiles = ruleFiles
    rules = ruleFiles.flatMap { $0.rules }
    rulesByIdentifier = Dictionary(
      rules.flatMap { rule in Self.identifiers(of: rule.id).map { ($0, [rule]) } }, uniquingKeysWith: +)
    self.references = references
    let digits = String(hash, radix: 16)
    version = String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Returns the fact with a name.
  func fact(_ name: String) -> FactEntry? { factsByName[name] }

  /// The original of everything that is said.
  var english: WordingFile? { wording.first { $0.language == "en" } }

  /// An identifier and those that it is a branch of: `A-1.b.c`, `A-1.b` and `A-1`.
  static func identifiers(of id: String) -> [String] {
    let parts = id.split(separator: ".")
    return parts.indices.reversed().map { parts[...$0].joined(separator: ".") }
  }

  /// The rules that carry out an identifier of the published list: its own and its branches.
  func rules(carryingOut id: String) -> [RuleEntry] { rulesByIdentifier[id] ?? [] }

  /// A line that counts what was read.
  var summary: String {
    "\(sources.count) sources, \(facts.count) facts, \(rules.count) rules,"
      + " \(references.reduce(0) { $0 + $1.entryCount }) references: version \(version)"
  }
}
