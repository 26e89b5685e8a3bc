// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Reads the sentences of a text one after the other, with what earlier ones leave to later ones.
struct ReportReading {
  private let scalars: [Unicode.Scalar]
  private var context = ReportContext()
  private var table: ReportTable?
  private(set) var statements: [ReportStatement] = []
  private(set) var unread: [ReportPlace] = []

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    let sentences = ReportSentences.sentences(of: ReportUnits.units(of: scalars.map { $0.value }))
    for sentence in sentences { read(sentence) }
    statements = statements.enumerated().sorted { left, right in
      (start(left.element), left.offset) < (start(right.element), right.offset)
    }.map { $0.element }
  }

  private func start(_ statement: ReportStatement) -> Int {
    if case .text(let span) = statement.place { span.start } else { 0 }
  }

  /// The stretch of the text that some units take.
  private func place(_ units: ArraySlice<ReportUnit>) -> ReportPlace? {
    guard let first = units.first, let last = units.last else { return nil }
    var quote = String.UnicodeScalarView()
    quote.append(contentsOf: scalars[first.start..<last.end])
    return .text(.init(start: first.start, end: last.end, line: first.line, quote: String(quote)))
  }

  // MARK: Sentences

  private mutating func read(_ original: ReportSentence) {
    var sentence = original
    if sentence.followsBlank {
      context.isFrax = false
      context.isHeadingNear = false
      context.region = nil; context.listBasis = nil; context.changes = 0..<0
    }
    if sentence.isNumbered { context.region = nil; context.scored = nil; context.stated = [] }
    openSection(&sentence)
    if sentence.has(.machineLine) { return }
    let hadTable = table != nil
    if readTable(sentence) { return }
    context.isInTable = hadTable
    if readHeading(sentence) { return }
    var reader = SentenceReader(sentence, context)
    reader.readAll()
    keep(reader)
  }

  private mutating func keep(_ reader: SentenceReader) {
    let first = statements.count
    releaseLoneCategories(reader)
    for (range, content) in reader.found {
      guard let place = place(reader.units[range]) else { continue }
      if joinsRisk(content) { continue }
      statements.append(ReportStatement(content, at: place))
    }
    followUp(reader)
    noteContext(reader, from: first)
    noteUnread(reader)
    context.loneCategories = reader.units.contains { $0.region != nil } ? [] : (first..<statements.count).filter(isTied)
  }

  /// Gives a category back to the person where the sentence after it names the lowest score: that tells on what it rests.
  private mutating func releaseLoneCategories(_ reader: SentenceReader) {
    guard reader.sentence.has(.lowest), !context.loneCategories.isEmpty else { return }
    for index in context.loneCategories {
      guard case .diagnosis(var diagnosis) = statements[index].content else { continue }
      diagnosis.region = nil
      statements[index].content = .diagnosis(diagnosis)
    }
  }

  private func isTied(_ index: Int) -> Bool {
    if case .diagnosis(let diagnosis) = statements[index].content { diagnosis.region != nil } else { false }
  }

  /// Completes an open risk with the half that this sentence gives.
  private mutating func joinsRisk(_ content: ReportStatement.Content) -> Bool {
    guard case .risk(let risk) = content, risk.relative == nil, let open = context.openRisk,
      case .risk(var known) = statements[open].content
    else { return false }
    guard known.majorPercent == nil || risk.majorPercent == nil, known.hipPercent == nil || risk.hipPercent == nil
    else {
      return false
    }
    known.majorPercent = known.majorPercent ?? risk.majorPercent
    known.hipPercent = known.hipPercent ?? risk.hipPercent
    known.inputAge = known.inputAge ?? risk.inputAge
    known.inputSite = known.inputSite ?? risk.inputSite
    known.inputT = known.inputT ?? risk.inputT
    known.entersSecondaryOsteoporosis = known.entersSecondaryOsteoporosis ?? risk.entersSecondaryOsteoporosis
    known.adjustsForGlucocorticoids = known.adjustsForGlucocorticoids ?? risk.adjustsForGlucocorticoids
    statements[open].content = .risk(known)
    return true
  }

  /// Gives what this sentence says of the change, the risk or the interval of the sentence before.
  private mutating func followUp(_ reader: SentenceReader) {
    let isChange = reader.found.contains { if case .change = $0.content { true } else { false } }
    if !isChange, !context.changes.isEmpty, let significance = reader.significanceOfBefore {
      for index in context.changes {
        guard case .change(var change) = statements[index].content, change.isSignificant == nil else { continue }
        change.isSignificant = significance
        statements[index].content = .change(change)
      }
    }
    if let index = context.nextScan, reader.givesReasonForBefore, case .nextScan(var scan) = statements[index].content {
      scan.givesReason = true
      statements[index].content = .nextScan(scan)
    }
  }

  private mutating func noteContext(_ reader: SentenceReader, from first: Int) {
    let risk = (first..<statements.count).last { isOpenRisk(statements[$0].content) }
    if let risk {
      context.openRisk = risk
    } else if !reader.sentence.hasAny(TermSet(.frax, .majorFracture, .hipFracture, .risk)) {
      context.openRisk = nil
    }
    let changes = (first..<statements.count).filter {
      if case .change = statements[$0].content { true } else { false }
    }
    if let low = changes.first, let high = changes.last {
      context.changes = low..<high + 1
    } else if !reader.sentence.has(.lsc), reader.units.count > 3 {
      context.changes = 0..<0
    }
    context.nextScan = (first..<statements.count).last {
      if case .nextScan = statements[$0].content { true } else { false }
    }
    if reader.found.contains(where: { $0.content == .item(.comparedStudy) || $0.content == .item(.outsideStudy) }),
      let date = reader.units.compactMap({ $0.date ?? nil }).first
    {
      context.comparedDate = date
    }
    if reader.sentence.has(.frax) {
      context.isFrax = true
    } else if reader.sentence.opens != nil {
      context.isFrax = false
    }
    let scored = reader.found.compactMap { item -> StatedRegion? in
      if case .score(let score) = item.content { score.region } else { nil }
    }
    context.scored = Set(scored).count == 1 ? scored.first : nil
    context.hadScore = reader.found.contains { if case .score = $0.content { true } else { false } }
    context.wasLowest = reader.sentence.has(.lowest)
    noteRegion(reader)
    context.timedScore = reader.timedScore
    let isScoreHeading = reader.sentence.endsWithColon && reader.found.isEmpty
    if isScoreHeading, reader.sentence.has(.tScore) != reader.sentence.has(.zScore) {
      context.listBasis = reader.sentence.has(.tScore) ? .t : .z
    }
  }

  /// Keeps the region that the next sentence may go on with; one whose change was told is not gone on with.
  private mutating func noteRegion(_ reader: SentenceReader) {
    var bases: Set<ScoreBasis> = []
    var isMeasured = false
    var isChange = false
    for (_, content) in reader.found {
      switch content {
      case .score(let score): bases.insert(score.basis)
      case .density: isMeasured = true
      case .change, .leastSignificantChange: isChange = true
      default: break
      }
    }
    if let last = reader.units.last(where: { $0.region != nil })?.region {
      guard !reader.sentence.hasAny(TermSet(.frax, .leftOut)) else { return }
      let isSettled = isChange && bases.isEmpty && !isMeasured
      let region = reader.filled(last)
      context.stated = region == context.region ? context.stated.union(bases) : bases
      context.region = isSettled ? nil : region
      if let heading = context.heading, !belongs(last, to: heading) { context.heading = nil }
    } else {
      context.stated.formUnion(bases)
    }
  }

  /// Whether a region stands below a heading: the neck below the hip.
  private func belongs(_ region: StatedRegion, to heading: StatedRegion) -> Bool {
    region.name == heading.name || (region.isHip && heading.isHip && heading.name == .hip) || heading.name == .forearm
  }

  private func isOpenRisk(_ content: ReportStatement.Content) -> Bool {
    guard case .risk(let risk) = content else { return false }
    return risk.relative == nil
  }

  // MARK: Headings

  private static let sections: [(ReportTerm, ReportSection)] = [
    (.impressionLabel, .impression), (.findingsLabel, .findings), (.indicationLabel, .indication),
    (.comparisonLabel, .comparison), (.recommendationLabel, .recommendation), (.riskFactorsLabel, .riskFactors),
    (.techniqueLabel, .technique), (.requestingLabel, .requesting), (.interpreterLabel, .interpreter),
    (.identityLabel, .identity),
  ]

  private static let shortSections: Set<ReportSection> = [
    .indication, .comparison, .technique, .riskFactors, .identity, .requesting,
  ]

  private mutating func openSection(_ sentence: inout ReportSentence) {
    // "Indication: screening." ends with its line; a label on a line of its own stands above several.
    let isMeasured =
      sentence.hasAny(TermSet(.tScore, .zScore, .density)) && sentence.units.contains { $0.number != nil }
    if context.isSectionOfLine, sentence.beginsLine || isMeasured {
      context.section = .none
      context.isSectionOfLine = false
    }
    if sentence.followsBlank, Self.shortSections.contains(context.section) {
      context.section = .none
    }
    if sentence.beginsLine, let colon = sentence.units.prefix(6).firstIndex(where: { $0.isMark(":") || ($0.isDash) }),
      colon > 0
    {
      let isColon = sentence.units[colon].isMark(":")
      let label = sentence.units[..<colon]
      if let section = Self.section(of: label), isColon || colon == 1 {
        context.section = section
        context.heading = nil
        context.region = nil
        sentence.body = colon + 1
        sentence.opens = section
        context.isSectionOfLine = Self.shortSections.contains(section) && sentence.body < sentence.units.count
      } else if isColon, Self.shortSections.contains(context.section) {
        context.section = .none
      }
    } else if !sentence.beginsLine, openInline(&sentence) {
      return
    } else if sentence.beginsLine, sentence.endsLine, sentence.units.count <= 2,
      !sentence.hasAny(TermSet(.female, .male)),
      let section = Self.section(of: sentence.units[...])
    {
      context.section = section
      context.heading = nil
      // "Dx osteoporosis": the label needs no colon.
      let isLabeled = sentence.units.count == 2 && section == Self.section(of: sentence.units[..<1])
      sentence.body = isLabeled ? 1 : sentence.units.count
      sentence.opens = section
    }
    sentence.section = context.section
  }

  /// Opens a part by a label within a line: "IMPRESSION: osteopenia".
  private mutating func openInline(_ sentence: inout ReportSentence) -> Bool {
    guard let end = sentence.units.prefix(5).firstIndex(where: { $0.isMark(":") || $0.isDash }), end > 0,
      let section = Self.section(of: sentence.units[..<end]), sentence.units[end].isMark(":") || end == 1
    else { return false }
    switch section {
    case .findings, .impression, .recommendation: context.section = section
    default: context.section = .none
    }
    context.heading = nil
    context.region = nil
    sentence.body = end + 1
    sentence.opens = section
    sentence.section = section
    return true
  }

  private static func section(of label: ArraySlice<ReportUnit>) -> ReportSection? {
    guard let first = label.first(where: { unit in sections.contains { unit.has($0.0) } }), label.count <= 4,
      !label.contains(where: { $0.region != nil || $0.number != nil || $0.has(.qualifier) })
    else { return nil }
    return sections.first { first.has($0.0) }?.1
  }

  /// A line that only names a region stands above what belongs to it.
  private mutating func readHeading(_ sentence: ReportSentence) -> Bool {
    guard sentence.beginsLine, sentence.endsLine || sentence.endsWithColon else { return false }
    let regions = sentence.units[min(sentence.body, sentence.units.count)...].compactMap { $0.region }
    guard regions.count == 1, let region = regions.first, sentence.units.count - sentence.body <= 6 else {
      return false
    }
    let isBare = sentence.units[sentence.body...].allSatisfy { unit in
      if unit.region != nil { return true }
      if case .mark = unit.content { return true }
      return unit.number == nil
        && unit.hasAny(TermSet(.density, .scan, .findingsLabel, .regionColumn, .quality, .the, .link))
        || unit.has(.trend)
    }
    // "BMD site: lumbar spine" below a heading of FRAX is what FRAX was given.
    guard isBare, !(context.isFrax && sentence.hasAny(TermSet(.regionColumn, .density))) else { return false }
    context.heading = region
    context.isHeadingNear = true
    context.region = region
    context.stated = []
    table?.heading = region
    return true
  }

  // MARK: Tables

  private mutating func readTable(_ sentence: ReportSentence) -> Bool {
    // "Repeat BMD in 2 years to monitor bone density" is no header.
    let isAdvice = sentence.hasAny(TermSet(.advice, .again))
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

  private mutating func addRow(_ row: ReportTable.Row, _ sentence: ReportSentence) {
    let isTrend = table?.isTrend ?? false
    if isTrend { return addTrendRow(row, sentence) }
    for (column, index) in row.cells {
      guard let number = sentence.units[index].number, let place = place(sentence.units[0...index]) else { continue }
      switch column {
      case .t, .z:
        let score = StatedScore(
          region: row.region, basis: column == .t ? .t : .z, value: number.value, sign: number.sign,
          decimals: number.decimals)
        statements.append(ReportStatement(.score(score), at: place))
      case .density:
        let isMilligrams = number.decimals == 0 && number.digits > ExactDecimal(100)
        let grams = isMilligrams ? ExactDecimal(billionths: number.digits.billionths / 1000) : number.digits
        statements.append(
          ReportStatement(
            .density(StatedDensity(region: row.region, value: grams, decimals: isMilligrams ? 3 : number.decimals)),
            at: place))
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

  private mutating func noteUnread(_ reader: SentenceReader) {
    if let range = reader.unreadRange, let place = place(reader.units[range]) { unread.append(place) }
  }
}
