// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Glibc

/// Reads a file or the standard input in chunks.
public final class ByteReader {
  private let descriptor: Int32
  private let name: String
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// Opens a file; `-` is the standard input.
  public init(_ name: String) throws(FileError) {
    self.name = name
    descriptor = name == "-" ? 0 : open(name, O_RDONLY)
    guard descriptor >= 0 else { throw FileError(.open, name) }
  }

  deinit {
    if descriptor > 0 { close(descriptor) }
  }

  /// Returns further bytes, and `nil` at the end.
  public func next() throws(FileError) -> [UInt8]? {
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count > 0 { return Array(buffer[..<count]) }
      if count == 0 { return nil }
      guard errno == EINTR else { throw FileError(.read, name) }
    }
  }

  /// Reads a whole file; `nil` if it has more than `limit` bytes.
  public static func readAll(_ name: String, limit: Int = .max) throws(FileError) -> [UInt8]? {
    let reader = try ByteReader(name)
    var bytes: [UInt8] = []
    while let chunk = try reader.next() {
      bytes += chunk
      guard bytes.count <= limit else { return nil }
    }
    return bytes
  }
}
