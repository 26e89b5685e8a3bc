// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

@testable internal import Densitometry
internal import Statistics
internal import Testing

@Suite("Young-adult population")
struct YoungAdultPopulationTests {
  @Test("Mean and standard deviation are held in ten-thousandths of g/cm²")
  func tenThousandths() throws {
    let population = try YoungAdultPopulation.sample(mean: "1.1026", deviation: "0.1635")
    #expect(population.meanTenThousandths == 11026)
    #expect(population.deviationTenThousandths == 1635)
  }

  @Test(
    "The percentage of the mean is a whole number, rounded half away from zero",
    // 0.631 / 0.858 = 73.54 %, 0.429 / 0.858 = 50 %, 0.858 itself; 0.863 / 0.858 = 100.58 %
    arguments: [(0.631, 74), (0.429, 50), (0.858, 100), (0.863, 101)])
  func percentOfMean(density: Double, expected: Int) throws {
    let population = try YoungAdultPopulation.sample(mean: "0.858", deviation: "0.120")
    let areal = try #require(ArealDensity(gramsPerSquareCentimeter: density))
    #expect(population.percentOfMean(areal) == expected)
  }

  @Test(
    "The largest density at or below a score is the last one that is reported so",
    arguments: [("0.858", "0.120"), ("0.942", "0.122"), ("1.047", "0.110"), ("0.876", "0.0889"), ("1.1026", "0.163")])
  func largestDensity(mean: String, deviation: String) throws {
    let population = try YoungAdultPopulation.sample(mean: mean, deviation: deviation)
    for tenths in -50...30 {
      let score = ReportedScore(tenths: tenths)
      let expected = (1...3000).last { TScore(milligrams: Int64($0), against: population).reported <= score }
      #expect(population.largestDensity(atOrBelow: score) == expected.map { Int64($0) }, "\(tenths)")
    }
  }

  @Test("Each family has a name for people")
  func families() {
    #expect(
      ReferenceFamily.allCases.map { $0.name } == [
        "NHANES III", "the manufacturer's", "NHANES 2005-2010", "NHANES 2005-2014",
      ])
  }

  @Test("A standard deviation that is not positive is a mistake of the program")
  func deviationPrecondition() async {
    await #expect(processExitsWith: .failure) { _ = try YoungAdultPopulation.sample(mean: "0.858", deviation: "0") }
    await #expect(processExitsWith: .failure) { _ = try YoungAdultPopulation.sample(mean: "0.858", deviation: "-0.1") }
  }

  @Test("A standard deviation that is zero to four decimals is a mistake of the program")
  func smallDeviationPrecondition() async {
    await #expect(processExitsWith: .failure) {
      _ = try YoungAdultPopulation.sample(mean: "0.858", deviation: "0.00004")
    }
  }
}
