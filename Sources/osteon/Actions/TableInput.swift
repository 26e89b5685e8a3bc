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

  private let chunks: Chunks
  private var records: CSVReader

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
          remedy: "Give at least the columns sex, age, site, scanner and bmd."))
    }
    header = record.fields
  }

  /// Returns the fields of the next record, as many as the header has, and `nil` at the end.
  func next() throws(Fault) -> [String]? {
    guard let record = try Self.next(&records, chunks) else { return nil }
    guard record.fields.count == header.count else {
      throw .table(
        InputError(
          CSVError(reason: .fieldCount(expected: header.count, found: record.fields.count), line: record.line)))
    }
    return record.fields
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
