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

  init(_ assessment: Assessment, _ style: TextStyle) {
    self.assessment = assessment
    self.style = style
    showsT = assessment.diagnosis.basis != .z
    var references: [String] = []
    for region in assessment.regions {
      let shown = (showsT ? [region.t] : []) + [region.z]
      for score in shown.compactMap(\.self) where !references.contains(Self.name(of: score)) {
        references.append(Self.name(of: score))
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
      case .exact(let years): "age " + Fixed(years, places: 1).description
      case .atLeast(let years): "age \(years) or more"
      }
    let title = (moment.date.map { "Scan of \($0.description), " } ?? "Scan at ") + age
    let columns = cells("Region", "g/cm²", showsT ? "T" : nil, "Z", "Centile", "Against")
    return [style.mark(title, .strong), style.mark(columns, .faint)]
  }

  /// The row of a region; a name that is wider than its column has a line of its own.
  private func row(_ region: AssessedRegion) -> [String] {
    let mark = region.usedForDiagnosis ? "* " : "  "
    let name = mark + region.region.spokenName.capitalizedFirst + (region.isPooled ? " (pooled)" : "")
    let against = [showsT ? region.t : nil, region.z].compactMap(\.self).map { letter(Self.name(of: $0)) }
    let isWide = name.count > nameWidth
    let numbers = cells(
      isWide ? "" : name, region.region.density.map { Fixed($0.gramsPerSquareCentimeter, places: 3).description } ?? "",
      showsT ? text(region.t) : nil, text(region.z), region.z?.centile.map { Centile.shown($0).description } ?? "",
      against.joined(separator: " "))
    return (isWide ? [name, numbers] : [numbers]).filter { !$0.isEmpty }
  }

  private func notes(_ region: AssessedRegion) -> [String] {
    var notes: [String] = []
    if let t = region.t, let computed = t.computed, t.origin == .printed, computed.reported != t.reported, showsT {
      notes.append("the density gives T \(computed.reported.description) against \(computed.reference)")
    }
    if let t = region.t, let printed = t.printed, t.origin == .computed, printed != t.reported, showsT {
      notes.append("T \(printed.description) was printed")
    }
    if let adjusted = region.heightAdjustedZ { notes.append("adjusted for height: Z \(adjusted.reported.description)") }
    for other in region.whatIf where showsT {
      notes.append("what if, never diagnostic: T \(other.t.reported.description) against \(other.reference)")
    }
    return notes.flatMap { style.wrap($0, indent: 4) }
  }

  private func text(_ score: AssessedScore?) -> String {
    guard let score else { return "" }
    return Fixed(score.reported.exact, places: 1).withMinusSign() + (score.origin == .printed ? "p" : " ")
  }

  private func cells(
    _ name: String, _ density: String, _ t: String?, _ z: String, _ centile: String, _ against: String
  ) -> String {
    let scores = (t.map { TextStyle.right($0, 8) } ?? "") + TextStyle.right(z, 8)
    let line =
      TextStyle.left(name, nameWidth) + TextStyle.right(density, 8) + scores + TextStyle.right(centile, 9) + "  "
      + against
    return line.trimmingTrailingSpace
  }

  private var nameWidth: Int { style.width - (showsT ? 43 : 35) }

  // MARK: References

  private var legend: [String] {
    var lines: [String] = []
    let used = assessment.regions.contains { $0.usedForDiagnosis }
    let printed = assessment.regions.contains { $0.t?.origin == .printed || $0.z?.origin == .printed }
    let signs = [used ? "* used for the diagnosis" : nil, printed ? "p as the scanner printed it" : nil]
    let line = signs.compactMap(\.self).joined(separator: ", ")
    if !line.isEmpty { lines.append("  " + line) }
    for name in references { lines += style.wrap(name + unverified(name), indent: 4, lead: "  " + letter(name)) }
    return lines
  }

  private func unverified(_ key: String) -> String {
    let tag = ReferenceLibrary.population(key)?.tag ?? ReferenceLibrary.curve(key)?.tag
    return tag == .unverified ? " (unverified)" : ""
  }

  private func letter(_ name: String) -> String {
    let index = references.firstIndex(of: name) ?? 0
    return String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index % 26)))
  }

  private static func name(of score: AssessedScore) -> String {
    switch score.origin {
    case .computed: score.reference ?? "not stated"
    case .printed: "as printed: " + (score.reference.map { Words.printable($0) } ?? "reference not stated")
    }
  }
}
