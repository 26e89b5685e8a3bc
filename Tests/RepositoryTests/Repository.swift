// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

import Foundation

/// The files of the repository, as tests see them.
enum Repository {
  /// The root folder.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Reads a file as text.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Lists the files below a folder whose names end in a certain way, in order.
  static func files(below folder: String, ending: String) -> [String] {
    let base = root.appending(path: folder)
    let all = FileManager.default.enumerator(atPath: base.path())?.compactMap { $0 as? String } ?? []
    return all.filter { $0.hasSuffix(ending) }.map { folder + "/" + $0 }.sorted()
  }

  /// The Swift sources by target.
  static func sources(of target: String) -> [String] { files(below: "Sources/" + target, ending: ".swift") }
}
