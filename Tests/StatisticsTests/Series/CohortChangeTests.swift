// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics
internal import TestSupport
internal import Testing

@Suite("Change of many people")
struct CohortChangeTests {
  /// A person of a cohort; a visit without a scan has an infinite error.
  struct Person {
    var times: [Double]
    var densities: [Double]
    var errors: [Double]
    var rate = -0.006
    var spread = 0.005
    var drift = ScanSeries.Drift(level: 0.004, rate: 0.002)

    /// What one series says of the same scans: change, level and rate.
    func single() throws -> [ScanSeries.Estimate] {
      let scans = times.indices.filter { errors[$0] < .infinity }.map { index in
        ScanSeries.Scan(time: times[index] - times[0], density: densities[index], error: errors[index])
      }
      let prior =
        spread == .infinity ? nil : RatePrior(steps: [RatePrior.Step(start: 0, rate: rate)], spread: spread)
      let series = try #require(ScanSeries(scans, prior: prior, drift: drift))
      let last = scans[scans.count - 1].time
      return [series.change(from: 0, to: last), series.level(at: last), series.rate(at: last)]
    }
  }

  static let woman = Person(
    times: [10, 12, 13.5], densities: [0.800, 0.780, 0.775], errors: [0.009, 0.012, 0.010])

  /// The columns of people of equally many visits.
  static func columns(_ people: [Person]) -> (CohortScans, CohortModel) {
    let column = { (part: (Person) -> [Double]) in
      people[0].times.indices.flatMap { visit in people.map { part($0)[visit] } }
    }
    return (
      CohortScans(
        people: people.count, times: column { $0.times }, densities: column { $0.densities },
        errors: column { $0.errors }),
      CohortModel(
        rates: people.map { $0.rate }, spreads: people.map { $0.spread }, levelDrifts: people.map { $0.drift.level },
        rateDrifts: people.map { $0.drift.rate })
    )
  }

  static func read(_ people: [Person]) -> CohortChange {
    let (scans, model) = columns(people)
    return CohortChange(scans, model: model)
  }

  /// Every answer about one person.
  static func answers(_ cohort: CohortChange, _ person: Int) -> [Double] {
    [
      cohort.changes[person], cohort.changeDeviations[person], cohort.levels[person], cohort.levelDeviations[person],
      cohort.rates[person], cohort.rateDeviations[person], cohort.lossProbabilities[person],
    ]
  }

  /// A person with random scans, one visit in four missed, one person in four without a prior.
  static func random(visits: Int, _ generator: inout SeededGenerator) -> Person {
    var person = Person(times: [], densities: [], errors: [])
    var time = 20 * generator.unit()
    for visit in 0..<visits {
      let isMissed = visit > 0 && visit != visits / 2 && generator.unit() < 0.25
      person.times.append(isMissed ? .nan : time)
      person.densities.append(isMissed ? .nan : 0.9 - 0.005 * time + 0.02 * generator.normal())
      person.errors.append(isMissed ? .infinity : 0.006 + 0.01 * generator.unit())
      time += 0.2 + 3 * generator.unit()
    }
    let either = { (generator: inout SeededGenerator, value: Double) in generator.unit() < 0.8 ? value : 0 }
    person.rate = 0.01 * generator.normal()
    person.spread = generator.unit() < 0.25 ? .infinity : either(&generator, 0.01 * generator.unit())
    person.drift = ScanSeries.Drift(
      level: either(&generator, 0.01 * generator.unit()), rate: either(&generator, 0.004 * generator.unit()))
    return person
  }

  @Test("Two scans without a prior give their difference, with the root of the sum of their squared errors")
  func twoScans() {
    var person = Self.woman
    person.errors[2] = .infinity
    person.spread = .infinity
    person.drift = ScanSeries.Drift(level: 0, rate: 0)
    let cohort = Self.read([person])
    // 0.009² + 0.012² = 0.015²; Phi(0.020 / 0.015) = 0.90879; two years apart.
    #expect((cohort.changes[0] + 0.020).magnitude < 1e-15 && (cohort.changeDeviations[0] - 0.015).magnitude < 1e-15)
    #expect((cohort.lossProbabilities[0] - 0.908_788_780).magnitude < 1e-9)
    #expect((cohort.rates[0] + 0.010).magnitude < 1e-15 && (cohort.rateDeviations[0] - 0.0075).magnitude < 1e-15)
    #expect((cohort.levels[0] - 0.780).magnitude < 1e-15 && (cohort.levelDeviations[0] - 0.012).magnitude < 1e-15)
  }

  @Test("Every person of random cohorts gets what the series of the person alone gets", arguments: 2...9)
  func single(visits: Int) throws {
    var generator = SeededGenerator(seed: UInt64(2026 + visits))
    let people = (0..<(251 + visits)).map { _ in Self.random(visits: visits, &generator) }
    let cohort = Self.read(people)
    for (index, person) in people.enumerated() {
      let expected = try person.single()
      let numbers = expected.flatMap { [$0.mean, $0.deviation] } + [expected[0].probability(below: 0)]
      for (found, number) in zip(Self.answers(cohort, index), numbers) {
        #expect((found - number).magnitude < 1e-9, "person \(index)")
      }
    }
  }

