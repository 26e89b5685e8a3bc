// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

@Suite("Phantom quality control")
struct PhantomTests {
  /// Ten scans with a mean of 1.000 and a standard deviation of 0.002 g/cm².
  static let steady = [0.997, 1.003, 0.997, 1.003, 1, 1, 1, 1, 1, 1]

  /// A record of scans on these days of May 2026; a line of the table each, from 2 on.
  static func record(
    _ values: [Double], days: [Int]? = nil, _ series: PhantomRecord.Series = .init(scanner: nil, phantom: nil),
    into record: PhantomRecord = PhantomRecord()
  ) throws -> PhantomRecord {
    var record = record
    for (index, value) in values.enumerated() {
      let scan = PhantomScan(
        date: try day(days?[index] ?? index + 1), density: try #require(ArealDensity(gramsPerSquareCentimeter: value)))
      record.add(PhantomRecord.Entry(scan, line: index + 2), to: series)
    }
    return record
  }

  /// A day counted from 30 April 2026, in May and June.
  static func day(_ number: Int) throws -> CalendarDate {
    try #require(CalendarDate(year: 2026, month: number > 31 ? 6 : 5, day: number > 31 ? number - 31 : number))
  }

  /// What is said of one series with a baseline of the first ten scans.
  static func assess(_ values: [Double], days: [Int]? = nil, asked: Int = 10) throws -> AssessedPhantom {
    try #require(AssessedPhantom.all(in: try record(values, days: days), baseline: .scans(asked))?.first)
  }

  static func rules(_ values: [Double], days: [Int]? = nil, asked: Int = 10) throws -> Set<String> {
    Set(try assess(values, days: days, asked: asked).findings.map { $0.rule })
  }

  /// Series that each rule on phantoms speaks about.
  static func speaking() throws -> [AssessedPhantom] {
    [
      try assess(steady, asked: 25), try assess(Array(repeating: 1, count: 12)),
      try assess(steady + [1.02, 1.02, 1.0062], days: Array(1...12) + [20]),
      try assess(steady + Array(repeating: 1.005, count: 4)), try assess(steady + Array(repeating: 1.0001, count: 10)),
    ]
  }

  // MARK: Series

  @Test("Scans stand by day in any order of the table, those of one day in the order of the table")
  func order() throws {
    let record = try Self.record([1.004, 1.001, 1.003, 1.002], days: [4, 1, 2, 1])
    let entries = record.entries(of: try #require(record.series.first))
    #expect(entries.map { $0.line } == [3, 5, 4, 2])
    #expect(entries.map { $0.scan.density.milligrams } == [1001, 1002, 1003, 1004])
  }

  @Test("Each scanner with each phantom has a baseline of its own")
  func series() throws {
    let (a, b) = (PhantomRecord.Series(scanner: "A", phantom: "p"), PhantomRecord.Series(scanner: "B", phantom: "p"))
    let record = try Self.record([1.2, 1.2], b, into: try Self.record([1.0, 1.0], a))
    let phantoms = try #require(AssessedPhantom.all(in: record, baseline: .scans(25)))
    #expect(phantoms.map { $0.series.name } == ["scanner A, phantom p", "scanner B, phantom p"])
    #expect(phantoms.map { $0.control.baseline.limits.mean } == [1000, 1200])
    #expect(PhantomRecord.Series(scanner: nil, phantom: nil).name == "phantom")
  }

  // MARK: Baseline

  @Test(
    "A baseline until a day holds the scans of that day; without one there is no answer", arguments: [(3, 3), (0, 0)])
  func baselineUntil(last: Int, count: Int) throws {
    let day = last == 0 ? try #require(CalendarDate("2026-04-30")) : try Self.day(last)
    let phantoms = AssessedPhantom.all(in: try Self.record(Self.steady), baseline: .until(day))
    #expect(phantoms?.first?.control.baseline.count == (count == 0 ? nil : count))
  }

  @Test("With fewer scans than asked for all are the baseline, and a finding says so")
  func fewer() throws {
    let nine = try Self.assess(Array(Self.steady.prefix(9)))
    #expect(nine.control.baseline.count == 9)
    let finding = try #require(nine.findings.first { $0.rule == "QC-02.fewer" })
    #expect(finding.severity == .warning && finding.subject == "phantom")
    #expect(
      finding.message
        == "A baseline of 10 scans was asked for. The table holds 9, so all are the baseline, and only the limits judge"
        + " them. Scans may be added, or a shorter baseline chosen with '--baseline'.")
    #expect(try !Self.rules(Self.steady).contains("QC-02.fewer"))
  }

  @Test("Fifteen days, or ten scans of one day, are a baseline of which nothing is said")
  func baselineDays() throws {
    let fifteen = Self.steady + Self.steady.prefix(5)
    #expect(try !Self.rules(fifteen, asked: 15).contains("QC-02"))
    #expect(try Self.rules(Array(fifteen.prefix(14)), asked: 14).contains("QC-02"))
    #expect(try !Self.rules(Self.steady, days: Array(repeating: 1, count: 10)).contains("QC-02"))
    #expect(try Self.rules(Self.steady, days: [2] + Array(repeating: 1, count: 9)).contains("QC-02"))
  }

  // MARK: Findings

  @Test("Steady scans give no finding but that on the days of a short baseline")
  func steadyScans() throws { #expect(try Self.rules(Self.steady + [1.001, 0.999]) == ["QC-02"]) }

  @Test("A scan outside the limits is counted once, with its line; one beyond 3 deviations within them apart")
  func limits() throws {
    let one = try Self.assess(Self.steady + [1.016, 1, 1.007])
    let outside = try #require(one.findings.first { $0.rule == "QC-03" })
    #expect(outside.severity == .error)
    #expect(
      outside.message
        == "A phantom scan lies within 1.5 % of the baseline mean 1.000 g/cm²: from 0.985 to 1.015 g/cm². Scans outside:"
        + " 1 of 13, the first in line 12 of the table. The phantom is positioned and scanned again on such a day.")
    let beyond = try #require(one.findings.first { $0.rule == "QC-04.a" })
    #expect(beyond.message.contains("1.5 %: 1, the first in line 14 of the table."))
  }

  @Test(
    "Each rule speaks on its run",
    arguments: [
      ("QC-03.second", [1.02, 1.02]), ("QC-04.b", [1.005, 1.005]), ("QC-04.c", [1.005, 0.996]),
      ("QC-04.d", [1.003, 1.003, 1.003, 1.003]), ("QC-04.e", Array(repeating: 1.0001, count: 10)),
      ("QC-05.signal", [1.0058, 1.0058, 1.0058]),
    ] as [(String, [Double])])
  func runs(rule: String, values: [Double]) throws {
    #expect(try Self.rules(Self.steady + values).contains(rule))
    #expect(try !Self.rules(Self.steady + values.dropLast()).contains(rule))
  }

  @Test("A gap of 8 days is noted with its length and the line of the scan that ends it, one of 7 is not")
  func gap() throws {
    let days = Array(1...10)
    #expect(try !Self.rules(Self.steady + [1], days: days + [17]).contains("QC-01"))
    let gap = try #require(
      try Self.assess(Self.steady + [1], days: days + [18]).findings.first { $0.rule == "QC-01" })
    #expect(gap.message.contains("Longer intervals: 1; the longest has 8 days and ends in line 12 of the table."))
  }

