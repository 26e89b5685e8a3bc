// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Formats
internal import Interchange

/// Compares the rows of cohort tables, visit by visit, and writes each row with its scores where that is wanted.
final class ComparedTable {
  private let cohort: ComparedCohort
  private let writer: ByteWriter?
  private var header: [String]?

  /// Prepares; the rows go to `writer`, if there is one.
  init(cohort: ComparedCohort, writer: ByteWriter?) {
    self.cohort = cohort
    self.writer = writer
  }

  /// Reads a table to its end.
  func read(_ input: TableInput) throws(TableInput.Fault) {
    let table: CohortTable
    do throws(InputError) { table = try CohortTable(header: input.header) } catch { throw .table(error) }
    try begin(input.header)
    var progress = Progress(of: "rows")
    var visit: CohortVisit?
    while let fields = try input.next() {
      progress.count()
      let next = CohortVisit(fields, of: table)
      if visit?.join(next) == true { continue }
      if let visit { try finish(visit) }
      visit = next
    }
    if let visit { try finish(visit) }
    progress.finish()
  }

  private func begin(_ columns: [String]) throws(TableInput.Fault) {
    guard let header else {
      header = columns
      return try write(columns + cohort.table.added)
    }
    guard writer == nil || header == columns else {
      throw .table(
        InputError(
          .malformedTable, at: "line 1", "Tables that are written as one must have the same columns, but these differ.",
          remedy: "Compare them one by one."))
    }
  }

  /// Compares a visit; each of its rows has its own score.
  private func finish(_ visit: CohortVisit) throws(TableInput.Fault) {
    var regions = visit.study.map { cohort.add($0) } ?? []
    for row in visit.rows {
      switch row.region {
      case .failure(let error):
        cohort.countUnreadable(error)
        try write(row.fields + cohort.table.fields(error))
      case .success(let region):
        guard let index = regions.firstIndex(where: { $0.region == region && !$0.isPooled }) else { continue }
        try write(row.fields + cohort.table.fields(regions.remove(at: index)))
      }
    }
  }

  private func write(_ fields: [String]) throws(TableInput.Fault) {
    do throws(FileError) { try writer?.write(CSVWriter.line(fields)) } catch { throw .file(error) }
  }
}
