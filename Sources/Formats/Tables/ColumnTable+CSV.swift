// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

extension ColumnTable {
  /// Reads comma-separated text with one line of names.
  ///
  /// A column is numeric where every field that is there is a number; otherwise all of it stays text. A field is missing
  /// where it is empty, `NA` or `.`, in a column of either kind.
  ///
  /// - Parameters:
  ///   - bytes: The text in UTF-8, with or without a byte order mark.
  ///   - isWanted: Whether to read the column of a name; the others are passed over.
  /// - Returns: The columns asked for.
  /// - Throws: ``CSVError`` for text that is no table, a record of another length, or a name that stands twice.
  public static func readCSV(
    _ bytes: [UInt8], where isWanted: (String) -> Bool = { _ in true }
  ) throws(CSVError) -> ColumnTable {
    var reader = CSVReader(bytes)
    guard let header = try reader.next() else { throw CSVError(reason: .noHeader, line: 1) }
    var known: Set<String> = []
    for (index, name) in header.fields.enumerated() where !known.insert(name).inserted {
      throw CSVError(reason: .repeatedName(column: index + 1), line: header.line)
    }
    let wanted = header.fields.indices.filter { isWanted(header.fields[$0]) }
    var texts: [[String]] = wanted.map { _ in [] }
    var rowCount = 0
    while let record = try reader.next() {
      guard record.fields.count == header.fields.count else {
        throw CSVError(
          reason: .fieldCount(expected: header.fields.count, found: record.fields.count), line: record.line)
      }
      for (place, index) in wanted.enumerated() { texts[place].append(record.fields[index]) }
      rowCount += 1
    }
    let columns = zip(wanted, texts).map { Column(name: header.fields[$0], values: Values(fields: $1)) }
    return ColumnTable(columns: columns, names: header.fields, rowCount: rowCount)
  }
}

extension ColumnTable.Values {
  /// The spellings of a missing field.
  private static let missing: Set<String> = ["", "NA", "."]

  /// Numbers where all fields that are there are numbers, and texts otherwise.
  init(fields: [String]) {
    var numbers: [Double] = []
    numbers.reserveCapacity(fields.count)
    for field in fields {
      guard !Self.missing.contains(field) else {
        numbers.append(.nan)
        continue
      }
      guard let number = Self.number(field) else {
        self = .texts(fields.map { Self.missing.contains($0) ? "" : $0 })
        return
      }
      numbers.append(number)
    }
    self = .numbers(numbers)
  }

  /// Reads digits with an optional sign, decimal point and power of ten, and nothing else.
  ///
  /// A whole number beyond 2^53, which would lose its last digits, is no number but the text of an identifier.
  public static func number(_ text: String) -> Double? {
    var rest = text.utf8[...]
    func digits() -> Int {
      let count = rest.prefix { $0 >= 48 && $0 <= 57 }.count
      rest = rest.dropFirst(count)
      return count
    }
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
    var count = digits()
    let isWhole = rest.isEmpty
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      count += digits()
    }
    guard count > 0 else { return nil }
    if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
      guard digits() > 0 else { return nil }
    }
    guard rest.isEmpty, let value = Double(text), value.isFinite else { return nil }
    return isWhole && value.magnitude > 0x1p53 ? nil : value
  }
}
