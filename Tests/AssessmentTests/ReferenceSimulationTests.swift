// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Statistics
internal import TestSupport
internal import Testing

/// A device that knows the density to a billionth, prints it to 0.001 and its score to 0.1.
private struct Device {
  var random: SeededGenerator

  /// A number that is nearly normal with mean 0 and SD 1: the sum of twelve uniform ones less six.
  mutating func normal() -> Double {
    (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
  }

  /// Rounds a quotient of whole numbers, a half away from zero.
  static func rounded(_ numerator: Int64, _ denominator: Int64) -> Int64 {
    let whole = (2 * abs(numerator) + denominator) / (2 * denominator)
    return numerator < 0 ? -whole : whole
  }

  /// A scan of a region that compares with a population whose mean lies anywhere within its tolerance.
  mutating func print(_ population: YoungAdultPopulation, score: Double) -> (region: MeasuredRegion, density: Double)? {
    let tolerance = population.meanToleranceTenThousandths * 100_000
    let mean = population.meanTenThousandths * 100_000 + Int64.random(in: -tolerance...tolerance, using: &random)
    let deviation = population.deviationTenThousandths * 100_000
    let nanograms = mean + Int64((score * Double(deviation)).rounded())
    let milligrams = Self.rounded(nanograms, 1_000_000)
    guard (100...3000).contains(milligrams) else { return nil }
    let tenths = Self.rounded(10 * (nanograms - mean), deviation)
    var region = MeasuredRegion(site: population.site, vertebrae: population.vertebrae)
    region.density = ArealDensity(gramsPerSquareCentimeter: Double(milligrams) / 1000)
    region.printed = PrintedScores(t: ReportedScore(tenths: Int(tenths)))
    return (region, Double(nanograms) / 1e9)
  }
}

/// How one setting of a scanner compares neck, total hip and L1-L4.
private struct TrueSystem {
  let populations: [YoungAdultPopulation]
  var sets: [String] { [populations[0].set, populations[2].set] }

  /// Every pair of a set with neck and total hip and a set with L1-L4 on one scale.
  static let all: [TrueSystem] = ScannerScale.allCases.flatMap { scale in
    let known = ReferenceLibrary.populations.filter { $0.scale == scale }
    return known.filter { $0.site == .femoralNeck }.flatMap { neck in
      known.filter { $0.site == .totalHip && $0.set == neck.set }.flatMap { hip in
        known.filter { $0.site == .lumbarSpine && $0.vertebrae == .all }.map {
          TrueSystem(populations: [neck, hip, $0])
        }
      }
    }
  }
}

/// Prints of which the true reference is known.
@Suite("Simulated prints")
struct ReferenceSimulationTests {
  static let count = 5000

  private struct Report {
    let truth: TrueSystem
    let regions: [MeasuredRegion]
    let densities: [Double]

    init?(_ truth: TrueSystem, _ device: inout Device) {
      let shared = device.normal()
      var regions: [MeasuredRegion] = []
      var densities: [Double] = []
      for population in truth.populations {
        // Sites of one person go together with a correlation of about 0.7.
        let score = -1 + 1.2 * (0.84 * shared + 0.54 * device.normal())
        guard let made = device.print(population, score: score) else { return nil }
        regions.append(made.region)
        densities.append(made.density)
      }
      self.truth = truth
      self.regions = regions
      self.densities = densities
    }

    func explanation(_ known: KnownReferences = .all) -> ReferenceExplanation {
      let name = truth.populations[0].scale.name
      let scan = Scan(date: nil, age: .exact(65.5), scanner: Scanner(manufacturer: name), regions: regions)
      return ReferenceExplainer(known).explain(scan, of: Patient(sexAtBirth: .female))
    }

    /// Whether a left-out reference gives a T-score 0.3 or more from what every remaining one gives, at a site that has one.
    func differs(from known: KnownReferences, without left: Set<String>) -> Bool {
      zip(truth.populations, zip(regions, densities)).contains { population, made in
        guard left.contains(population.key) else { return false }
        let rest = known.populations(for: made.0, on: population.scale)
        let own = Self.t(made.1, population)
        return !rest.isEmpty && rest.allSatisfy { (Self.t(made.1, $0) - own).magnitude >= 0.3 }
      }
    }

    /// The references whose T-score at a site of a left-out one lies within 0.3 of that one's.
    func neighbors(of left: Set<String>) -> Set<String> {
      let keys = zip(truth.populations, zip(regions, densities)).flatMap { population, made -> [String] in
        guard left.contains(population.key) else { return [] }
        let own = Self.t(made.1, population)
        return KnownReferences.all.populations(for: made.0, on: population.scale)
          .filter { (Self.t(made.1, $0) - own).magnitude < 0.3 }.map { $0.key }
      }
      return Set(keys)
    }

    private static func t(_ density: Double, _ population: YoungAdultPopulation) -> Double {
      (density * 1e4 - Double(population.meanTenThousandths)) / Double(population.deviationTenThousandths)
    }
  }

  private static func reports() -> [Report] {
    var device = Device(random: SeededGenerator(seed: 20_261_121))
    var reports: [Report] = []
    while reports.count < count {
      guard let truth = TrueSystem.all.randomElement(using: &device.random) else { break }
      if let report = Report(truth, &device) { reports.append(report) }
    }
    return reports
  }

