// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Interchange

/// Reads the studies of some inputs one after the other and has each answered.
struct StudyRunner {
  /// The file that the answers go to; `-` is the standard output.
  let output: String

  /// Whether every line of an input is a study, whatever it looks like.
  let readsLines: Bool

  /// Whether the answers are JSON, in which a study that cannot be read leaves an error in its place.
  let isJSON: Bool

  /// The text of the report on the one study that is read, where it stands in a file of its own.
  var reportText: String?

  /// Answers each study of each input in turn.
  ///
  /// - Parameters:
  ///   - inputs: The names of files; `-` is the standard input.
  ///   - answer: Writes what there is to say of a study; the second argument tells whether it is one of several.
  ///   - finish: Writes what there is to say of all of them, knowing how many could not be read.
  /// - Returns: 0, or 1 if an input was refused.
  /// - Throws: `FileError` if the output cannot be written.
  func run(
    _ inputs: [String], _ answer: (Study, Bool, ByteWriter) throws(FileError) -> Void,
    finish: (Int, ByteWriter) throws(FileError) -> Void = { _, _ throws(FileError) in }
  ) throws(FileError) -> Int32 {
    let writer = try ByteWriter(output)
    var progress = Progress()
    var status: Int32 = 0
    var unreadable = 0
    for name in inputs {
      do throws(FileError) {
        var input = try StudyInput(name, lines: readsLines)
        let isStream = input.hasLines || inputs.count > 1
        if let error = refusal(of: input) {
          report(error, of: name)
          status = 1
          continue
        }
        while let item = try input.next() {
          if let study = try study(of: item, in: name, isStream, writer) {
            try answer(study, isStream, writer)
          } else {
            status = 1
            unreadable += 1
          }
          progress.count()
        }
      } catch {
        guard error.operation != .write else { throw error }
        report(InputError(.unreadable, error.message, remedy: error.remedy), of: name)
        status = 1
      }
    }
    progress.finish()
    try finish(unreadable, writer)
    if status == 0 || inputs.count > 1 || writer.hasWritten { try writer.finish() }
    return status
  }

  private func study(
    of item: StudyInput.Item, in name: String, _ isStream: Bool, _ writer: ByteWriter
  ) throws(FileError) -> Study? {
    do throws(InputError) {
      let bytes = try item.bytes.get()
      guard let reportText else { return try StudyDocument.read(bytes) }
      return try StudyDocument.read(bytes, reportText: reportText)
    } catch {
      let placed = item.line.map { error.onLine($0) } ?? error
      if isJSON, isStream {
        try writer.write(JSONWriter.write(.object([JSONMember("error", placed.json)])) + "\n")
      }
      report(placed, of: name)
      return nil
    }
  }

  /// Why an input cannot be taken beside a report that stands in a file of its own.
  private func refusal(of input: StudyInput) -> InputError? {
    guard reportText != nil, input.hasLines else { return nil }
    return InputError(
      .impossibleValue, "A report in a file of its own belongs to one study, but the input holds one study a line.",
      remedy: "Give the study as one document, or put each text into 'report.text' of its study.")
  }

  private func report(_ error: InputError, of name: String) {
    let source = name == "-" ? "standard input" : name
    ByteWriter.printError("osteon: \(source): \(error.placedLine)\n")
  }
}

/// Tells on a terminal how far a long job is.
struct Progress {
  private var done = 0
  private let unit: String
  private let isShown = Terminal.isError
  private let clock = ContinuousClock()
  private var last = ContinuousClock().now

  /// Starts to count, in a unit such as `studies`.
  init(of unit: String = "studies") {
    self.unit = unit
  }

  /// Counts one; shows the count at most four times a second.
  mutating func count() {
    done += 1
    guard isShown, done % 64 == 0, clock.now - last > .milliseconds(250) else { return }
    last = clock.now
    ByteWriter.printError("\r\(done) \(unit)")
  }

  /// Clears the line.
  func finish() {
    if isShown, done >= 64 { ByteWriter.printError("\r\u{1B}[K") }
  }
}
