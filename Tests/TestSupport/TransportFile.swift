// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// Writes SAS transport files of version 5 for tests, byte by byte after SAS Technical Note TS-140.
///
/// The files were compared once with those of another writer, and read by another reader.
public struct TransportFile: Sendable {
  /// A column.
  public enum Column: Sendable {
    /// Numbers of 3 to 8 bytes; `nil` is missing.
    case numbers(String, [Double?], length: Int = 8)
    /// Texts of a fixed length in bytes.
    case texts(String, [String], length: Int)
  }

  /// The columns.
  public var columns: [Column]

  /// Creates a file.
  public init(_ columns: [Column]) { self.columns = columns }

  /// The bytes before the first row.
  public var head: [UInt8] {
    let stamp = "01JAN26:00:00:00"
    var bytes = Self.header("LIBRARY", String(repeating: "0", count: 30))
    bytes += Self.record("SAS     SAS     SASLIB  9.4     TEST                            " + stamp)
    bytes += Self.record(stamp)
    bytes += Self.header("MEMBER", "000000000000000001600000000140")
    bytes += Self.header("DSCRPTR", String(repeating: "0", count: 30))
    bytes += Self.record("SAS     TABLE   SASDATA 9.4     TEST                            " + stamp)
    bytes += Self.record(stamp)
    let count = String(columns.count)
    let number = String(repeating: "0", count: 10 - count.count) + count
    bytes += Self.header("NAMESTR", number + String(repeating: "0", count: 20))
    var place = 0
    var descriptions: [UInt8] = []
    for (index, column) in columns.enumerated() {
      descriptions += column.description(number: index + 1, place: place)
      place += column.length
    }
    bytes += Self.padded(descriptions)
    return bytes + Self.header("OBS", String(repeating: "0", count: 30))
  }

  /// The rows without what fills the last record.
  public var rows: [UInt8] {
    let count = columns.first?.count ?? 0
    return (0..<count).flatMap { row in columns.flatMap { $0.bytes(row: row) } }
  }

  /// The whole file.
  public var bytes: [UInt8] { head + Self.padded(rows) }

  /// The file with the headers of version 8, which state the number of rows.
  public func asVersion8(statedRows: Int) -> [UInt8] {
    var bytes = bytes
    let names = ["LIBV8", "MEMBV8", "DSCPTV8", "NAMSTV8", "OBSV8"]
    let places = [0, 240, 320, 560, head.count - 80]
    for (name, place) in zip(names, places) {
      bytes.replaceSubrange(place + 20..<place + 28, with: Self.fixed(name, 8))
    }
    for (index, column) in columns.enumerated() {
      let place = 640 + 140 * index + 88
      bytes.replaceSubrange(place..<place + 32, with: Self.fixed(column.name, 32))
    }
    let stated = String(repeating: " ", count: 15 - "\(statedRows)".count) + "\(statedRows)"
    bytes.replaceSubrange(head.count - 32..<head.count, with: Self.fixed(stated, 32))
    return bytes
  }

  private static func header(_ name: String, _ numbers: String) -> [UInt8] {
    let padded = name + String(repeating: " ", count: 8 - name.count)
    return record("HEADER RECORD*******\(padded)HEADER RECORD!!!!!!!\(numbers)")
  }

  private static func record(_ text: String) -> [UInt8] { fixed(text, 80) }

  /// Fills the last record with blanks.
  public static func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 32, count: (80 - bytes.count % 80) % 80)
  }

  /// Returns a text with blanks up to a length.
  static func fixed(_ text: String, _ length: Int) -> [UInt8] {
    Array(text.utf8) + [UInt8](repeating: 32, count: max(0, length - text.utf8.count))
  }

  /// Returns a number as IBM mainframes write it: a sign, a power of 16 plus 64, and 56 bits of a fraction below 1.
  public static func ibm(_ value: Double) -> [UInt8] {
    guard value != 0 else { return [UInt8](repeating: 0, count: 8) }
    var power = 64
    var fraction = value.magnitude
    while fraction >= 1 { (fraction, power) = (fraction / 16, power + 1) }
    while fraction < 0.0625 { (fraction, power) = (fraction * 16, power - 1) }
    let bits = UInt64(fraction * 0x1p56)
    let first = UInt8(power) | (value < 0 ? 0x80 : 0)
    return [first] + stride(from: 48, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> UInt64($0)) }
  }
}

extension TransportFile.Column {
  /// How many bytes a value takes.
  var length: Int {
    switch self {
    case .numbers(_, _, let length), .texts(_, _, let length): length
    }
  }

  /// How many values there are.
  var count: Int {
    switch self {
    case .numbers(_, let numbers, _): numbers.count
    case .texts(_, let texts, _): texts.count
    }
  }

  /// The name.
  var name: String {
    switch self {
    case .numbers(let name, _, _), .texts(let name, _, _): name
    }
  }

  private var kind: UInt8 { if case .numbers = self { 1 } else { 2 } }

  /// Returns the 140 bytes that describe the column.
  func description(number: Int, place: Int) -> [UInt8] {
    var bytes: [UInt8] = [
      0, kind, 0, 0, UInt8(length >> 8), UInt8(length & 255), UInt8(number >> 8), UInt8(number & 255),
    ]
    bytes += TransportFile.fixed(name, 8) + TransportFile.fixed("label of \(name)", 40)
    bytes += TransportFile.fixed("", 8) + [0, 0, 0, 0, 0, 0, 0, 0] + TransportFile.fixed("", 8) + [0, 0, 0, 0]
    bytes += stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: place >> $0) }
    return bytes + [UInt8](repeating: 0, count: 52)
  }

  /// Returns a value as it stands in a row.
  func bytes(row: Int) -> [UInt8] {
    switch self {
    case .numbers(_, let numbers, let length):
      let whole = numbers[row].map { TransportFile.ibm($0) } ?? [0x2E, 0, 0, 0, 0, 0, 0, 0]
      return Array(whole.prefix(length))
    case .texts(_, let texts, let length): return TransportFile.fixed(texts[row], length)
    }
  }
}
