// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// Headings and the parts of a report.
extension ReportReading {
  private static let sections: [(ReportTerm, ReportSection)] = [
    (.impressionLabel, .impression), (.findingsLabel, .findings), (.indicationLabel, .indication),
    (.comparisonLabel, .comparison), (.recommendationLabel, .recommendation), (.riskFactorsLabel, .riskFactors),
    (.techniqueLabel, .technique), (.requestingLabel, .requesting), (.interpreterLabel, .interpreter),
    (.identityLabel, .identity),
  ]

  private static let shortSections: Set<ReportSection> = [
    .indication, .comparison, .technique, .riskFactors, .identity, .requesting,
  ]

  mutating func openSection(_ sentence: inout ReportSentence) {
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
        // "Results:" directly below the name of a region leaves it the heading.
        if section != .findings || !context.isHeadingNear || sentence.body < sentence.units.count - colon {
          context.heading = nil
          context.region = nil
        }
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
  mutating func readHeading(_ sentence: ReportSentence) -> Bool {
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
}
