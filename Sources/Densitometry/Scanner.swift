// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The densitometer that measured.
public struct Scanner: Hashable, Sendable {
  /// The maker, as given.
  public var manufacturer: String

  /// The model, as given.
  public var model: String?

  /// The serial number.
  public var serial: String?

  /// The analysis software with its version.
  public var software: String?

  /// Creates a scanner.
  public init(manufacturer: String, model: String? = nil, serial: String? = nil, software: String? = nil) {
    self.manufacturer = manufacturer
    self.model = model
    self.serial = serial
    self.software = software
  }

  /// The scale of its densities; `nil` for a maker whose scale is not known.
  public var scale: ScannerScale? { ScannerScale(manufacturer: manufacturer) }
}

/// The calibration scale of a density; scales differ by up to a fifth and are never mixed.
///
/// - Source: Rule XCL-03.
public enum ScannerScale: String, CaseIterable, Sendable {
  case hologic
  case lunar
  case norland

  /// Recognizes a maker by a name of its own; `nil` for any other.
  public init?(manufacturer: String) {
    let words = manufacturer.lowercased().split { !$0.isLetter }
    if words.contains("hologic") {
      self = .hologic
    } else if words.contains("lunar") || words.contains("ge") || words.starts(with: ["general", "electric"]) {
      self = .lunar
    } else if words.contains("norland") {
      self = .norland
    } else {
      return nil
    }
  }

  /// The name for people.
  public var name: String {
    switch self {
    case .hologic: "Hologic"
    case .lunar: "GE Lunar"
    case .norland: "Norland"
    }
  }
}
