// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// Why a file is not a whole SAS transport file.
public struct SASTransportError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// The file does not begin as a SAS transport file does.
    case notTransport
    /// The file is one that SAS wrote by PROC CPORT.
    case cport
    /// The file ends inside its head.
    case endsInHead
    /// The head does not have the form of one.
    case badHead
    /// The file is not made of whole records of 80 bytes; so many bytes are left over.
    case partialRecord(bytes: Int)
    /// The last row is not complete.
    case partialRow(afterRows: Int)
    /// The head states another number of rows.
    case rowCount(stated: Int, found: Int)
    /// The file holds more than one table.
    case severalTables
    /// A column name stands twice.
    case repeatedName(String)
    /// The reader library gives up; its words.
    case unreadable(String)
  }

  /// What is wrong.
  public let reason: Reason

  /// Creates an error.
  public init(_ reason: Reason) { self.reason = reason }

  /// The rule that was broken, without what the file holds.
  public var message: String {
    switch reason {
    case .notTransport:
      "A SAS transport file must begin with a library header of version 5 or 8, but this one begins otherwise."
    case .cport: "A SAS transport file must be written by the XPORT engine, but this one is by PROC CPORT."
    case .endsInHead: "A SAS transport file must hold a whole head, but the file ends inside it."
    case .badHead: "The head of a SAS transport file must describe its columns, but this one does not."
    case .partialRecord(let bytes):
      "A SAS transport file must be made of records of 80 bytes, but the last one has \(bytes)."
    case .partialRow(let rows): "Every row must be complete, but the file ends inside the row after row \(rows)."
    case .rowCount(let stated, let found): "The head states \(stated) rows, but there are \(found)."
    case .severalTables: "A SAS transport file must hold one table, but this one holds more."
    case .repeatedName(let name): "A column name must stand once, but '\(Excerpt.ofKey(name))' stands twice."
    case .unreadable(let words): "A SAS transport file must be readable to its end, but: \(words)."
    }
  }

  /// What the caller can do.
  public var remedy: String {
    switch reason {
    case .notTransport: "Export the table as SAS transport version 5 (XPORT), or as CSV."
    case .cport: "Write the table with the XPORT engine, or as CSV."
    case .endsInHead, .partialRecord, .partialRow, .rowCount: "The file seems to be cut: fetch it again."
    case .badHead, .unreadable: "Fetch the file again, or export the table as CSV."
    case .severalTables: "Write each table to a file of its own."
    case .repeatedName: "Rename one of the two."
    }
  }
}
