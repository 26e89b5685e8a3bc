// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// What one sentence leaves to the next.
extension ReportReading {
  /// Gives what this sentence says of the change, the risk or the interval of the sentence before.
  mutating func followUp(_ reader: SentenceReader) {
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

  mutating func noteContext(_ reader: SentenceReader, from first: Int) {
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
    let limits = reader.found.compactMap { item -> StatedRegion? in
      if case .leastSignificantChange(let limit) = item.content { limit.region } else { nil }
    }
    context.limitRegion = Set(limits).count == 1 && context.changes.isEmpty ? limits.first : nil
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
}
