// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import Interchange

/// A table of a file or of the standard input, record by record.
final class TableInput {
  /// Why a table cannot be read, or what is made of it not written.
  enum Fault: Error {
    case file(FileError)
    case table(InputError)
  }

  /// The names of the columns.
  let header: [String]

  /// The line on which the record that was read last begins.
  private(set) var line = 1

  private let chunks: Chunks
  private var records: CSVReader

  /// Reads tables in turn; a refusal goes to standard error.
  ///
  /// - Returns: Whether all were read.
  static func read(_ names: [String], _ body: (TableInput) throws(Fault) -> Void) throws(FileError) -> Bool {
    for name in names {
      do throws(Fault) {
        try body(try TableInput(name))
      } catch {
        switch error {
        case .file(let fault): throw fault
        case .table(let fault):
          ByteWriter.printError("osteon: \(name == "-" ? "standard input" : name): \(fault.placedLine)\n")
          return false
        }
      }
    }
    return true
  }

  /// Opens a file and reads its header; `-` is the standard input.
  init(_ name: String) throws(Fault) {
    let chunks: Chunks
    do throws(FileError) { chunks = Chunks(try ByteReader(name)) } catch { throw .file(error) }
    self.chunks = chunks
    records = CSVReader { chunks.next() }
    guard let record = try Self.next(&records, chunks) else {
      throw .table(
        InputError(
          .malformedTable, "A table must begin with the names of its columns, but is empty.",
          remedy: "The help of the command names the columns."))
    }
    header = record.fields
  }

  /// Returns the fields of the next record, as many as the header has, and `nil` at the end.
  func next() throws(Fault) -> [String]? {
    guard let record = try Self.next(&records, chunks) else { return nil }
    line = record.line
    guard record.fields.count == header.count else {
      throw .table(
        InputError(
          CSVError(reason: .fieldCount(expected: header.count, found: record.fields.count), line: record.line)))
    }
    return record.fields
  }

  /// Does something whose refusal is one of the table.
  func refusing<Answer>(_ body: () throws(InputError) -> Answer) throws(Fault) -> Answer {
    do throws(InputError) { return try body() } catch { throw .table(error) }
  }

  private static func next(_ records: inout CSVReader, _ chunks: Chunks) throws(Fault) -> CSVReader.Record? {
    let record: CSVReader.Record?
    do throws(CSVError) { record = try records.next() } catch { throw .table(InputError(error)) }
    if let fault = chunks.fault { throw .file(fault) }
    return record
  }

  /// The bytes of a file; a fault ends them and is kept.
  private final class Chunks {
    private let reader: ByteReader
    private(set) var fault: FileError?

    init(_ reader: ByteReader) {
      self.reader = reader
    }

    func next() -> [UInt8]? {
      do throws(FileError) {
        return try reader.next()
      } catch {
        fault = error
        return nil
      }
    }
  }
}
