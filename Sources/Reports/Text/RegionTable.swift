// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// The table of regions, a block for each visit, with the references below.
struct RegionTable {
  private let assessment: Assessment
  private let style: TextStyle
  private let showsT: Bool
  private let references: [String]
  private let wording: Wording

  init(_ assessment: Assessment, _ style: TextStyle, _ wording: Wording) {
    self.assessment = assessment
    self.style = style
    self.wording = wording
    showsT = assessment.diagnosis.basis != .z
    var references: [String] = []
    for region in assessment.regions {
      let shown = (showsT ? [region.t] : []) + [region.z]
      for score in shown.compactMap(\.self) where !references.contains(wording.reference(of: score)) {
        references.append(wording.reference(of: score))
      }
    }
    self.references = references
  }

  var lines: [String] {
    var lines: [String] = []
    var previous: Moment?
    for region in assessment.regions {
      let moment = Moment(date: region.date, age: region.age)
      if moment != previous {
        if previous != nil { lines.append("") }
        lines += head(of: moment)
        previous = moment
      }
      lines += row(region)
      lines += notes(region)
    }
    return legend.isEmpty ? lines : lines + [""] + legend
  }

  private struct Moment: Equatable {
    let date: CalendarDate?
    let age: Age
  }

  // MARK: Rows

  private func head(of moment: Moment) -> [String] {
    let age =
      switch moment.age {
      case .exact(let years): wording.phrase("table.age", ["years": wording.number(years, 1)])
      case .atLeast(let years): wording.phrase("table.age-least", ["years": "\(years)"])
      }
    let title =
      moment.date.map { wording.phrase("table.scan-of", ["day": $0.description, "age": age]) }
      ?? wording.phrase("table.scan-at", ["age": age])
    let columns = cells(
      wording.phrase("table.region"), "g/cm²", showsT ? "T" : nil, "Z", wording.phrase("table.centile"),
      wording.phrase("table.against"))
    return [style.mark(title, .strong), style.mark(columns, .faint)]
  }

  /// The row of a region; a name that is wider than its column has a line of its own.
  private func row(_ region: AssessedRegion) -> [String] {
    let mark = region.usedForDiagnosis ? "* " : "  "
    let place = wording.spoken(region.region).capitalizedFirst
    let name = mark + (region.isPooled ? wording.phrase("table.pooled", ["region": place]) : place)
    let against = [showsT ? region.t : nil, region.z].compactMap(\.self).map { letter(wording.reference(of: $0)) }
    let isWide = name.count > nameWidth
    let numbers = cells(
      isWide ? "" : name, wording.density(region.region.density),
      showsT ? text(region.t) : nil, text(region.z), region.z?.centile.map { Centile.shown($0).description } ?? "",
      against.joined(separator: " "))
    return (isWide ? [name, numbers] : [numbers]).filter { !$0.isEmpty }
  }

  private func notes(_ region: AssessedRegion) -> [String] {
    var notes: [String] = []
    if let t = region.t, let computed = t.computed, t.origin == .printed, computed.reported != t.reported, showsT {
      notes.append(note("density-gives", computed.reported, computed.reference))
    }
    if let t = region.t, let printed = t.printed, t.origin == .computed, printed != t.reported, showsT {
      notes.append(note("was-printed", printed))
    }
    if let adjusted = region.heightAdjustedZ { notes.append(note("height", adjusted.reported)) }
    for other in region.whatIf where showsT {
      notes.append(note("what-if", other.t.reported, other.reference))
    }
    return notes.flatMap { style.wrap($0, indent: 4) }
  }

  private func note(_ key: String, _ score: ReportedScore, _ reference: String = "") -> String {
    wording.phrase("table.\(key)", ["score": wording.score(score), "reference": reference])
  }

  private func text(_ score: AssessedScore?) -> String {
    guard let score else { return "" }
    return wording.localized(Fixed(score.reported.exact, places: 1).withMinusSign())
      + (score.origin == .printed ? "p" : " ")
  }

  private func cells(
    _ name: String, _ density: String, _ t: String?, _ z: String, _ centile: String, _ against: String
  ) -> String {
    let scores = (t.map { TextStyle.right($0, 8) } ?? "") + TextStyle.right(z, 8)
    let line =
      TextStyle.left(name, nameWidth) + TextStyle.right(density, 8) + scores + TextStyle.right(centile, centileWidth)
      + "  "
      + against
    return line.trimmingTrailingSpace
  }

  private var nameWidth: Int {
    let against = max(8, wording.phrase("table.against").count + 1)
    return style.tableWidth - (showsT ? 26 : 18) - centileWidth - against
  }

  private var centileWidth: Int { max(9, wording.phrase("table.centile").count + 2) }

  // MARK: References

  private var legend: [String] {
    var lines: [String] = []
    let used = assessment.regions.contains { $0.usedForDiagnosis }
    let printed = assessment.regions.contains { $0.t?.origin == .printed || $0.z?.origin == .printed }
    let signs = [
      used ? "* \(wording.phrase("table.used"))" : nil, printed ? "p \(wording.phrase("table.printed"))" : nil,
    ]
    let line = signs.compactMap(\.self).joined(separator: ", ")
    if !line.isEmpty { lines += style.wrap(line, indent: 2) }
    for name in references { lines += style.wrap(name + unverified(name), indent: 4, lead: "  " + letter(name)) }
    return lines
  }

  private func unverified(_ key: String) -> String {
    let tag = ReferenceLibrary.population(key)?.tag ?? ReferenceLibrary.curve(key)?.tag
    return tag == .unverified ? " (\(wording.phrase("guidance.unverified")))" : ""
  }

  private func letter(_ name: String) -> String {
    let index = references.firstIndex(of: name) ?? 0
    return String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index % 26)))
  }
}

extension Wording {
  /// Names what a score compares with.
  fileprivate func reference(of score: AssessedScore) -> String {
    switch score.origin {
    case .computed: score.reference ?? phrase("table.not-stated")
    case .printed:
      phrase(
        "table.as-printed", ["reference": score.reference.map { Words.printable($0) } ?? phrase("table.not-stated")])
    }
  }
}
