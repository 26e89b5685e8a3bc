// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import Interchange
internal import KnowledgeBase
internal import Reports

/// Compares two scanners from a table of people or of phantom scans, or shows published conversions.
struct CalibrateAction {
  let from: String?
  let to: String?
  let numbers: CalibrationNumbers
  let plot: String?
  let asJSON: Bool
  let style: TextStyle
  let commit: String?
  let output: String

  // MARK: People

  /// Compares two scanners by people.
  ///
  /// - Returns: 0, or 1 if the table was refused.
  func run(_ input: String) throws(FileError) -> Int32 {
    var read: (study: CalibrationStudy, choice: ScannerChoice)?
    let isRead = try TableInput.read([input]) { input throws(TableInput.Fault) in
      var table = try input.refusing { () throws(InputError) in try CalibrationTable(header: input.header) }
      while let fields = try input.next() {
        try input.refusing { () throws(InputError) in try table.add(fields, line: input.line) }
      }
      read = (table.study, try choose(table.study.scanners, input))
    }
    guard isRead, let (study, choice) = read else { return 1 }
    let question = MeasuredCalibration.Question(
      from: choice.from, to: choice.to, oldError: numbers.oldError, newError: numbers.newError,
      density: numbers.density)
    let measured = MeasuredCalibration.all(in: study, question)
    guard !measured.isEmpty else {
      return refuse(
        "Some person must be scanned on both scanners at a site, but nobody is."
          + " Give each scan a row, with the same 'id', 'site' and 'vertebrae'.")
    }
    if let plot, try draw(measured, choice, to: plot) == false { return 1 }
    try write(
      json: { CalibrationDocument.json(measured, choice, emptyRows: study.emptyRows, commit: commit) },
      text: { CalibrationText.render(measured, question, emptyRows: study.emptyRows, commit: commit, style) })
    return 0
  }

  private func choose(_ scanners: [String], _ input: TableInput) throws(TableInput.Fault) -> ScannerChoice {
    try input.refusing { () throws(InputError) in
      try ScannerChoice(of: scanners, from: from, to: to)
    }
  }

  /// Writes the picture; there is none where every site is refused.
  private func draw(
    _ measured: [MeasuredCalibration], _ choice: ScannerChoice, to file: String
  ) throws(FileError) -> Bool {
    guard let chart = CalibrationChart(of: measured, from: choice.from, to: choice.to) else {
      _ = refuse(
        "A picture needs a site with a relation of the scanners, but every site is refused. Leave out '--plot'.")
      return false
    }
    let writer = try ByteWriter(file)
    try writer.write(chart.svg)
    try writer.finish()
    return true
  }

  // MARK: Phantom

  /// Compares two scanners by phantom scans.
  ///
  /// - Returns: 0, or 1 if the table was refused.
  func runPhantom(_ input: String) throws(FileError) -> Int32 {
    var read: (table: CalibrationPhantomTable, choice: ScannerChoice)?
    let isRead = try TableInput.read([input]) { input throws(TableInput.Fault) in
      var table = try input.refusing { () throws(InputError) in try CalibrationPhantomTable(header: input.header) }
      while let fields = try input.next() {
        try input.refusing { () throws(InputError) in try table.add(fields, line: input.line) }
      }
      read = (table, try choose(table.scanners, input))
    }
    guard isRead, let (table, choice) = read,
      let phantom = PhantomAgreement(old: table.densities[choice.from] ?? [], new: table.densities[choice.to] ?? [])
    else { return 1 }
    try write(
      json: { CalibrationDocument.json(phantom, choice, emptyRows: table.emptyRows, commit: commit) },
      text: { PhantomAgreementText.render(phantom, (choice.from, choice.to), commit: commit, style) })
    return 0
  }

  // MARK: Published conversions

  /// Lists published conversions, or converts a density by one of them.
  ///
  /// - Parameter key: The key of one; without it all are listed.
  /// - Returns: 0, or 1 if there is none with the key.
  /// - Throws: ``FileError`` if the output cannot be written.
  func runPublished(_ key: String?) throws(FileError) -> Int32 {
    guard let key else {
      try write(
        json: { CalibrationDocument.json(PublishedConversion.all, density: nil, commit: commit) },
        text: { PublishedConversionText.list(PublishedConversion.all, commit: commit, style) })
      return 0
    }
    guard let one = PublishedConversion.withKey(key) else {
      let near = Suggestion.nearest(to: key, among: PublishedConversion.all.map { $0.key })
      let remedy = near.map { "Did you mean '\($0)'?" } ?? "'osteon calibrate --published' lists the keys."
      return refuse("No published conversion has the key '\(key.prefix(80))'. \(remedy)")
    }
    try write(
      json: { CalibrationDocument.json([one], density: numbers.density, commit: commit) },
      text: {
        numbers.density.map { PublishedConversionText.convert($0, one, commit: commit, style) }
          ?? PublishedConversionText.list([one], commit: commit, style)
      })
    return 0
  }

  // MARK: Writing

  private func refuse(_ sentence: String) -> Int32 {
    ByteWriter.printError("osteon: \(sentence)\n")
    return 1
  }

  private func write(json: () -> JSONValue, text: () -> String) throws(FileError) {
    let writer = try ByteWriter(output)
    try writer.write(asJSON ? JSONWriter.write(json(), .indented(width: 120)) + "\n" : text())
    try writer.finish()
  }
}
