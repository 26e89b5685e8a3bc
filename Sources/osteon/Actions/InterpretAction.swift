// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import Interchange
internal import Reports

/// Interprets studies: reads them, assesses them, writes what they mean.
struct InterpretAction {
  /// The form of the output.
  enum Format: String {
    case text
    case json
  }

  let options: AssessmentOptions
  let format: Format
  let style: TextStyle
  let output: String
  let readsLines: Bool

  /// Interprets each input in turn.
  ///
  /// - Returns: 0, or 1 if an input was refused.
  func run(_ inputs: [String]) throws(FileError) -> Int32 {
    let writer = try ByteWriter(output)
    var progress = Progress()
    var status: Int32 = 0
    for name in inputs {
      do throws(FileError) {
        var input = try StudyInput(name, lines: readsLines)
        let isStream = input.hasLines || inputs.count > 1
        while let item = try input.next() {
          if try !interpret(item, of: name, isStream, writer) { status = 1 }
          progress.count()
        }
      } catch {
        guard error.operation != .write else { throw error }
        report(InputError(.unreadable, error.message, remedy: error.remedy), of: name)
        status = 1
      }
    }
    progress.finish()
    if status == 0 || inputs.count > 1 || writer.hasWritten { try writer.finish() }
    return status
  }

  /// Interprets the study that the flags of the command line describe.
  func run(_ study: Study) throws(FileError) -> Int32 {
    let writer = try ByteWriter(output)
    try write(Assessment(of: study, options: options), isStream: false, writer)
    try writer.finish()
    return 0
  }

  private func interpret(
    _ item: StudyInput.Item, of name: String, _ isStream: Bool, _ writer: ByteWriter
  ) throws(FileError) -> Bool {
    let study: Study
    do throws(InputError) {
      study = try StudyDocument.read(try item.bytes.get())
    } catch {
      let placed = item.line.map { error.onLine($0) } ?? error
      if format == .json, isStream {
        try writer.write(JSONWriter.write(.object([JSONMember("error", placed.json)])) + "\n")
      }
      report(placed, of: name)
      return false
    }
    try write(Assessment(of: study, options: options), isStream: isStream, writer)
    return true
  }

  private func write(
    _ assessment: Assessment, isStream: Bool, _ writer: ByteWriter
  ) throws(FileError) {
    switch format {
    case .text:
      let separator = isStream && writer.hasWritten ? String(repeating: "\u{2500}", count: style.width) + "\n" : ""
      try writer.write(separator + TextReport.render(assessment, style))
    case .json:
      let layout: JSONWriter.Layout = isStream ? .line : .indented(width: 120)
      try writer.write(JSONWriter.write(AssessmentDocument.json(assessment), layout) + "\n")
    }
  }

  private func report(_ error: InputError, of name: String) {
    let source = name == "-" ? "standard input" : name
    ByteWriter.printError("osteon: \(source): \(error.placedLine)\n")
  }
}

/// Tells on a terminal how far a long job is.
struct Progress {
  private var done = 0
  private let isShown = Terminal.isError
  private let clock = ContinuousClock()
  private var last = ContinuousClock().now

  /// Counts one study; shows the count at most four times a second.
  mutating func count() {
    done += 1
    guard isShown, done % 64 == 0, clock.now - last > .milliseconds(250) else { return }
    last = clock.now
    ByteWriter.printError("\r\(done) studies")
  }

  /// Clears the line.
  func finish() {
    if isShown, done >= 64 { ByteWriter.printError("\r\u{1B}[K") }
  }
}
