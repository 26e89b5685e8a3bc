// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase

/// Puts sites, sides and vertebrae that stand together into one region: "left hip, femoral neck", "spine (L1-L4)".
struct ReportRegions {
  private let units: [ReportUnit]
  private var name: StatedRegion.Name?
  private var side: Side?
  private var vertebrae: VertebralSubset?
  private var isOpen = false
  /// Whether "neck" alone is the femoral neck, as in "T-scores: spine -1.2, neck -2.1".
  private var speaksOfScores = false

  /// Returns the units with each region as one unit.
  static func composed(_ units: [ReportUnit]) -> [ReportUnit] {
    var result: [ReportUnit] = []
    result.reserveCapacity(units.count)
    var index = 0
    var hip: StatedRegion?
    let speaksOfScores =
      units.contains { $0.hasAny(TermSet(.tScore, .zScore, .tAndZ)) } && units.contains { $0.number != nil }
    while index < units.count {
      var composer = ReportRegions(units: units)
      composer.speaksOfScores = speaksOfScores
      if let part = partOfHip(units, index, after: hip) {
        var unit = units[index]
        unit.content = .region(part)
        unit.terms = TermSet()
        result.append(unit)
        index += 1
        continue
      }
      if let end = composer.read(from: index), let region = composer.region {
        var unit = units[index]
        unit.content = .region(region)
        unit.end = units[end - 1].end
        unit.terms = TermSet()
        result.append(unit)
        hip = region.isHip ? region : nil
        index = end
      } else {
        result.append(units[index])
        index += 1
      }
    }
    return result
  }

  /// "Left hip: neck T-score -1.9, total T-score -1.2": the parts of the hip that was named.
  private static func partOfHip(_ units: [ReportUnit], _ index: Int, after hip: StatedRegion?) -> StatedRegion? {
    guard let hip, units[index].has(.total) || units[index].has(.neck), index + 1 < units.count else { return nil }
    let next = units[index + 1]
    guard next.hasAny(TermSet(.density, .tScore)) || next.number != nil || next.isMark(":") || next.isMark("(") else {
      return nil
    }
    return StatedRegion(.site(units[index].has(.total) ? .totalHip : .femoralNeck), side: hip.side)
  }

  /// "Left total 0.801": after a side, and before a value, the total is that of the hip.
  private func isTotalOfSide(_ index: Int) -> Bool {
    guard side != nil, units[index].has(.total), index + 1 < units.count else { return false }
    let next = units[index + 1]
    return next.number != nil || next.hasAny(TermSet(.density, .tScore)) || next.isMark(":")
  }

  private init(units: [ReportUnit]) {
    self.units = units
  }

  private var region: StatedRegion? {
    if let name { return StatedRegion(name, side: side, vertebrae: name == .site(.lumbarSpine) ? vertebrae : nil) }
    return vertebrae.map { StatedRegion(.site(.lumbarSpine), vertebrae: $0) }
  }

  /// Takes what belongs together from an index on; returns the index after it.
  private mutating func read(from start: Int) -> Int? {
    guard var end = takeNeckOfFemur(start) ?? (take(start) ? start + 1 : nil) else { return nil }
    while end < units.count {
      if isOpen, units[end].isMark(")") {
        isOpen = false
        end += 1
        continue
      }
      if take(end) {
        end += 1
        continue
      }
      guard let next = afterJoint(end) else { break }
      end = next
    }
    return end
  }

  /// Reads "neck of the right femur".
  private mutating func takeNeckOfFemur(_ start: Int) -> Int? {
    guard units[start].has(.neck) else { return nil }
    var found: Side?
    for index in start + 1..<min(units.count, start + 6) {
      if Self.site(units[index], after: nil) == .hip {
        (name, side) = (.site(.femoralNeck), found)
        return index + 1
      }
      if let side = Self.side(units[index]) {
        found = side
      } else if !units[index].hasAny(TermSet(.link, .the)) {
        return nil
      }
    }
    return nil
  }

