// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import Interchange
internal import KnowledgeBase
internal import Reports

/// Scores the same scans under several references: one study region by region, a cohort by counts.
struct ReferenceCompareAction {
  /// The form of the output.
  enum Format: String {
    case text
    case json
    case csv
  }

  /// The names; none for those that suit the input.
  let names: [ReferenceName]
  let profile: Profile
  let format: Format
  let style: TextStyle
  let commit: String?
  let output: String
  let readsLines: Bool
  let readsTable: Bool

  /// Compares every input, all of them as one cohort where there is more than one study.
  ///
  /// - Returns: 0, or 1 if an input was refused.
  func run(_ inputs: [String]) throws(FileError) -> Int32 {
    let isTable = readsTable || inputs.allSatisfy { $0.hasSuffix(".csv") }
    return isTable ? try runTables(inputs) : try runStudies(inputs)
  }

  // MARK: Studies

  private func runStudies(_ inputs: [String]) throws(FileError) -> Int32 {
    var cohort: ComparedCohort?
    let runner = StudyRunner(output: output, readsLines: readsLines, isJSON: false)
    return try runner.run(inputs) { study, isStream, writer throws(FileError) in
      let standard = isStream ? ReferenceName.standard() : ReferenceName.standard(for: study)
      let own = cohort ?? ComparedCohort(names.isEmpty ? standard : names, profile)
      if cohort == nil, format == .csv {
        try writer.write(CSVWriter.line(ReferenceComparisonTable.studyColumns + own.table.added))
      }
      cohort = own
      let regions = own.add(study)
      if format == .csv {
        for region in regions {
          try writer.write(
            CSVWriter.line(own.table.studyFields(region, id: study.patient.id) + own.table.fields(region)))
        }
      }
      own.onlyStudy = isStream ? nil : (study.patient.id, regions)
    } finish: { refused, writer throws(FileError) in
      guard let cohort else { return }
      cohort.unreadable = refused
      try write(cohort, writer)
    }
  }

  // MARK: Tables

  private func runTables(_ inputs: [String]) throws(FileError) -> Int32 {
    let writer = try ByteWriter(output)
    let cohort = ComparedCohort(names.isEmpty ? ReferenceName.standard() : names, profile)
    let reader = ComparedTable(cohort: cohort, writer: format == .csv ? writer : nil)
    guard try TableInput.read(inputs, reader.read) else { return 1 }
    try write(cohort, writer)
    try writer.finish()
    for (sentence, rows) in cohort.reasons where format != .csv {
      ByteWriter.printError("osteon: \(rows) \(rows == 1 ? "row" : "rows") not read: \(sentence)\n")
    }
    return 0
  }

  private func write(_ cohort: ComparedCohort, _ writer: ByteWriter) throws(FileError) {
    switch format {
    case .csv: return
    case .json:
      let document = ReferenceComparisonDocument.json(
        cohort.tally, cohort.names, study: cohort.onlyStudy, unreadable: cohort.unreadable, commit: commit)
      try writer.write(JSONWriter.write(document, .indented(width: 120)) + "\n")
    case .text:
      let text = ReferenceComparisonText(style)
      try writer.write(
        cohort.onlyStudy.map { text.person($0.regions) }
          ?? text.cohort(cohort.tally, cohort.names, unreadable: cohort.unreadable))
    }
  }
}

/// What is compared so far.
final class ComparedCohort {
  let names: [ReferenceName]
  let table: ReferenceComparisonTable
  private let comparer: ReferenceComparer
  private(set) var tally: ComparisonTally

  /// How many rows or studies could not be read.
  var unreadable = 0

  /// Why rows could not be read, each sentence with the number of its rows; the first of them, so that memory stays bounded.
  private(set) var reasons: [(sentence: String, rows: Int)] = []

  /// Counts a row that could not be read, with its reason.
  func countUnreadable(_ error: InputError) {
    unreadable += 1
    let sentence = error.placedLine
    if let place = reasons.firstIndex(where: { $0.sentence == sentence }) {
      reasons[place].rows += 1
    } else if reasons.count < 10 {
      reasons.append((sentence, 1))
    }
  }

  /// The one study, where the input holds no more.
  var onlyStudy: (id: String?, regions: [ComparedRegion])?

  init(_ names: [ReferenceName], _ profile: Profile) {
    self.names = names
    table = ReferenceComparisonTable(names)
    comparer = ReferenceComparer(names, profile: profile)
    tally = ComparisonTally(names)
  }

  /// Compares a study and counts its visits.
  func add(_ study: Study) -> [ComparedRegion] {
    let regions = comparer.compare(study)
    var visit: [ComparedRegion] = []
    for region in regions {
      if let first = visit.first, first.date != region.date || first.age != region.age {
        tally.count(visit)
        visit = []
      }
      visit.append(region)
    }
    tally.count(visit)
    return regions
  }
}
