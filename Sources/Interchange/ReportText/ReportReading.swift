// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Reads the sentences of a text one after the other, with what earlier ones leave to later ones.
struct ReportReading {
  private let scalars: [Unicode.Scalar]
  var context = ReportContext()
  var table: ReportTable?
  var columns: ReportColumns?
  var statements: [ReportStatement] = []
  var unread: [ReportPlace] = []

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
  func place(_ units: ArraySlice<ReportUnit>) -> ReportPlace? {
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

  func isOpenRisk(_ content: ReportStatement.Content) -> Bool {
    guard case .risk(let risk) = content else { return false }
    return risk.relative == nil
  }

  private mutating func noteUnread(_ reader: SentenceReader) {
    if let range = reader.unreadRange, let place = place(reader.units[range]) { unread.append(place) }
  }
}
