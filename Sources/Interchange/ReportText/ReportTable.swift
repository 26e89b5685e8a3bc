// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// A table of a printed report: its header says what the columns are.
struct ReportTable {
  enum Column: Hashable {
    case label
    case category
    case date
    case t
    case z
    case density
    case change
    /// A column whose numbers are not read: area, content, percent, age.
    case other
  }

  let columns: [Column]
  /// The region that the rows without one belong to.
  var heading: StatedRegion?
  /// The vertebrae of the rows so far, for the total below them.
  private var vertebrae: VertebralSubset = []
  private var isHip = false
  /// Whether a row was read.
  private var hasRows = false

  /// The columns whose cells are numbers, in their order.
  private var numeric: [Column] { columns.filter { $0 != .label && $0 != .category && $0 != .date } }

  /// Whether each row is one scan of a region, with its date.
  var isTrend: Bool { columns.first == .date || (columns.contains(.date) && !columns.contains(.label)) }

  /// Reads a header; `nil` where the sentence is none.
  init?(header sentence: ReportSentence, heading: StatedRegion?) {
    guard sentence.beginsLine, sentence.endsLine, let columns = Self.columns(sentence.units) else { return nil }
    self.columns = columns
    self.heading = heading
  }

  /// Words that a header never holds.
  private static let notInHeaders = TermSet(
    .withinExpected, .belowExpected, .within, .lowBoneMass, .osteoporosis, .normal, .normalDensity, .basis, .negation,
    .patient, .lowest, .loss, .gain, .stable, .fewerThan, .moreThan
  )

  private static func columns(_ units: [ReportUnit]) -> [Column]? {
    var columns: [Column] = []
    var isQualified = false
    for (index, unit) in units.enumerated() {
      if let number = unit.number, number.decimals > 0 || number.digits > ExactDecimal(9) { return nil }
      if unit.hasAny(TermSet(.equals)), unit.end - unit.start > 1, !unit.has(.dateColumn) { return nil }
      if unit.hasAny(notInHeaders) { return nil }
      if unit.has(.qualifier), !unit.has(.tScore), !unit.has(.zScore) {
        // "AM" alone is a column of percents; "AM Z-score" is a Z-score.
        let isAlone =
          unit.end - unit.start <= 2 && !(index + 1 < units.count && units[index + 1].hasAny(TermSet(.tScore, .zScore)))
        if isAlone { columns.append(.other) }
        isQualified = !isAlone
        continue
      }
      let isPercent = unit.has(.percentSign) || (unit.has(.percentColumn) && unit.isMark("%"))
      if isPercent {
        // "(%)" is the unit of the column before it, unless a gap sets it apart.
        let opens = index > 0 && (units[index - 1].isMark("(") || units[index - 1].isMark("["))
        if isQualified || !opens || units[index - 1].opensCell { columns.append(.other) }
        isQualified = false
        continue
      }
      if let column = column(unit, columns) {
        columns += column
        isQualified = false
      }
    }
    let known = columns.filter { $0 == .t || $0 == .z || $0 == .density }
    return columns.count >= 2 && !known.isEmpty ? columns : nil
  }

  private static func column(_ unit: ReportUnit, _ columns: [Column]) -> [Column]? {
    if unit.has(.changeColumn) { return [.change] }
    if unit.has(.tAndZ) { return [.t, .z] }
    if unit.has(.tScore) { return [.t] }
    if unit.has(.zScore) { return [.z] }
    if unit.has(.content) || unit.has(.area) || unit.has(.percentColumn) || unit.has(.age) { return [.other] }
    if unit.has(.density) { return [.density] }
    if unit.has(.gramsPerArea), !columns.contains(.density), !columns.contains(.change) { return [.density] }
    if unit.has(.categoryColumn), columns.count > 1 { return [.category] }
    if unit.has(.regionColumn), !columns.contains(.label) { return [.label] }
    return unit.has(.dateColumn) ? [.date] : nil
  }

  // MARK: Rows

  /// A row that was read.
  struct Row {
    var region: StatedRegion?
    var date: PartialDate?
    var cells: [(column: Column, index: Int)] = []
  }

  /// Reads a row; `nil` where the sentence is none.
  mutating func row(_ sentence: ReportSentence) -> Row? {
    let units = Self.withoutFrame(sentence.units)
    let isFramed = units.startIndex
    guard sentence.beginsLine, let first = units.first else { return nil }
    var row = Row()
    var start = isFramed + 1
    if isTrend, first.isDate {
      row.date = first.date
      row.region = heading
    } else if first.has(.total),
      let place = units.indices.dropFirst().prefix(2).first(where: { units[$0].region != nil }),
      let region = label(units[place])
    {
      // "Total L1-L4", "Total (L1-L4)"
      row.region = region
      start = place + 1
    } else if let region = label(first) {
      row.region = region
    } else {
      return nil
    }
    while start < sentence.units.count, !isCell(sentence.units, start) {
      let unit = sentence.units[start]
      if unit.isDate { row.date = unit.date }
      if let side = ReportRegions.side(unit), let region = row.region,
        region.side == nil || region.side == heading?.side
      {
        row.region = StatedRegion(region.name, side: side, vertebrae: region.vertebrae)
        start += 1
        continue
      }
      let isLabelEnd = unit.isMark(":") && isCell(sentence.units, start + 1)
      guard isFiller(unit) || unit.isDate || unit.has(.total) || isLabelEnd else { return nil }
      start += 1
    }
    guard var cells = cells(sentence.units, from: start) else { return nil }
    // The cell of the side is empty: "| L1-L4 | - | 0.856 |".
    if cells.count == numeric.count + 1, cells.first == .some(nil) { cells.removeFirst() }
    guard cells.count == numeric.count else { return nil }
    for (column, cell) in zip(numeric, cells) {
      if let cell { row.cells.append((column, cell)) }
    }
    note(row.region)
    hasRows = true
    return row
  }

