// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A rule between options, checked once all arguments are read; options go by their long names.
enum OptionRule: Hashable, Sendable {
  /// The first option may not stand beside any of the others.
  case excludes(String, [String])
  /// The first option needs at least one of the others.
  case needs(String, [String])
  /// None of the options may stand beside an operand.
  case excludesOperands([String])
  /// The option goes with one operand, or with what stands in its place.
  case needsOneOperand(String)
  /// The option and the operands, whose default it is, may not both be the standard input; the list stands in the place
  /// of operands.
  case readsInputOnce(String, unless: [String])
}
