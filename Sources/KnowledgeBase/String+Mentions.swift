// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

extension String {
  /// Tells whether a part stands somewhere in the text, byte for byte; Embedded Swift has no search of its own.
  func mentions(_ part: String) -> Bool {
    utf8.indices.contains { utf8[$0...].starts(with: part.utf8) }
  }
}
