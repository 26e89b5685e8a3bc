// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The numbers of a command line that compares scanners, within what is possible.
public struct CalibrationNumbers: Hashable, Sendable {
  /// The precision error of the old scanner in g/cm².
  public let oldError: Double?

  /// The precision error of the new scanner in g/cm².
  public let newError: Double?

  /// A density on the old scanner in g/cm².
  public let density: Double?

  /// Reads numbers.
  ///
  /// - Throws: ``InputError`` if one is no number, or impossible; it names the option.
  public init(oldError: String?, newError: String?, density: String?) throws(InputError) {
    self.oldError = try NumberRule.precisionError.read(option: "precision-from", oldError)
    self.newError = try NumberRule.precisionError.read(option: "precision-to", newError)
    self.density = try NumberRule.density.read(option: "bmd", density)
  }
}
