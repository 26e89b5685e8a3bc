// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Tables.
extension ReportReading {
  mutating func readTable(_ sentence: ReportSentence) -> Bool {
    if readColumns(sentence) { return true }
    // "Repeat BMD in 2 years to monitor bone density" is no header.
    let isAdvice = sentence.hasAny(TermSet(.advice, .again))
    if let table, ReportTable.isRule(sentence) || table.continuesHeader(sentence) { return true }
    if !isAdvice, let header = ReportTable(header: sentence, heading: context.heading) {
      table = header
      if let region = sentence.units.compactMap({ $0.region }).first { table?.heading = region }
      return true
    }
    guard table != nil else { return false }
    if let row = table?.row(sentence) {
      addRow(row, sentence)
      return true
    }
    if table?.isUnclearRow(sentence) == true {
      if let place = place(sentence.units[...]) { unread.append(place) }
      return true
    }
    let isHeading = sentence.units.contains { $0.region != nil } && !sentence.units.contains { $0.number != nil }
    if !isHeading { table = nil }
    return false
  }

  /// Reads the header or a row of a table whose columns are regions.
  private mutating func readColumns(_ sentence: ReportSentence) -> Bool {
    if let header = ReportColumns(header: sentence) {
      (columns, table) = (header, nil)
      return true
    }
    guard let columns else { return false }
    if ReportTable.isRule(sentence) { return true }
    guard let row = columns.row(sentence) else {
      self.columns = nil
      guard columns.isUnclearRow(sentence), let place = place(sentence.units[...]) else { return false }
      self.columns = columns
      unread.append(place)
      return true
    }
    for (region, index) in zip(columns.regions, row.cells) {
      guard let number = sentence.units[index].number, let place = place(sentence.units[0...index]) else { continue }
      switch row.quantity {
      case .score(let basis): addScore(basis, number, region, place)
      case .density: addDensity(number, region, place)
      case .other: break
      }
    }
    return true
  }

  private mutating func addScore(
    _ basis: ScoreBasis, _ number: ReportNumber, _ region: StatedRegion?, _ place: ReportPlace
  ) {
    let score = StatedScore(
      region: region, basis: basis, value: number.value, sign: number.sign, decimals: number.decimals)
    statements.append(ReportStatement(.score(score), at: place))
  }

  private mutating func addDensity(_ number: ReportNumber, _ region: StatedRegion?, _ place: ReportPlace) {
    let isMilligrams = number.decimals == 0 && number.digits > ExactDecimal(100)
    let grams = isMilligrams ? ExactDecimal(billionths: number.digits.billionths / 1000) : number.digits
    let density = StatedDensity(region: region, value: grams, decimals: isMilligrams ? 3 : number.decimals)
    statements.append(ReportStatement(.density(density), at: place))
  }

  private mutating func addRow(_ row: ReportTable.Row, _ sentence: ReportSentence) {
    let isTrend = table?.isTrend ?? false
    if isTrend { return addTrendRow(row, sentence) }
    for (column, index) in row.cells {
      guard let number = sentence.units[index].number, let place = place(sentence.units[0...index]) else { continue }
      switch column {
      case .t, .z: addScore(column == .t ? .t : .z, number, row.region, place)
      case .density: addDensity(number, row.region, place)
      default: break
      }
    }
    let reader = SentenceReader(sentence, context)
    for index in sentence.units.indices {
      guard let category = reader.category(at: index) ?? (sentence.units[index].has(.normal) ? .normal : nil) else {
        continue
      }
      guard let place = place(sentence.units[0...index]) else { continue }
      statements.append(ReportStatement(.diagnosis(StatedDiagnosis(category: category, region: row.region)), at: place))
      break
    }
  }

  /// A row of a trend: one scan of the region; the changes beside it are numbers and no claims.
  private mutating func addTrendRow(_ row: ReportTable.Row, _ sentence: ReportSentence) {
    guard let whole = place(sentence.units[...]) else { return }
    if row.cells.contains(where: { $0.column == .change }) {
      statements.append(ReportStatement(.item(.changeAmounts), at: whole))
    }
    statements.append(ReportStatement(.item(.comparedStudy), at: whole))
  }
}
