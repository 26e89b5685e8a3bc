// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import KnowledgeBase
internal import Statistics

extension ReferenceText {
  /// One reference of a list.
  public struct Row: Hashable, Sendable {
    /// The key.
    public let key: String
    /// The key of the data set that it stands in.
    public let dataSet: String
    /// `t` for a young-adult population, `z` for an age curve.
    public let basis: ScoreBasis
    /// The site; `nil` for body height.
    public let site: Site?
    /// The vertebrae, for the lumbar spine.
    public let vertebrae: VertebralSubset?
    /// The sex; `nil` where the source does not say.
    public let sex: Sex?
    /// The population group of an age curve; `nil` for all, and for young adults, whose data set says who they are.
    public let group: PopulationGroup?
    /// The scale of the scanners; `nil` for body height.
    public let scale: ScannerScale?
    /// The years of measurement.
    public let years: String?
    /// How many people were measured, where that is known.
    public let count: Int?
    /// The ages in years of an age curve.
    public let ages: ClosedRange<Double>?
    /// The age in years from which few people stand behind an age curve.
    public let sparseFrom: Double?
    /// Whether a diagnosis may rest on it.
    public let isDiagnostic: Bool
    /// The evidence behind it.
    public let tag: EvidenceTag
  }

  /// Returns the references that a filter lets through, in the order of their files.
  public static func rows(_ filter: Filter) -> [Row] {
    (ReferenceLibrary.populations.map { Row($0) } + ReferenceLibrary.curves.map { Row($0) }).filter { row in
      let kind = ReferenceDataSet.withKey(row.dataSet)?.kind
      return (filter.kind == nil || filter.kind == kind) && (filter.site == nil || filter.site == row.site)
        && (filter.sex == nil || filter.sex == row.sex) && (filter.scale == nil || filter.scale == row.scale)
    }
  }

  /// Returns a list as text, by data set.
  ///
  /// What is the same for a whole data set stands above its references; what differs stands in columns, as many as fit.
  public static func list(_ rows: [Row], _ style: TextStyle) -> String {
    var dataSets: [String] = []
    for row in rows where !dataSets.contains(row.dataSet) { dataSets.append(row.dataSet) }
    let all = Self.rows(Filter())
    let blocks = dataSets.map { key in
      ReferenceList(
        dataSet: key, rows: rows.filter { $0.dataSet == key }, all: all.filter { $0.dataSet == key }, style: style
      ).text
    }
    let end = """
      \(rows.count) references: T of young adults, Z of the same age. One marked what-if never classifies; where no \
      other word stands, the evidence is confirmed. 'osteon reference show KEY' shows one.
      """
    return (blocks + [style.wrap(end).joined(separator: "\n") + "\n"]).joined(separator: "\n")
  }
}

extension ReferenceText.Row {
  fileprivate init(_ population: YoungAdultPopulation) {
    let note = ReferenceLibrary.note(population.key)
    self.init(
      key: population.key, dataSet: note?.dataSet ?? "", basis: .t, site: population.site,
      vertebrae: population.vertebrae, sex: population.sex, group: nil, scale: population.scale,
      years: note.flatMap { ReferenceDataSet.withKey($0.dataSet)?.years }, count: note?.count, ages: nil,
      sparseFrom: nil, isDiagnostic: population.isDiagnostic, tag: population.tag)
  }

  fileprivate init(_ curve: AgeCurve) {
    let note = ReferenceLibrary.note(curve.key)
    self.init(
      key: curve.key, dataSet: note?.dataSet ?? "", basis: .z, site: curve.subject.site,
      vertebrae: curve.subject.vertebrae, sex: curve.subject.sex, group: curve.subject.group,
      scale: curve.subject.scale, years: note.flatMap { ReferenceDataSet.withKey($0.dataSet)?.years },
      count: note?.count, ages: curve.domain, sparseFrom: curve.sparseFrom, isDiagnostic: true, tag: curve.tag)
  }
}

/// The references of one data set in a list.
private struct ReferenceList {
  /// A column, in the order in which they are given up last.
  enum Column: String, CaseIterable {
    case n
    case scale
    case ages

    /// Returns the text of a row; empty where there is nothing to say.
    func text(_ row: ReferenceText.Row) -> String {
      switch self {
      case .n: row.count.map { CentileChart.grouped($0) } ?? ""
      case .scale: row.scale?.name ?? ""
      case .ages: row.ages.map { "\(Fixed($0.lowerBound, places: 0))-\(Fixed($0.upperBound, places: 0))" } ?? ""
      }
    }

    /// Returns what stands above the rows where their text is the same.
    func words(_ text: String) -> String { self == .scale ? "\(text) scale" : "\(rawValue) \(text)" }
  }

  let dataSet: String
  let rows: [ReferenceText.Row]
  let all: [ReferenceText.Row]
  let style: TextStyle

  /// The heading, what is the same for all, and the rows.
  var text: String {
    let columns = shown
    let lines = rows.map { row in
      line("\(row.basis.rawValue.uppercased())  \(row.key)", columns.map { $0.text(row) }, columns, Self.end(row))
    }
    let head = line("", columns.map { $0.rawValue }, columns, "")
    return (above + (columns.isEmpty ? [] : [style.mark(head, .faint)]) + lines).joined(separator: "\n") + "\n"
  }

  /// The title of the data set, its people and years, and what is the same for all of its references.
  private var above: [String] {
    guard let set = ReferenceDataSet.withKey(dataSet) else { return [] }
    let common = Column.allCases.compactMap { column -> String? in
      let texts = Set(all.map { column.text($0) })
      return texts.count == 1 ? texts.first.flatMap { $0.isEmpty ? nil : column.words($0) } : nil
    }
    let facts = ([set.population, set.years.map { "years \($0)" }].compactMap(\.self) + common).joined(separator: "; ")
    return style.wrap(set.title).map { style.mark($0, .strong) } + style.wrap(facts, indent: 3)
  }

  /// The columns in which the references of the data set differ, as many as the width holds.
  private var shown: [Column] {
    let different = Column.allCases.filter { column in Set(all.map { column.text($0) }).count > 1 }
    let endWidth = rows.map { Self.end($0).count }.max() ?? 0
    var free = style.width - keyWidth - (endWidth > 0 ? endWidth + 2 : 0)
    return different.filter { column in
      let needed = width(column) + 1
      guard needed <= free else { return false }
      free -= needed
      return true
    }
  }

  private var keyWidth: Int { (rows.map { $0.key.count }.max() ?? 0) + 3 }

  private func width(_ column: Column) -> Int {
    max(column.rawValue.count, all.map { column.text($0).count }.max() ?? 0)
  }

  private func line(_ key: String, _ cells: [String], _ columns: [Column], _ end: String) -> String {
    var line = TextStyle.left(key, keyWidth)
    for (cell, column) in zip(cells, columns) { line += " " + TextStyle.right(cell, width(column)) }
    return (line + "  " + end).trimmingTrailingSpace
  }

  /// How a reference may be used, and a reservation about its evidence.
  private static func end(_ row: ReferenceText.Row) -> String {
    [row.isDiagnostic ? "" : "what-if", row.tag == .confirmed ? "" : row.tag.rawValue].filter { !$0.isEmpty }
      .joined(separator: ", ")
  }
}
