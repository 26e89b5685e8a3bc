// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A failure or a refusal that can be shown to a person.
///
/// Neither sentence holds a name, an identifier or a date of the patient, so both are safe to log.
public protocol Diagnosable: Error {
  /// The stable name of the failure, such as `age-outside-reference`.
  var code: String { get }

  /// The rule, then the fact with its unit.
  var message: String { get }

  /// What the caller can do about it.
  var remedy: String? { get }
}
