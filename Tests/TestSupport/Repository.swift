// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Foundation

/// The files of the repository that tests read.
public enum Repository {
  /// The folder that holds `Package.swift`, without a slash at its end.
  public static let root = #filePath.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 }

  /// A file that is not there.
  public struct Missing: Error, CustomStringConvertible {
    /// The path from the root of the repository.
    public let path: String

    /// The sentence for the test log.
    public var description: String { "'\(path)' must be in the repository, but cannot be read." }
  }

  /// Reads a file, named by its path from the root of the repository.
  public static func bytes(_ path: String) throws(Missing) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: root + "/" + path) else { throw Missing(path: path) }
    return [UInt8](data)
  }

  /// Reads a file as text.
  public static func text(_ path: String) throws(Missing) -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  /// Lists the names of a folder that end in a suffix, in alphabetical order.
  public static func names(in folder: String, endingIn suffix: String) throws(Missing) -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder) else {
      throw Missing(path: folder)
    }
    return names.filter { $0.hasSuffix(suffix) }.sorted()
  }

  /// Reads a table whose fields hold neither commas nor quotes, as the expected values do, without its header.
  ///
  /// The reader of the engine takes no part, so that its faults cannot hide.
  public static func rows(_ path: String) throws(Missing) -> [[String]] {
    try text(path).split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
    }
  }
}