  @Test("Equal scans of a baseline are noted")
  func noSpread() throws { #expect(try Self.rules(Array(repeating: 1.0, count: 10)).contains("QC-02.steady")) }

  @Test("Every rule on the scans of a phantom speaks in some series")
  func everyRuleSpeaks() throws {
    let phantoms = try Self.speaking()
    // Days 12 and 13 follow two scans that failed and a signal; no phantom was scanned in the week before day 50.
    let patients = try Self.check([12, 13, 50], against: phantoms)
    let reached = Set((phantoms.flatMap { $0.findings } + patients.findings).map { $0.rule })
    let rules = Rule.all.filter { $0.subject == .phantom }
    #expect(Set(rules.map { $0.id }).subtracting(reached) == ["QC-05"])
    #expect(rules.filter { $0.onlyGoverns }.map { $0.id } == ["QC-05"])
  }

  // MARK: Scans of patients

  static func check(
    _ days: [Int], scanner: String? = nil, against phantoms: [AssessedPhantom]
  ) throws -> CheckedPatientScans {
    CheckedPatientScans(
      try days.enumerated().map { index, day in
        .init(line: index + 2, id: "p\(index)", date: try Self.day(day), scanner: scanner)
      }, against: phantoms)
  }

  @Test("A scan of a patient 7 days after the last phantom scan is covered, one 8 days after is listed")
  func uncovered() throws {
    let checked = try Self.check([10, 17, 18], against: [try Self.assess(Self.steady)])
    #expect(checked.count == 3 && checked.listed.map { $0.scan.line } == [4])
    #expect(checked.listed.map { $0.reasons } == [[.noPhantomScan]])
    #expect(checked.findings.map { $0.rule } == ["QC-01.patients"])
    #expect(checked.findings[0].message.contains("Scans of patients that were not: 1 of 3, listed."))
  }

  @Test("Scans of patients on days out of control and on doubtful days are told apart")
  func spans() throws {
    let quiet = Array(repeating: 1.0, count: 10)
    // Scans fail on days 11 and 12, which the cumulative sum notes too; ten quiet ones follow from day 13.
    let stopped = try Self.assess(Self.steady + [1.02, 1.02] + quiet)
    let checked = try Self.check([11, 12, 13], against: [stopped])
    #expect(checked.listed.map { $0.scan.line } == [3] && checked.listed[0].reasons == [.outOfControl, .doubtful])
    #expect(checked.findings.map { $0.rule } == ["QC-03.patients", "QC-05.patients"])
    let doubtful = try Self.assess(Self.steady + [1.0058, 1.0058, 1.0058] + quiet)
    let doubted = try Self.check([12, 13, 14], against: [doubtful])
    #expect(doubted.listed.map { $0.scan.line } == [3] && doubted.listed[0].reasons == [.doubtful])
  }

  @Test("A scan of a patient is held against its own scanner")
  func ownScanner() throws {
    let record = try Self.record(
      Self.steady + [1.02, 1.02], .init(scanner: "B", phantom: nil),
      into: try Self.record(Self.steady + [1, 1], .init(scanner: "A", phantom: nil)))
    let phantoms = try #require(AssessedPhantom.all(in: record, baseline: .scans(10)))
    #expect(try Self.check([12], scanner: "A", against: phantoms).listed.isEmpty)
    #expect(
      try Self.check([12], scanner: "B", against: phantoms).listed.map { $0.reasons } == [[.outOfControl, .doubtful]])
    #expect(try Self.check([12], scanner: "C", against: phantoms).listed.map { $0.reasons } == [[.noPhantomScan]])
  }
}
