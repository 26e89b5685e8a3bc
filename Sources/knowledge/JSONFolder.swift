// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Glibc

/// A folder that holds JSON files.
enum JSONFolder {
  /// Lists the JSON files of a folder in the order of their names.
  static func files(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".json") { names.append(name) }
    }
    return names.sorted()
  }
}
