// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
internal import KnowledgeBase

/// Finds the known references that explain printed scores.
public struct ReferenceExplainer: Sendable {
  /// The references that are known.
  public let known: KnownReferences

  /// Creates an explainer; by default it knows the whole library.
  public init(_ known: KnownReferences = .all) {
    self.known = known
  }

  /// Explains every scan of a study that printed a score, the latest first.
  public func explain(_ study: Study) -> [ReferenceExplanation] {
    let visits = Visit.all(in: study).flatMap { $0.scans }
    return visits.filter { scan in scan.regions.contains { $0.hasPrintedScore } }.map { explain($0, of: study.patient) }
  }

  /// Explains the printed scores of one scan.
  public func explain(_ scan: Scan, of patient: Patient) -> ReferenceExplanation {
    let printed = scan.regions.filter { $0.hasPrintedScore }
    let sorted = printed.sorted { $0.orderKey.lexicographicallyPrecedes($1.orderKey) }
    let regions = sorted.map { region in
      RegionExplanation(
        region: region, t: t(of: region, on: scan.scanner),
        z: z(of: region, on: scan, birthIsKnown: patient.birthDate != nil))
    }
    let joint = JointExplanation(regions)
    return ReferenceExplanation(
      date: scan.date, age: scan.age, scanner: scan.scanner, regions: regions, parts: joint.parts,
      systems: joint.systems, systemsTried: joint.tried)
  }

  /// Explains the printed T-score of a region; `nil` where none is printed.
  ///
  /// Candidates are the young adults of the region on the scale of the scanner, of both sexes, whether or not they may
  /// diagnose. Where the scale is not known, those on every scale are.
  public func t(of region: MeasuredRegion, on scanner: Scanner) -> ScoreExplanation? {
    guard let printed = region.printed?.t else { return nil }
    guard let density = region.density else { return unchecked(.t, printed, region, .noDensity) }
    let candidates = known.populations(for: region, on: scanner.scale)
    guard !candidates.isEmpty else { return unchecked(.t, printed, region, .noReference) }
    let stated = StatedReference(region.printed?.reference)?.matches(candidates) ?? []
    return explanation(
      .t, printed, region,
      candidates.map { population in
        let fit = PrintedTFit(printed, of: density, against: population)
        return ReferenceFit(
          population, isOfDevice: population.isOfDevice(of: scanner), isStated: stated.contains(population.key), fit,
          printed)
      })
  }

  /// Explains the printed Z-score of a region; `nil` where none is printed.
  ///
  /// Candidates are the age curves of the region, of both sexes and all groups: another sex or group is a possible slip. An
  /// age in whole years, without a day of birth, stands for every age until the next birthday.
  public func z(of region: MeasuredRegion, on scan: Scan, birthIsKnown: Bool) -> ScoreExplanation? {
    guard let printed = region.printed?.z else { return nil }
    guard let density = region.density else { return unchecked(.z, printed, region, .noDensity) }
    let candidates = known.curves(for: region, on: scan.scanner.scale)
    guard !candidates.isEmpty else { return unchecked(.z, printed, region, .noReference) }
    guard let age = scan.age.exactYears else { return unchecked(.z, printed, region, .ageNotExact) }
    let isWhole = age == age.rounded() && !(birthIsKnown && scan.date != nil)
    let stated = StatedReference(region.printed?.reference)?.matches(candidates) ?? []
    let fits = candidates.compactMap { curve in
      PrintedZFit(printed, of: density, at: age...(isWhole ? age + 1 : age), given: age, against: curve).map {
        ReferenceFit(curve, isStated: stated.contains(curve.key), $0, printed)
      }
    }
    return fits.isEmpty ? unchecked(.z, printed, region, .ageOutside) : explanation(.z, printed, region, fits)
  }

  private func explanation(
    _ basis: ScoreBasis, _ printed: ReportedScore, _ region: MeasuredRegion, _ all: [ReferenceFit]
  ) -> ScoreExplanation {
    ScoreExplanation(
      basis: basis, printed: printed, fits: all.filter { $0.explains }.sorted(by: ReferenceFit.isBetter),
      misses: all.filter { !$0.explains }.sorted(by: ReferenceFit.isNearer), statedName: region.printed?.reference,
      obstacle: nil)
  }

  private func unchecked(
    _ basis: ScoreBasis, _ printed: ReportedScore, _ region: MeasuredRegion, _ obstacle: ScoreExplanation.Obstacle
  ) -> ScoreExplanation {
    ScoreExplanation(
      basis: basis, printed: printed, fits: [], misses: [], statedName: region.printed?.reference, obstacle: obstacle)
  }
}

extension MeasuredRegion {
  /// Whether the scanner printed a score.
  var hasPrintedScore: Bool { printed?.t != nil || printed?.z != nil }
}

extension YoungAdultPopulation {
  /// Whether the figures belong to the model of a scanner, or to no model of its own.
  func isOfDevice(of scanner: Scanner) -> Bool {
    devices.isEmpty || scanner.model == nil || isMeasured(by: scanner)
  }
}

extension ReferenceFit {
  fileprivate init(
    _ population: YoungAdultPopulation, isOfDevice: Bool, isStated: Bool, _ fit: PrintedTFit, _ printed: ReportedScore
  ) {
    self.init(
      reference: population.key, set: population.set,
      people: ReferenceSet.words(
        population.set, sex: population.sex, scale: population.scale, family: population.family),
      sex: population.sex, scale: population.scale, tag: population.tag,
      isDiagnostic: population.isDiagnostic && isOfDevice, isStated: isStated, level: fit.level,
      score: fit.score.reported, unrounded: fit.score.unrounded,
      missTenths: abs(printed.tenths - fit.score.reported.tenths), miss: fit.miss, devices: population.devices)
  }

  fileprivate init(_ curve: AgeCurve, isStated: Bool, _ fit: PrintedZFit, _ printed: ReportedScore) {
    self.init(
      reference: curve.key, set: curve.set,
      people: ReferenceSet.words(curve.set, sex: curve.subject.sex, scale: curve.subject.scale, family: nil),
      sex: curve.subject.sex, scale: curve.subject.scale, tag: curve.tag, isDiagnostic: true, isStated: isStated,
      level: fit.level, score: fit.score.reported, unrounded: fit.score.unrounded,
      missTenths: abs(printed.tenths - fit.score.reported.tenths), miss: fit.miss, devices: [])
  }
}
