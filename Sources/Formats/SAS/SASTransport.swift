// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import CReadStat

/// SAS transport files (`.xpt`) of version 5 and 8, as public surveys publish their tables.
///
/// - Source: SAS Technical Note TS-140, the layout of transport files; values are decoded by ReadStat.
public enum SASTransport {
  /// Reads the table of a file.
  ///
  /// Every kind of missing number is not a number; trailing blanks of texts are dropped. A cut file is refused where the
  /// cut can be seen: in version 5 a cut between two rows cannot, so that who knows the number of rows should compare it.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - isWanted: Whether to read the column of a name; the others are passed over.
  /// - Returns: The columns asked for.
  /// - Throws: ``SASTransportError`` for another file, a cut one, or one with several tables.
  public static func read(
    _ bytes: [UInt8], where isWanted: @escaping (String) -> Bool = { _ in true }
  ) throws(SASTransportError) -> ColumnTable {
    let layout = try SASTransportLayout(bytes)
    let collector = Collector(bytes: bytes, isWanted: isWanted)
    if let complaint = collector.parse() { throw SASTransportError(.unreadable(complaint)) }
    var known: Set<String> = []
    for name in collector.names where !known.insert(name).inserted { throw SASTransportError(.repeatedName(name)) }
    let columns = collector.columns
    guard collector.names.count == layout.columnCount,
      columns.allSatisfy({ $0.values.count == layout.rowCount })
    else { throw SASTransportError(.badHead) }
    return ColumnTable(columns: columns, names: collector.names, rowCount: layout.rowCount)
  }
}

/// What the reader library is given and what it hands over, value by value.
private final class Collector {
  /// A column while it grows.
  private struct Growing {
    let name: String
    let label: String?
    let isText: Bool
    var numbers: [Double] = []
    var texts: [String] = []
  }

  private let bytes: [UInt8]
  private let isWanted: (String) -> Bool
  private var position = 0
  private var growing: [Growing] = []
  private var placeOfVariable: [Int?] = []

  /// The names of all columns.
  private(set) var names: [String] = []

  init(bytes: [UInt8], isWanted: @escaping (String) -> Bool) {
    self.bytes = bytes
    self.isWanted = isWanted
  }

  /// The columns that were asked for.
  var columns: [ColumnTable.Column] {
    growing.map {
      ColumnTable.Column(name: $0.name, label: $0.label, values: $0.isText ? .texts($0.texts) : .numbers($0.numbers))
    }
  }

  /// Lets the library read; returns its complaint.
  func parse() -> String? {
    guard let parser = readstat_parser_init() else { return "there is not enough memory" }
    defer { readstat_parser_free(parser) }
    let context = Unmanaged.passUnretained(self).toOpaque()
    readstat_set_io_ctx(parser, context)
    readstat_set_open_handler(parser, openHandler)
    readstat_set_close_handler(parser, closeHandler)
    readstat_set_seek_handler(parser, seekHandler)
    readstat_set_read_handler(parser, readHandler)
    readstat_set_update_handler(parser, updateHandler)
    readstat_set_variable_handler(parser, variableHandler)
    readstat_set_value_handler(parser, valueHandler)
    let code = readstat_parse_xport(parser, "", context)
    guard code != READSTAT_OK else { return nil }
    return readstat_error_message(code).map { String(cString: $0) } ?? "code \(code.rawValue)"
  }

  // MARK: Called by the library

  func add(_ variable: UnsafeMutablePointer<readstat_variable_t>) -> Int32 {
    let name = readstat_variable_get_name(variable).map { String(cString: $0) } ?? ""
    let label = readstat_variable_get_label(variable).map { String(cString: $0) } ?? ""
    names.append(name)
    guard isWanted(name) else {
      placeOfVariable.append(nil)
      return Int32(READSTAT_HANDLER_SKIP_VARIABLE)
    }
    let isText = readstat_variable_get_type_class(variable) == READSTAT_TYPE_CLASS_STRING
    placeOfVariable.append(growing.count)
    growing.append(Growing(name: name, label: label.isEmpty ? nil : label, isText: isText))
    return Int32(READSTAT_HANDLER_OK)
  }

  func add(_ value: readstat_value_t, of variable: UnsafeMutablePointer<readstat_variable_t>) -> Int32 {
    let index = Int(readstat_variable_get_index(variable))
    guard placeOfVariable.indices.contains(index), let place = placeOfVariable[index] else {
      return Int32(READSTAT_HANDLER_OK)
    }
    if growing[place].isText {
      growing[place].texts.append(readstat_string_value(value).map { String(cString: $0) } ?? "")
    } else {
      let isMissing = readstat_value_is_system_missing(value) != 0 || readstat_value_is_tagged_missing(value) != 0
      growing[place].numbers.append(isMissing ? .nan : readstat_double_value(value))
    }
    return Int32(READSTAT_HANDLER_OK)
  }

  func seek(_ offset: Int, _ origin: readstat_io_flags_t) -> Int {
    let start =
      switch origin {
      case READSTAT_SEEK_SET: 0
      case READSTAT_SEEK_CUR: position
      default: bytes.count
      }
    guard (0...bytes.count).contains(start + offset) else { return -1 }
    position = start + offset
    return position
  }

  func copy(to target: UnsafeMutableRawPointer, count: Int) -> Int {
    let part = bytes[position..<min(position + count, bytes.count)]
    part.withUnsafeBytes { if let source = $0.baseAddress { target.copyMemory(from: source, byteCount: $0.count) } }
    position += part.count
    return part.count
  }

  static func from(_ context: UnsafeMutableRawPointer?) -> Collector? {
    context.map { Unmanaged<Collector>.fromOpaque($0).takeUnretainedValue() }
  }
}

// The library calls these from C, so they hold no state of their own.

private let openHandler: readstat_open_handler = { _, _ in 0 }
private let closeHandler: readstat_close_handler = { _ in 0 }
private let seekHandler: readstat_seek_handler = { offset, origin, context in
  readstat_off_t(Collector.from(context)?.seek(Int(offset), origin) ?? -1)
}
private let readHandler: readstat_read_handler = { target, count, context in
  guard let target, let collector = Collector.from(context) else { return -1 }
  return collector.copy(to: target, count: count)
}
private let updateHandler: readstat_update_handler = { _, _, _, _ in READSTAT_OK }
private let variableHandler: readstat_variable_handler = { _, variable, _, context in
  guard let variable, let collector = Collector.from(context) else { return Int32(READSTAT_HANDLER_ABORT) }
  return collector.add(variable)
}
private let valueHandler: readstat_value_handler = { _, variable, value, context in
  guard let variable, let collector = Collector.from(context) else { return Int32(READSTAT_HANDLER_ABORT) }
  return collector.add(value, of: variable)
}
