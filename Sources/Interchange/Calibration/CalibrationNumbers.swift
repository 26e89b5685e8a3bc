// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats

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
    self.oldError = try Self.number(oldError, "precision-from", .precisionError)
    self.newError = try Self.number(newError, "precision-to", .precisionError)
    self.density = try Self.number(density, "bmd", .density)
  }

  private static func number(_ text: String?, _ option: String, _ rule: NumberRule) throws(InputError) -> Double? {
    guard let text else { return nil }
    guard let number = ColumnTable.Values.number(text) else {
      throw InputError(
        .wrongKind, "The option '--\(option)' must be a number.", remedy: "Write digits with a decimal point.")
    }
    guard rule.range.contains(number) else {
      let limits = "from \(NumberRule.text(rule.range.lowerBound)) to \(NumberRule.text(rule.range.upperBound))"
      throw InputError(
        .impossibleValue, "The option '--\(option)' must be \(limits) \(rule.unit), but is \(NumberRule.text(number)).",
        remedy: rule.slips.first { $0.range.contains(number) }?.remedy ?? "Check the value and its unit.")
    }
    return number
  }
}
