// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Glibc

/// The files of a folder.
public enum Folder {
  /// Throws unless there is a folder with a name in which files may be made.
  public static func requireWritable(_ folder: String) throws(FileError) {
    var status = stat()
    guard stat(folder, &status) == 0 else { throw FileError(.folder, folder) }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      errno = ENOTDIR
      throw FileError(.folder, folder)
    }
    guard access(folder, W_OK) == 0 else { throw FileError(.folder, folder) }
  }

  /// Returns the names in a folder in alphabetical order, without those that begin with a point.
  ///
  /// - Throws: ``FileError`` if there is no such folder, or it cannot be read.
  public static func names(in folder: String) throws(FileError) -> [String] {
    guard let stream = opendir(folder) else { throw FileError(.open, folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) {
          String(cString: $0)
        }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