  /// Takes one unit if it fits what was taken before.
  private mutating func take(_ index: Int) -> Bool {
    let unit = units[index]
    if name == nil, vertebrae == nil, unit.has(.neck), side != nil || speaksOfScores {
      name = .site(.femoralNeck)
      return true
    }
    if name == nil, vertebrae == nil, isTotalOfSide(index) {
      name = .site(.totalHip)
      return true
    }
    if case .vertebrae(let set) = unit.content {
      guard vertebrae == nil, name == nil || name == .site(.lumbarSpine) else { return false }
      vertebrae = set
      return true
    }
    if let found = Self.site(unit, after: name) {
      guard let merged = Self.merge(name, found), vertebrae == nil || merged == .site(.lumbarSpine) else {
        return false
      }
      name = merged
      return true
    }
    if let found = Self.side(unit) {
      guard side == nil, vertebrae == nil || name != nil else { return false }
      if name != nil, index + 1 < units.count, let next = Self.site(units[index + 1], after: name),
        Self.merge(name, next) == nil
      {
        return false
      }
      side = found
      return true
    }
    return false
  }

  /// Steps over "(", "," or "of the" where what follows belongs to the region.
  private mutating func afterJoint(_ index: Int) -> Int? {
    guard name != nil || vertebrae != nil else { return nil }
    let unit = units[index]
    // "L3-L4 region of the lumbar spine"
    if unit.has(.regionColumn), index + 1 < units.count, units[index + 1].has(.link) { return afterJoint(index + 1) }
    var next = index + 1
    let isParen = unit.isMark("(") || unit.isMark("[")
    let isLoose = unit.isMark(",") || unit.isMark(":") || unit.isDash || unit.isMark("/")
    let isOf = unit.has(.link) && unit.end - unit.start <= 3
    guard isParen || isLoose || isOf, next < units.count else { return nil }
    if isOf {
      while next < units.count, units[next].has(.the) { next += 1 }
    }
    guard next < units.count else { return nil }
    if isLoose, !refines(next) { return nil }
    if isOf, !refines(next), !(Self.side(units[next]) != nil && next + 1 < units.count && refines(next + 1)) {
      return nil
    }
    guard take(next) else { return nil }
    if isParen { isOpen = true }
    return next + 1
  }

  /// Whether a unit makes the region more exact: the part of a hip, a hip around a part, a side, the vertebrae.
  private func refines(_ index: Int) -> Bool {
    let unit = units[index]
    if case .vertebrae = unit.content { return vertebrae == nil && name == .site(.lumbarSpine) }
    if let found = Self.site(unit, after: name) { return name != found && Self.merge(name, found) != nil }
    guard Self.side(unit) != nil, side == nil else { return false }
    guard index + 1 < units.count, let next = Self.site(units[index + 1], after: name) else { return true }
    return name != next && Self.merge(name, next) != nil
  }

  // MARK: Names

  private static let sites: [(ReportTerm, StatedRegion.Name)] = [
    (.lateralSpine, .lateralSpine), (.lumbarSpine, .site(.lumbarSpine)), (.femoralNeck, .site(.femoralNeck)),
    (.totalHip, .site(.totalHip)), (.trochanter, .site(.trochanter)), (.intertrochanter, .site(.intertrochanter)),
    (.wards, .site(.wards)), (.radius33, .site(.radius33)), (.radiusUltradistal, .site(.radiusUltradistal)),
    (.radiusMid, .site(.radiusMid)), (.totalBodyLessHead, .site(.totalBodyLessHead)), (.totalBody, .site(.totalBody)),
    (.hip, .hip), (.forearm, .forearm), (.peripheral, .peripheral),
  ]

  static func site(_ unit: ReportUnit, after name: StatedRegion.Name?) -> StatedRegion.Name? {
    for (term, found) in sites where unit.has(term) { return found }
    if name == .hip {
      if unit.has(.neck) { return .site(.femoralNeck) }
      if unit.has(.total) { return .site(.totalHip) }
    }
    return nil
  }

  static func side(_ unit: ReportUnit) -> Side? {
    if unit.has(.left) { return .left }
    if unit.has(.right) { return .right }
    return unit.has(.meanSide) ? .mean : nil
  }

  private static func merge(_ first: StatedRegion.Name?, _ second: StatedRegion.Name) -> StatedRegion.Name? {
    guard let first else { return second }
    if first == second { return first }
    switch (first, second) {
    case (.hip, .site(let site)) where site.isHip: return second
    case (.site(let site), .hip) where site.isHip: return first
    case (.forearm, .site(.radius33)), (.forearm, .site(.radiusMid)), (.forearm, .site(.radiusUltradistal)):
      return second
    case (.site(.radius33), .forearm), (.site(.radiusMid), .forearm), (.site(.radiusUltradistal), .forearm):
      return first
    case (.lateralSpine, .site(.lumbarSpine)), (.site(.lumbarSpine), .lateralSpine): return .lateralSpine
    default: return nil
    }
  }
}
