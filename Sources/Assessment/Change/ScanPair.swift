// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Statistics

/// Two measurements of one person that are compared.
///
/// Densities, their difference and the least significant change are whole mg/cm², as scanners print them, so that a change
/// that equals the limit counts however a binary fraction falls.
///
/// - Source: Rules SER-01, SER-02 and SER-05.
struct ScanPair {
  /// The later measurement.
  let later: AssessedRegion

  /// The earlier measurement.
  let earlier: AssessedRegion

  /// What the earlier measurement is expected to read on the later scanner; `nil` where nobody calibrated the two.
  private(set) var calibration: ScannerCalibration?

  /// Whether two measurements compare, or what differs between them.
  enum Comparability: String {
    case comparable
    case maker
    case facility
    case vertebrae
    case side
    case mode
    case scanner
    case software
  }

  /// Compares two measurements, by the calibration of their scanners where these differ and the study gives it.
  init(later: AssessedRegion, earlier: AssessedRegion, calibrations: [ScannerCalibration] = []) {
    self.later = later
    self.earlier = earlier
    let own = ScanPair(uncalibrated: later, earlier)
    guard [.maker, .scanner].contains(own.comparability) else { return }
    calibration = calibrations.first { calibration in
      calibration.serves(later.region, from: earlier.scanner, to: later.scanner)
        && earlier.region.density.flatMap { calibration.converted($0.gramsPerSquareCentimeter) } != nil
    }
  }

  private init(uncalibrated later: AssessedRegion, _ earlier: AssessedRegion) {
    self.later = later
    self.earlier = earlier
  }

  /// The earlier density in g/cm², on the later scanner; `nil` where it was not measured.
  var earlierDensity: Double? {
    guard let density = earlier.region.density?.gramsPerSquareCentimeter else { return nil }
    return calibration.map { $0.converted(density) } ?? density
  }

  /// The later density less the earlier one in mg/cm²; `nil` where one was not measured.
  var difference: Int64? {
    guard let now = later.region.density, let before = earlier.region.density else { return nil }
    guard calibration != nil, let converted = earlierDensity else { return now.milligrams - before.milligrams }
    return Int64(((now.gramsPerSquareCentimeter - converted) * 1000).rounded())
  }

  /// What differs, the most serious first; what was not given is not taken to differ.
  var comparability: Comparability { differences.first?.kind ?? .comparable }

  /// How each of the two was made, in what differs.
  var detail: (earlier: String, later: String)? { differences.first.map { ($0.earlier, $0.later) } }

  /// Whether the two measurements compare; other software leaves a difference in doubt only.
  ///
  /// - Source: Rules SER-05 and SER-10.
  var isComparable: Bool { [.comparable, .software].contains(comparability) }

  /// Whether the two measurements may compare for those who wrote a report: they may have calibrated another scanner of
  /// the facility.
  var mayCompare: Bool { isComparable || comparability == .scanner }

  private var differences: [(kind: Comparability, earlier: String, later: String)] {
    let (now, before) = (later, earlier)
    var found: [(Comparability, String, String)] = []
    func compare(_ kind: Comparability, _ left: String?, _ right: String?) {
      guard let left, let right, left.lowercased() != right.lowercased() else { return }
      found.append((kind, left, right))
    }
    if calibration == nil { compare(.maker, before.scanner.makerName, now.scanner.makerName) }
    compare(.facility, before.facility, now.facility)
    compare(.vertebrae, before.region.subset?.description, now.region.subset?.description)
    compare(.side, before.region.side?.rawValue, now.region.side?.rawValue)
    compare(.mode, before.region.mode, now.region.mode)
    guard calibration == nil else { return found }
    if before.scanner.serial == nil || now.scanner.serial == nil {
      compare(.scanner, before.scanner.model, now.scanner.model)
    }
    // A scanner with one serial number is one scanner, whatever it is called.
    compare(.scanner, before.scanner.serial, now.scanner.serial)
    compare(.software, before.scanner.software, now.scanner.software)
    return found
  }

  /// The least significant change at 95 % in mg/cm², for exactly this site and these vertebrae; `nil` where it is not known.
  ///
  /// 2.77 times the precision error, rounded half away from zero to whole mg/cm²: reports print no more decimals, and a
  /// reader compares the printed numbers.
  ///
  /// - Source: Rules SER-02 and SER-07.
  func leastSignificantChange(by precision: FacilityPrecision?) -> Int64? {
    guard let error = precision?.rmsSd(of: later.region, at: later.facility) else { return nil }
    return ExactDecimal(error * SitePrecision.leastSignificantChangeFactor)?.rounded(toPlaces: 3)
  }
}

extension Scanner {
  /// The maker by which scanners compare: the scale, or the name where the scale is not known.
  var makerName: String { scale?.name ?? manufacturer }
}

extension ScanPair {
  /// Returns the pairs that a statement can be about, one for each region of the later visit.
  ///
  /// - Parameters:
  ///   - stated: The region that the statement names; `nil` for the person as a whole: spine, total hip, femoral neck and
  ///     one-third radius.
  ///   - later: The regions of the later visit.
  ///   - visits: The regions of the earlier visits that may be meant, the most recent first.
  /// - Returns: The pairs, each with the most recent earlier measurement of the same region or, where there is none, of the
  ///   same site.
  static func pairs(
    of stated: StatedRegion?, in later: [AssessedRegion], since visits: [[AssessedRegion]]
  ) -> [ScanPair] {
    later.filter { $0.isMeasuredAndUsable && isMeant($0.region, by: stated) }.compactMap { now in
      let earlier = visits.flatMap { $0 }.filter { $0.isMeasuredAndUsable && $0.region.site == now.region.site }
        .filter { ($0.region.singleVertebra == nil) == (now.region.singleVertebra == nil) }
      let same = earlier.first { $0.label == now.label } ?? earlier.first
      return same.map { ScanPair(later: now, earlier: $0) }
    }
  }

  private static func isMeant(_ region: MeasuredRegion, by stated: StatedRegion?) -> Bool {
    if let stated { return stated.canMean(region) }
    let monitored: [Site] = [.lumbarSpine, .totalHip, .femoralNeck, .radius33]
    return monitored.contains(region.site) && region.singleVertebra == nil
  }
}

extension AssessedRegion {
  /// Whether the region has a density that nobody set aside.
  var isMeasuredAndUsable: Bool {
    let unusable: Set = ["excluded", "density-contradicted", "includes-excluded-vertebra"]
    return region.density != nil && region.exclusionReason == nil && !refusals.contains { unusable.contains($0.code) }
  }
}