  private static func median(_ values: [Int]) -> Int { values.sorted()[values.count / 2] }

  @Test("Of 5,000 reports of three sites every one names the true reference at each site and the true combination")
  func namesTheTruth() {
    var perSite: [[Int]] = [[], [], []]
    var combinations: [Int] = []
    for report in Self.reports() {
      let explanation = report.explanation()
      for (index, population) in report.truth.populations.enumerated() {
        let own = explanation.regions.first { $0.region.site == population.site }?.t
        #expect(own?.fits.contains { $0.reference == population.key } == true, "\(population.key)")
        perSite[index].append(own?.fits.count ?? 0)
      }
      #expect(explanation.systems.contains { $0.sets == report.truth.sets }, "\(report.truth.sets)")
      combinations.append(explanation.systems.count)
    }
    #expect(combinations.count == Self.count && TrueSystem.all.count >= 50)
    print(
      "named per site (neck, total hip, L1-L4): median \(perSite.map(Self.median)); combinations: median",
      "\(Self.median(combinations)), largest \(combinations.max() ?? 0), of up to \(TrueSystem.all.count)")
  }

  @Test("Of 5,000 prints of any reference of the library, at any site, every one names it")
  func namesEveryReference() {
    var device = Device(random: SeededGenerator(seed: 4))
    var seen: Set<String> = []
    var done = 0
    while done < Self.count {
      guard let population = ReferenceLibrary.populations.randomElement(using: &device.random),
        let made = device.print(population, score: -1 + 1.3 * device.normal())
      else { continue }
      done += 1
      seen.insert(population.key)
      let scanner = Scanner(manufacturer: population.scale.name)
      let explanation = ReferenceExplainer().t(of: made.region, on: scanner)
      #expect(explanation?.fits.contains { $0.reference == population.key } == true, "\(population.key)")
    }
    #expect(seen.count == ReferenceLibrary.populations.count)
  }

  @Test("Of 5,000 Z-scores of any curve, at exact and at whole ages, every one names it")
  func namesEveryCurve() throws {
    var device = Device(random: SeededGenerator(seed: 5))
    let curves = KnownReferences.all.curves
    for index in 0..<Self.count {
      let curve = try #require(curves.randomElement(using: &device.random))
      let age = Double.random(in: curve.domain, using: &device.random)
      let distribution = try curve.distribution(atAge: age)
      guard let site = curve.subject.site, let density = distribution.value(atZ: 1.2 * device.normal()) else {
        continue
      }
      var region = MeasuredRegion(site: site, vertebrae: curve.subject.vertebrae)
      region.density = ArealDensity(gramsPerSquareCentimeter: (density * 1000).rounded() / 1000)
      region.printed = PrintedScores(z: ReportedScore(rounding: distribution.zScore(of: density)))
      guard region.density != nil, let scale = curve.subject.scale else { continue }
      let printedAge = index % 2 == 0 ? age : age.rounded(.down)
      let scan = Scan(
        date: nil, age: .exact(printedAge), scanner: Scanner(manufacturer: scale.name), regions: [region])
      let explanation = ReferenceExplainer().z(of: region, on: scan, birthIsKnown: false)
      #expect(explanation?.fits.contains { $0.reference == curve.key } == true, "\(curve.key) \(age)")
    }
  }

  /// One part of the body of the true combination is not known: both hip references or that of the spine.
  ///
  /// A report qualifies where at a site of that part the unrounded T-score of the true reference lies 0.3 or more from
  /// that of every reference that remains there, and at least one remains. It is called "none" where no combination
  /// explains it.
  @Test("A print of a reference that is left out, 0.3 or more from every other, is called none")
  func callsNone() {
    var alone = Tally()
    var withNeighbors = Tally()
    for (index, report) in Self.reports().enumerated() {
      let left = Set((index % 2 == 0 ? report.truth.populations[..<2] : report.truth.populations[2...]).map { $0.key })
      alone.count(report, without: left, left)
      withNeighbors.count(report, without: left.union(report.neighbors(of: left)), left)
    }
    print("left out alone: \(alone); left out with all within 0.3: \(withNeighbors)")
    #expect(alone.qualified >= 10 && withNeighbors.qualified >= 1000)
    for tally in [alone, withNeighbors] {
      #expect(Double(tally.calledNone) >= 0.95 * Double(tally.qualified), "\(tally)")
    }
  }

  /// How often a report of a reference that is not known was called "none".
  private struct Tally: CustomStringConvertible {
    var qualified = 0
    var calledNone = 0
    var all = 0
    var allCalledNone = 0

    var description: String {
      "\(calledNone) of \(qualified) qualifying reports called none (of all \(all), \(allCalledNone))"
    }

    mutating func count(_ report: Report, without unknown: Set<String>, _ left: Set<String>) {
      let rest = KnownReferences.all.excluding(unknown)
      let isNone = report.explanation(rest).systems.isEmpty
      all += 1
      allCalledNone += isNone ? 1 : 0
      guard report.differs(from: rest, without: left) else { return }
      qualified += 1
      calledNone += isNone ? 1 : 0
    }
  }
}
