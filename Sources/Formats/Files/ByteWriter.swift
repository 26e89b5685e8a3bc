// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Glibc

/// Writes to a file or a standard stream.
///
/// A file takes its name only when it is complete: it is written beside it first, so nothing half-written is left.
/// A device, a pipe or a link is written to as it is, and never replaced.
public final class ByteWriter {
  private let name: String
  private let temporary: String?
  private var descriptor: Int32
  private var buffer: [UInt8] = []

  /// Whether anything was written.
  public private(set) var hasWritten = false

  /// Opens a file; `-` is the standard output.
  public init(_ name: String) throws(FileError) {
    self.name = name
    let isStream = name == "-"
    temporary = isStream || Self.isSpecial(name) ? nil : "\(name).\(getpid()).partial"
    descriptor = isStream ? 1 : open(temporary ?? name, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw FileError(.open, name) }
  }

  deinit {
    guard descriptor > 2 else { return }
    close(descriptor)
    if let temporary { unlink(temporary) }
  }

  /// Whether a name stands for something that is there and is no ordinary file.
  private static func isSpecial(_ name: String) -> Bool {
    var status = stat()
    return lstat(name, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  /// Writes a text.
  public func write(_ text: String) throws(FileError) {
    buffer += text.utf8
    hasWritten = true
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Sends what is still held back.
  public func flush() throws(FileError) {
    var rest = buffer[...]
    buffer = []
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileError(.write, name) }
      rest = rest.dropFirst(count)
    }
  }

  /// Completes the output and gives a file its name.
  public func finish() throws(FileError) {
    try flush()
    guard let temporary else { return }
    guard close(descriptor) == 0, rename(temporary, name) == 0 else { throw FileError(.write, name) }
    descriptor = -1
  }

  /// Writes a text to the standard error; a fault there has nowhere to be told.
  public static func printError(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

/// What stands behind the standard streams.
public enum Terminal {
  /// Whether the standard input is a terminal.
  public static var isInput: Bool { isatty(0) == 1 }

  /// Whether the standard output is a terminal.
  public static var isOutput: Bool { isatty(1) == 1 }

  /// Whether the standard error is a terminal.
  public static var isError: Bool { isatty(2) == 1 }

  /// The number of columns of the terminal behind the standard output, if there is one.
  public static var width: Int? {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// How many processors the program may use.
  public static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Returns a variable of the environment.
  public static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
