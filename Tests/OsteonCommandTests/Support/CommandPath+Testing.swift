// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Testing

@testable internal import osteon

extension CommandPath: CustomTestStringConvertible {
  /// The words of the command, in the place of its whole declaration.
  public var testDescription: String { words }
}
