// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The scores that a scanner printed.
public struct PrintedScores: Hashable, Sendable {
  /// The T-score.
  public var t: ReportedScore?

  /// The Z-score.
  public var z: ReportedScore?

  /// The reference that the print names.
  public var reference: String?

  /// The decimals that the T-score was given with, at least one: -2.53 has two, and -2 may have lost its zero.
  public var tDecimals = 1

  /// The decimals that the Z-score was given with, at least one.
  public var zDecimals = 1

  /// Creates printed scores.
  public init(t: ReportedScore? = nil, z: ReportedScore? = nil, reference: String? = nil) {
    self.t = t
    self.z = z
    self.reference = reference
  }

  /// The sex that the name of the reference states, if it states one.
  public var referenceSex: Sex? {
    guard let words = reference?.lowercased().split(whereSeparator: { !$0.isLetter }) else { return nil }
    let names = { (known: [Substring]) in words.contains { known.contains($0) } }
    if names(["female", "females", "woman", "women"]) { return .female }
    return names(["male", "males", "man", "men"]) ? .male : nil
  }
}

/// One measured region of interest.
public struct MeasuredRegion: Hashable, Sendable {
  /// The site.
  public var site: Site

  /// The side, for paired bones.
  public var side: Side?

  /// The vertebrae, for the lumbar spine.
  public var vertebrae: VertebralSubset?

  /// The areal density.
  public var density: ArealDensity?

  /// The bone mineral content in g.
  public var content: Double?

  /// The projected area in cm².
  public var area: Double?

  /// The trabecular bone score, without unit, for the spine.
  public var trabecularBoneScore: Double?

  /// The scores that the scanner printed.
  public var printed: PrintedScores?

  /// Why a person marked the region as not usable.
  public var exclusionReason: String?

  /// The mode of the scan, as the scanner names it, such as "fast array".
  public var mode: String?

  /// Creates a region of which only the site is known.
  public init(site: Site, side: Side? = nil, vertebrae: VertebralSubset? = nil) {
    self.site = site
    self.side = side
    self.vertebrae = vertebrae
  }

  /// The vertebrae of a spine region; one that names none is L1-L4.
  public var subset: VertebralSubset? { site == .lumbarSpine ? vertebrae ?? .all : nil }

  /// The region in words, such as `femoral-neck left` or `lumbar-spine L1-L4`.
  public var label: String {
    site.rawValue + (subset.map { " \($0.description)" } ?? "") + (side.map { " \($0.rawValue)" } ?? "")
  }

  /// The one vertebra of the region, if it is a single one.
  public var singleVertebra: Vertebra? {
    vertebrae?.count == 1 ? vertebrae?.vertebrae.first : nil
  }

  /// Pools vertebrae to the density of their union.
  ///
  /// ```
  /// density = sum of content / sum of area
  /// ```
  ///
  /// - Returns: A spine region with content, area and density; `nil` unless every vertebra stands once and has content
  ///   and area.
  /// - Source: Rule ROI-07: the mean of vertebral densities or of their T-scores is wrong.
  public static func pooling(_ vertebrae: [MeasuredRegion]) -> MeasuredRegion? {
    var subset: VertebralSubset = []
    var content = 0.0
    var area = 0.0
    for region in vertebrae.sorted(by: { ($0.vertebrae?.rawValue ?? 0) < ($1.vertebrae?.rawValue ?? 0) }) {
      guard let vertebra = region.vertebrae, let mineral = region.content, let size = region.area else { return nil }
      guard subset.isDisjoint(with: vertebra) else { return nil }
      subset.formUnion(vertebra)
      content += mineral
      area += size
    }
    guard area > 0, let density = ArealDensity(gramsPerSquareCentimeter: content / area) else { return nil }
    var pooled = MeasuredRegion(site: .lumbarSpine, vertebrae: subset)
    pooled.density = density
    pooled.content = content
    pooled.area = area
    return pooled
  }
}

/// The measurements of one visit on one scanner.
public struct Scan: Hashable, Sendable {
  /// The day of the scan, if it was given.
  public var date: CalendarDate?

  /// The age at the scan.
  public var age: Age

  /// The facility.
  public var facility: String?

  /// Remarks of the technologist.
  public var comments: [String]

  /// The scanner.
  public var scanner: Scanner

  /// The regions.
  public var regions: [MeasuredRegion]

  /// What was entered on the scanner about the person.
  public var entered = EnteredPerson()

  /// The latest phantom scan before it.
  public var phantom: PhantomCheck?

  /// Creates a scan.
  public init(date: CalendarDate?, age: Age, scanner: Scanner, regions: [MeasuredRegion]) {
    self.date = date
    self.age = age
    self.scanner = scanner
    self.regions = regions
    comments = []
  }
}
