// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Glibc

/// Why a file or a stream cannot be read or written.
public struct FileError: Error, Hashable, Sendable {
  /// What was tried.
  public enum Operation: String, Sendable {
    case open
    case read
    case write
    case folder
  }

  /// What was tried.
  public let operation: Operation

  /// The name of the file; `-` for a standard stream.
  public let name: String

  /// The reason of the operating system.
  public let reason: String

  /// Takes the reason from the last call of the operating system.
  init(_ operation: Operation, _ name: String) {
    self.operation = operation
    self.name = name
    reason = String(cString: strerror(errno))
  }

  /// The sentence.
  public var message: String {
    switch operation {
    case .open: "The file must be there and open for use, but: \(reason)."
    case .read: "The input must be readable to its end, but: \(reason)."
    case .write: "The output must be writable to its end, but: \(reason)."
    case .folder: "The folder must be there and take files, but: \(reason)."
    }
  }

  /// What the caller can do.
  public var remedy: String {
    switch operation {
    case .open, .read: "Check its name and the right to read it."
    case .folder: "Make it, or check its name and the right to write there."
    case .write: "Check the space and the right to write there."
    }
  }
}
