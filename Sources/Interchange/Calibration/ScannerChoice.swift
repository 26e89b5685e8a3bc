// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The two scanners of a table that are compared.
public struct ScannerChoice: Hashable, Sendable {
  /// The old scanner, that is converted from.
  public let from: String

  /// The new scanner.
  public let to: String

  /// Chooses two of the scanners of a table.
  ///
  /// - Parameters:
  ///   - scanners: The scanners in the order of the table.
  ///   - from: The old one, if it was named; else the first that is not the new one.
  ///   - to: The new one, if it was named; else the other of two.
  /// - Throws: ``InputError`` if there are fewer than two, more than two and not both named, or no such scanner.
  public init(of scanners: [String], from: String?, to: String?) throws(InputError) {
    for name in [from, to] {
      guard let name, !scanners.contains(name) else { continue }
      throw InputError(
        .unknownWord, "The table must have a scanner '\(Self.shown(name))', but has none.",
        remedy: "Its scanners are \(Self.list(scanners)).")
    }
    guard scanners.count > 1 else {
      let only = scanners.first.map { ", but holds '\(Self.shown($0))' only" } ?? ", but holds none"
      throw InputError(
        .missingValue, "A table of two scanners must hold scans on both\(only).",
        remedy: "Name the scanner of each scan in the column 'scanner'.")
    }
    if let from, from == to {
      throw InputError(
        .impossibleValue, "Two scanners must be compared, but '--from' and '--to' name the same.",
        remedy: "Its scanners are \(Self.list(scanners)).")
    }
    if scanners.count > 2, from == nil || to == nil {
      throw InputError(
        .impossibleValue, "Two scanners are compared, but the table holds \(scanners.count): \(Self.list(scanners)).",
        remedy: "Choose two with '--from' and '--to'.")
    }
    let old = from ?? scanners.first { $0 != to } ?? ""
    self.from = old
    self.to = to ?? scanners.first { $0 != old } ?? ""
  }

  /// The names in quotes, at most ten of them.
  private static func list(_ scanners: [String]) -> String {
    let names = scanners.prefix(10).map { "'\(shown($0))'" }.joined(separator: ", ")
    return scanners.count > 10 ? names + " and others" : names
  }

  /// A name without what moves a terminal.
  private static func shown(_ name: String) -> String {
    var shown = ""
    for scalar in name.unicodeScalars.prefix(60) {
      let isPlain = ![.control, .format, .lineSeparator, .paragraphSeparator].contains(
        scalar.properties.generalCategory)
      shown.unicodeScalars.append(isPlain ? scalar : "\u{FFFD}")
    }
    return shown
  }
}
