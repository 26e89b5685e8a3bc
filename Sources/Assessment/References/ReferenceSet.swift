// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import KnowledgeBase

/// The part of the body whose sites a scanner scores against one set of references.
public enum BodyPart: String, CaseIterable, Sendable {
  case hip
  case spine
  case forearm
  case wholeBody = "whole-body"

  /// Finds the part that a site belongs to.
  public init(_ site: Site) {
    self =
      switch site {
      case .lumbarSpine: .spine
      case .femoralNeck, .totalHip, .trochanter, .intertrochanter, .wards: .hip
      case .radius33, .radiusUltradistal, .radiusMid: .forearm
      case .totalBody, .totalBodyLessHead: .wholeBody
      }
  }

  /// The name for people.
  public var name: String { self == .wholeBody ? "whole body" : rawValue }
}

/// The references of one maker or survey, of one group of people, at all sites.
///
/// The name is the key of a reference without its site: `nhanes-iii.white-female` for
/// `nhanes-iii.femoral-neck.white-female`.
public enum ReferenceSet {
  /// Returns the name of the set that a reference belongs to.
  public static func name(ofKey key: String, site: Site?, vertebrae: VertebralSubset?) -> String {
    let levels = vertebrae.map { $0.description.lowercased() }
    let parts = key.split(separator: ".").map(String.init)
    return parts.filter { $0 != site?.rawValue && $0 != levels }.joined(separator: ".")
  }

  /// Returns the people of a set in words, such as `NHANES III White women`.
  public static func words(_ name: String, sex: Sex?, scale: ScannerScale?, family: ReferenceFamily?) -> String {
    let parts = name.split(separator: ".").map(String.init)
    let maker = parts.first.map { (prefix: String) in
      family.flatMap { $0 == .manufacturer ? nil : $0.name } ?? title(of: prefix, scale)
    }
    let group = parts.dropFirst().compactMap { part in
      sex.flatMap { part.hasSuffix("-\($0.rawValue)") ? String(part.dropLast($0.rawValue.count + 1)) : nil }
    }.first
    let people = sex.map { $0 == .female ? "women" : "men" }
    let groupWords = group.map { group in
      group.split(separator: "-").map { $0 == "all" || $0 == "other" ? String($0) : String($0).capitalizedWord }
        .joined(separator: " ")
    }
    return [maker, groupWords, people].compactMap(\.self).joined(separator: " ")
  }

  /// The first part of a key as a name: that of the maker where it is one.
  private static func title(of prefix: String, _ scale: ScannerScale?) -> String {
    if prefix == scale?.rawValue { return scale?.name ?? prefix }
    return prefix.hasPrefix("nhanes-")
      ? "NHANES " + prefix.dropFirst("nhanes-".count) : prefix.replacing("-", with: " ").capitalizedWord
  }
}

extension YoungAdultPopulation {
  /// The name of the set that the population belongs to, such as `nhanes-iii.white-female`.
  public var set: String { ReferenceSet.name(ofKey: key, site: site, vertebrae: vertebrae) }
}

extension AgeCurve {
  /// The name of the set that the curve belongs to, such as `nhanes-2005-2010.all-female`.
  public var set: String { ReferenceSet.name(ofKey: key, site: subject.site, vertebrae: subject.vertebrae) }
}

extension String {
  /// The text with a capital first letter.
  var capitalizedWord: String { prefix(1).uppercased() + dropFirst() }
}
