// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Formats

/// Where the tables of a recipe come from.
public protocol SurveyTables {
  /// Returns a table with the columns that are wanted, and the name of its file.
  ///
  /// - Throws: ``SurveyError`` if the table is not there, or its file is not one that can be read.
  func table(_ name: String, where isWanted: @escaping (String) -> Bool) throws(SurveyError) -> SurveyTable
}

/// A table and the file that it was read from.
public struct SurveyTable: Sendable {
  /// The name of the file, without its folder.
  public let file: String

  /// The columns that were wanted.
  public let columns: ColumnTable

  /// Creates a table.
  public init(file: String, columns: ColumnTable) {
    self.file = file
    self.columns = columns
  }
}

/// The tables in a folder, each in a file of its name that ends in `.xpt` or `.csv`, in small or capital letters.
public struct SurveyFolder: SurveyTables {
  private static let endings = ["xpt", "csv"]
  private let path: String
  private let files: [String]

  /// Lists a folder.
  ///
  /// - Throws: ``SurveyError`` if there is no such folder.
  public init(_ path: String) throws(SurveyError) {
    self.path = path
    do throws(FileError) {
      files = try Folder.names(in: path).filter { Self.parts($0) != nil }
    } catch {
      throw SurveyError(.unreadable, error.message, remedy: "Name the folder that holds the tables.")
    }
  }

  /// Reads a table.
  public func table(
    _ name: String, where isWanted: @escaping (String) -> Bool
  ) throws(SurveyError) -> SurveyTable {
    let file = try file(of: name)
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try ByteReader.readAll(path + "/" + file) ?? []
    } catch {
      throw SurveyError(error, table: name)
    }
    return SurveyTable(file: file, columns: try Self.columns(bytes, of: file, table: name, isWanted))
  }

  private static func columns(
    _ bytes: [UInt8], of file: String, table: String, _ isWanted: @escaping (String) -> Bool
  ) throws(SurveyError) -> ColumnTable {
    guard parts(file)?.ending == "xpt" else {
      do throws(CSVError) {
        return try ColumnTable.readCSV(bytes, where: isWanted)
      } catch {
        throw SurveyError(error, table: table)
      }
    }
    do throws(SASTransportError) {
      return try SASTransport.read(bytes, where: isWanted)
    } catch {
      throw SurveyError(error, table: table)
    }
  }

  /// Finds the one file of a table.
  private func file(of table: String) throws(SurveyError) -> String {
    let found = files.filter { Self.parts($0)?.name == table }
    guard let file = found.first else {
      let near = Suggestion.nearest(to: table, among: files.compactMap { Self.parts($0)?.name })
      let nearFile = near.flatMap { near in files.first { Self.parts($0)?.name == near } }
      throw SurveyError(
        .missingTable, at: "table '\(table)'",
        "The folder must hold '\(table).xpt' or '\(table).csv', but has neither.",
        remedy: nearFile.map { "Did you mean '\($0)'?" } ?? "Put the file there, or name its folder.")
    }
    guard found.count == 1 else {
      throw SurveyError(
        .missingTable, at: "table '\(table)'",
        "A table must stand in one file, but there are '\(found.joined(separator: "' and '"))'.",
        remedy: "Remove all but one.")
    }
    return file
  }

  /// Divides the name of a file at its ending; `nil` for a file of another kind.
  private static func parts(_ file: String) -> (name: String, ending: String)? {
    guard let point = file.lastIndex(of: ".") else { return nil }
    let ending = file[file.index(after: point)...].lowercased()
    return endings.contains(ending) ? (String(file[..<point]), ending) : nil
  }
}