  /// Whether a line is a row whose cells could not be told apart.
  mutating func isUnclearRow(_ sentence: ReportSentence) -> Bool {
    guard sentence.beginsLine, let first = Self.withoutFrame(sentence.units).first,
      label(first) != nil || first.has(.total) || (isTrend && first.isDate)
    else { return false }
    // "L2 | -2.8 | osteoporosis" below a table of other cells is read as a sentence.
    let numbers = sentence.units.filter { $0.number != nil }.count
    if numbers == 1, sentence.hasAny(TermSet(.osteoporosis, .lowBoneMass, .severeOsteoporosis)) { return false }
    return sentence.units.dropFirst().allSatisfy { $0.number != nil || isFiller($0) || $0.isDash || $0.isDate }
      && sentence.units.contains { $0.number != nil }
  }

  private mutating func note(_ region: StatedRegion?) {
    guard let region, case .site(let site) = region.name else { return }
    if site == .lumbarSpine, let set = region.vertebrae, set.count == 1 { vertebrae.formUnion(set) }
    isHip = site.isHip
    if site == .lumbarSpine { isHip = false }
    if isHip { vertebrae = [] }
  }

  /// The region of the first cell.
  private func label(_ unit: ReportUnit) -> StatedRegion? {
    if let region = unit.region {
      guard region.side == nil, let side = heading?.side, case .site(let site) = region.name, site.isPaired else {
        return region
      }
      return StatedRegion(region.name, side: side)
    }
    let isHipTable = isHip || heading.map { $0.isHip } == true
    if unit.has(.neck), vertebrae.isEmpty || isHipTable {
      return StatedRegion(.site(.femoralNeck), side: heading?.side)
    }
    guard unit.has(.total) else { return nil }
    if isHipTable, vertebrae.isEmpty { return StatedRegion(.site(.totalHip), side: heading?.side) }
    if vertebrae.count > 1 { return StatedRegion(.site(.lumbarSpine), vertebrae: vertebrae) }
    return heading?.name == .site(.lumbarSpine) ? heading : nil
  }

  /// The units of a row without the bar that opens it.
  private static func withoutFrame(_ units: [ReportUnit]) -> ArraySlice<ReportUnit> {
    units.first?.isMark("|") == true ? units.dropFirst() : units[...]
  }

  /// Whether a line holds only the marks that rule off a table: "|---|---|", "-----".
  static func isRule(_ sentence: ReportSentence) -> Bool {
    sentence.units.allSatisfy { $0.isDash || "|+=_:".unicodeScalars.contains(where: $0.isMark) }
  }

  /// Whether a line goes on with the header above it: units of measurement and brackets, and no number.
  func continuesHeader(_ sentence: ReportSentence) -> Bool {
    guard !hasRows, sentence.beginsLine, sentence.endsLine, sentence.hasAny(TermSet(.gramsPerArea, .percentSign)) else {
      return false
    }
    return sentence.units.allSatisfy { unit in
      if case .mark = unit.content { return true }
      return unit.number == nil && unit.region == nil
        && (unit.terms.isEmpty
          || unit.hasAny(
            TermSet(
              .gramsPerArea, .milligramsPerArea, .squareMeasure, .percentSign, .otherMeasure, .percentColumn,
              .standardDeviation)))
    }
  }

  private func isCell(_ units: [ReportUnit], _ index: Int) -> Bool {
    guard units.indices.contains(index) else { return false }
    if units[index].number != nil { return true }
    guard units[index].isDash else { return units[index].has(.emptyCell) }
    // A dash apart from a number is an empty cell.
    return
      !(index + 1 < units.count && units[index + 1].number != nil && units[index + 1].start - units[index].end <= 1)
  }

  private func isFiller(_ unit: ReportUnit) -> Bool {
    if case .mark(let mark) = unit.content { return mark != 58 }
    return unit.hasAny(
      TermSet(
        .percentSign, .gramsPerArea, .normal, .osteoporosis, .lowBoneMass, .standardDeviation, .normalDensity, .grade,
        .severeOsteoporosis, .withinExpected, .belowExpected, .minus, .plus, .female, .male, .yearsOld, .year))
  }

  private func cells(_ units: [ReportUnit], from start: Int) -> [Int?]? {
    var cells: [Int?] = []
    for index in start..<units.count {
      if units[index].number != nil {
        cells.append(index)
      } else if isCell(units, index) {
        // "---" is one empty cell.
        let isSameDash =
          index > start && units[index].isDash && units[index - 1].isDash && units[index].start == units[index - 1].end
        if !isSameDash { cells.append(nil) }
      } else if !isFiller(units[index]) && !units[index].isDash {
        return nil
      }
    }
    return cells
  }
}

extension StatedRegion {
  /// Whether the region is a hip or a part of one.
  var isHip: Bool {
    switch name {
    case .hip: true
    case .site(let site): site.isHip
    default: false
    }
  }
}
