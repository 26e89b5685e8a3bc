// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A lumbar vertebra that densitometry measures.
public enum Vertebra: String, CaseIterable, Sendable {
  case l1 = "L1"
  case l2 = "L2"
  case l3 = "L3"
  case l4 = "L4"

  /// The place from above, 0 for L1.
  public var level: Int {
    switch self {
    case .l1: 0
    case .l2: 1
    case .l3: 2
    case .l4: 3
    }
  }
}

/// A set of lumbar vertebrae that are evaluated together.
public struct VertebralSubset: OptionSet, Hashable, Sendable {
  /// One bit for each vertebra, L1 lowest.
  public let rawValue: UInt8

  /// Creates a subset from its bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue & 0b1111
  }

  /// Creates a subset of one vertebra.
  public init(_ vertebra: Vertebra) {
    self.init(rawValue: 1 << UInt8(vertebra.level))
  }

  /// Creates a subset from a list.
  public init(_ vertebrae: [Vertebra]) {
    self.init(rawValue: vertebrae.reduce(0) { $0 | VertebralSubset($1).rawValue })
  }

  /// All four lumbar vertebrae.
  public static let all = VertebralSubset(rawValue: 0b1111)

  /// The vertebrae from above.
  public var vertebrae: [Vertebra] { Vertebra.allCases.filter { contains(VertebralSubset($0)) } }

  /// How many vertebrae there are.
  public var count: Int { rawValue.nonzeroBitCount }

  /// Whether the vertebrae are neighbors without a gap.
  public var isContiguous: Bool {
    guard rawValue != 0 else { return true }
    let shifted = rawValue >> UInt8(rawValue.trailingZeroBitCount)
    return shifted & (shifted + 1) == 0
  }
}

extension VertebralSubset: CustomStringConvertible {
  /// The subset as `L1-L4`, or `L1+L3` where vertebrae are missing between.
  public var description: String {
    let names = vertebrae.map { $0.rawValue }
    guard let first = names.first, let last = names.last, count > 1 else { return names.first ?? "none" }
    return isContiguous ? "\(first)-\(last)" : names.joined(separator: "+")
  }

  /// Reads `L1-L4`, `L1+L3` or `L2`; `nil` for anything else.
  public init?(_ text: String) {
    let range = text.split(separator: "-", omittingEmptySubsequences: false)
    if range.count == 2 {
      guard let first = Vertebra(rawValue: String(range[0])), let last = Vertebra(rawValue: String(range[1])) else {
        return nil
      }
      guard first.level <= last.level else { return nil }
      self.init(Vertebra.allCases.filter { $0.level >= first.level && $0.level <= last.level })
      return
    }
    var subset: VertebralSubset = []
    for name in text.split(separator: "+", omittingEmptySubsequences: false) {
      guard let vertebra = Vertebra(rawValue: String(name)), !subset.contains(VertebralSubset(vertebra)) else {
        return nil
      }
      subset.insert(VertebralSubset(vertebra))
    }
    self = subset
  }
}
