// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats

extension NumberRule {
  /// Reads a number of a command line.
  ///
  /// - Parameters:
  ///   - name: The name of its option, without hyphens.
  ///   - text: The number, as it was typed; `nil` for an option that is not there.
  /// - Returns: The number; `nil` for an option that is not there.
  /// - Throws: ``InputError`` if it is no number, or impossible; it names the option.
  func read(option name: String, _ text: String?) throws(InputError) -> Double? {
    guard let text else { return nil }
    guard let number = ColumnTable.Values.number(text) else {
      throw InputError(
        .wrongKind, "The option '--\(name)' must be a number.", remedy: "Write digits with a decimal point.")
    }
    guard range.contains(number) else {
      let limits = "from \(NumberRule.text(range.lowerBound)) to \(NumberRule.text(range.upperBound))"
      throw InputError(
        .impossibleValue, "The option '--\(name)' must be \(limits) \(unit), but is \(NumberRule.text(number)).",
        remedy: slips.first { $0.range.contains(number) }?.remedy ?? "Check the value and its unit.")
    }
    return number
  }
}
