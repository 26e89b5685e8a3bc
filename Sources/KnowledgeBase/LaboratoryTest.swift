// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import Statistics

/// A test of a laboratory: its names, units and limits.
public struct LaboratoryTest: Hashable, Sendable {
  /// A unit of a test.
  public struct Unit: Hashable, Sendable {
    /// The unit as it is printed.
    public let name: String

    /// Other ways to write it.
    public let spellings: [String]

    /// What a value in the conventional unit is multiplied with to be in this one.
    public let factor: ExactDecimal

    /// The evidence behind the factor.
    public let tag: EvidenceTag

    /// Creates a unit.
    public init(_ name: String, _ spellings: [String], factor: ExactDecimal, _ tag: EvidenceTag) {
      self.name = name
      self.spellings = spellings
      self.factor = factor
      self.tag = tag
    }
  }

  /// Limits for adults that stand in where a laboratory gives none.
  public struct Interval: Hashable, Sendable {
    /// For whom; `nil` for everyone.
    public let sex: Sex?

    /// The lowest value that is not low.
    public let low: ExactDecimal?

    /// The highest value that is not high.
    public let high: ExactDecimal?

    /// The evidence.
    public let tag: EvidenceTag

    /// Creates an interval.
    public init(_ sex: Sex?, low: ExactDecimal?, high: ExactDecimal?, _ tag: EvidenceTag) {
      self.sex = sex
      self.low = low
      self.high = high
      self.tag = tag
    }
  }

  /// The stable key, such as `25-hydroxyvitamin-d`.
  public let key: String

  /// Other names, in lower case.
  public let names: [String]

  /// Its codes in LOINC.
  public let codes: [String]

  /// The units, the conventional one first.
  public let units: [Unit]

  /// To how many decimals of the conventional unit a value is rounded before it meets a limit.
  public let places: Int

  /// What a value of a living person can be, in the conventional unit.
  public let plausible: ClosedRange<ExactDecimal>

  /// The limits for where a laboratory gives none.
  public let intervals: [Interval]

  /// Where it comes from.
  public let sources: [Citation]

  /// The conventional unit.
  public var unit: Unit { units[0] }

  /// Returns the test with a key.
  public static func withKey(_ key: String) -> LaboratoryTest? { all.first { $0.key == key } }

  /// Finds a test by a code of LOINC, or by its key or a name; capitals do not matter, and a space counts as a hyphen.
  public static func find(_ name: String, code: Code? = nil) -> LaboratoryTest? {
    if let code, code.system == "loinc" { return all.first { $0.codes.contains(code.value) } }
    let plain = Self.plain(name)
    return all.first { test in test.key == plain || test.names.contains { Self.plain($0) == plain } }
  }

  private static func plain(_ name: String) -> String {
    let (space, underscore, hyphen) = (UInt8(ascii: " "), UInt8(ascii: "_"), UInt8(ascii: "-"))
    let bytes = name.lowercased().utf8.map { [space, underscore].contains($0) ? hyphen : $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns the unit that is written in some way; capitals and spaces do not matter.
  public func unit(written text: String) -> Unit? {
    let plain = Self.spelling(text)
    return units.first { unit in ([unit.name] + unit.spellings).contains { Self.spelling($0) == plain } }
  }

  /// The spelling without spaces and capitals; both signs for micro count as `u`, a raised two as `2`, a dot or star as `.`.
  private static func spelling(_ text: String) -> [UInt8] {
    var plain: [UInt8] = []
    let bytes = Array(text.lowercased().utf8)
    var index = 0
    while index < bytes.count {
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      switch (bytes[index], next) {
      case (0xC2, 0xB5), (0xCE, 0xBC): plain.append(UInt8(ascii: "u"))
      case (0xC2, 0xB2): plain.append(UInt8(ascii: "2"))
      case (0xC2, 0xB7): plain.append(UInt8(ascii: "."))
      case (UInt8(ascii: "*"), _): plain.append(UInt8(ascii: "."))
      case (UInt8(ascii: " "), _): break
      default: plain.append(bytes[index])
      }
      let isLatin = bytes[index] == 0xC2 && [0xB5, 0xB2, 0xB7].contains(next)
      let isGreek = bytes[index] == 0xCE && next == 0xBC
      index += isLatin || isGreek ? 2 : 1
    }
    return plain
  }

  /// Returns a value of one of the units in the conventional one, rounded half away from zero to ``places``.
  ///
  /// - Parameters:
  ///   - value: The value, of a magnitude that the laboratory can print.
  ///   - unit: One of the units of the test.
  /// - Returns: The value in the conventional unit; `nil` if it is too large to be told.
  public func conventional(_ value: ExactDecimal, _ unit: Unit) -> ExactDecimal? {
    let scale = Self.powersOfTen[places]
    let (scaled, overflows) = value.billionths.multipliedReportingOverflow(by: scale)
    guard !overflows else { return nil }
    let quotient = Rational(scaled, unit.factor.billionths).roundedHalfAwayFromZero
    let (billionths, isTooLarge) = quotient.multipliedReportingOverflow(by: 1_000_000_000 / scale)
    return isTooLarge ? nil : ExactDecimal(billionths: billionths)
  }

  private static let powersOfTen: [Int64] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]

  /// Returns the limits for a sex where the laboratory gives none.
  public func interval(for sex: Sex) -> Interval? {
    intervals.first { $0.sex == sex } ?? intervals.first { $0.sex == nil }
  }
}