  @Test("Series of one scanner and one rate give what a Kalman filter in Python gives, within 1e-9")
  func independent() throws {
    let rows = try Repository.rows("Reference/expected/series.csv").filter { row in
      !row[3].contains("1") && row[4].split(separator: " ").count < 2
    }
    #expect(rows.count > 100)
    let lists = rows.map { row in row.map { $0.split(separator: " ").compactMap { Double($0) } } }
    let visits = try #require(lists.map { $0[0].count }.max())
    let people = try zip(rows, lists).map { row, list in
      let missing = visits - list[0].count
      var person = Person(
        times: list[0] + [Double](repeating: 0, count: missing),
        densities: list[1] + [Double](repeating: 0, count: missing),
        errors: list[2] + [Double](repeating: .infinity, count: missing))
      person.rate = row[4].split(separator: ":").last.flatMap { Double($0) } ?? 0
      person.spread = row[4].isEmpty ? .infinity : try #require(Double(row[5]))
      person.drift = ScanSeries.Drift(level: try #require(Double(row[6])), rate: try #require(Double(row[7])))
      return person
    }
    let cohort = Self.read(people)
    for (index, list) in lists.enumerated() {
      // Columns 9 and 10: the change from first to last and the rate at the last scan, as mean and standard deviation.
      let expected = [list[9][0], list[9][1], list[10][0], list[10][1]]
      let found = [
        cohort.changes[index], cohort.changeDeviations[index], cohort.rates[index], cohort.rateDeviations[index],
      ]
      for (own, other) in zip(found, expected) { #expect((own - other).magnitude < 1e-9) }
    }
  }

  @Test("A rate that is known exactly leaves no doubt about the change")
  func certainty() {
    var person = Self.woman
    person.spread = 0
    person.drift = ScanSeries.Drift(level: 0, rate: 0)
    var gaining = person
    gaining.rate = 0.006
    let cohort = Self.read([person, gaining])
    #expect(cohort.lossProbabilities == [1, 0] && cohort.changeDeviations == [0, 0])
    #expect((cohort.changes[0] + 3.5 * 0.006).magnitude < 1e-15)
  }

  /// What leaves the domain, by what is wrong.
  static let faults: [(String, @Sendable (inout Person) -> Void)] = [
    ("no first scan", { $0.errors[0] = .infinity }),
    ("one scan", { $0.errors = [0.01, .infinity, .infinity] }),
    ("no error", { $0.errors[1] = 0 }),
    ("a negative error", { $0.errors[0] = -0.01 }),
    ("an error that is no number", { $0.errors[2] = .nan }),
    ("two scans at one time", { $0.times[1] = $0.times[0] }),
    ("times that fall", { $0.times[2] = 11 }),
    ("a time that is no number", { $0.times[2] = .nan }),
    ("a first time that is no number", { $0.times[0] = .nan }),
    ("an infinite time", { $0.times[2] = .infinity }),
    ("a density that is no number", { $0.densities[1] = .nan }),
    ("an infinite first density", { $0.densities[0] = .infinity }),
    ("a rate that is no number", { $0.rate = .nan }),
    ("a negative spread", { $0.spread = -0.001 }),
    ("a spread that is no number", { $0.spread = .nan }),
    ("a negative drift", { $0.drift = ScanSeries.Drift(level: -0.001, rate: 0) }),
    ("an infinite drift", { $0.drift = ScanSeries.Drift(level: 0, rate: .infinity) }),
  ]

  @Test("Outside the domain every answer is NaN, and the neighbors keep theirs", arguments: faults.indices)
  func domain(fault: Int) {
    var people = [Person](repeating: Self.woman, count: 6)
    Self.faults[fault].1(&people[1])
    Self.faults[fault].1(&people[5])
    let cohort = Self.read(people)
    let alone = Self.answers(Self.read([Self.woman]), 0)
    for person in people.indices {
      let answers = Self.answers(cohort, person)
      let isFaulty = person == 1 || person == 5
      #expect(isFaulty ? answers.allSatisfy { $0.isNaN } : answers == alone, "\(Self.faults[fault].0)")
    }
  }

  @Test("Without a prior the expected rate is not read")
  func unusedRate() {
    var person = Self.woman
    person.spread = .infinity
    var other = person
    other.rate = .nan
    let cohort = Self.read([person, other])
    #expect(Self.answers(cohort, 0) == Self.answers(cohort, 1) && cohort.changes[0] < 0)
  }

  @Test("Room is used again: what was read before leaves no trace")
  func again() {
    var faulty = Self.woman
    faulty.errors[0] = 0
    let (first, firstModel) = Self.columns([faulty, Self.woman])
    let (second, secondModel) = Self.columns([Self.woman, faulty])
    var cohort = CohortChange(people: 2)
    cohort.read(first, model: firstModel)
    cohort.read(second, model: secondModel)
    #expect(Self.answers(cohort, 0) == Self.answers(Self.read([Self.woman]), 0) && cohort.rates[1].isNaN)
  }

  @Test("Columns that do not fit each other are refused")
  func columnsThatDoNotFit() async {
    await #expect(processExitsWith: .failure) {
      _ = CohortScans(people: 2, times: [0, 0, 1], densities: [1, 1, 1], errors: [1, 1, 1])
    }
    await #expect(processExitsWith: .failure) {
      _ = CohortScans(people: 1, times: [0, 1], densities: [1, 1], errors: [1])
    }
    await #expect(processExitsWith: .failure) {
      _ = CohortScans(people: 1, times: [], densities: [], errors: [])
    }
    await #expect(processExitsWith: .failure) {
      _ = CohortModel(rates: [0], spreads: [0, 1], levelDrifts: [0], rateDrifts: [0])
    }
    await #expect(processExitsWith: .failure) {
      let (scans, model) = CohortChangeTests.columns([CohortChangeTests.woman])
      var cohort = CohortChange(people: 2)
      cohort.read(scans, model: model)
    }
  }
}
