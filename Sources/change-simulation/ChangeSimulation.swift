// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Glibc
internal import Statistics

/// Simulates people whose true change is known: `change-simulation [PEOPLE [SEED]]`.
///
/// The exit status is 1 where a tenth of the probabilities of the right prior lies more than three standard errors from the
/// truth, or where the engine says other things of a person among many than of the person alone.
@main
enum ChangeSimulation {
  static func main() {
    let numbers = CommandLine.arguments.dropFirst().map { Int($0) ?? -1 }
    let people = numbers.first ?? 1_000_000
    let seed = numbers.dropFirst().first ?? 20_261_121
    guard people >= 1000, seed >= 0, numbers.count < 3 else {
      print("usage: change-simulation [PEOPLE [SEED]], at least 1000 people, a seed that is not negative")
      exit(2)
    }
    let isCalibrated = calibrate(people, seed: UInt64(seed))
    print(ClinicTables(people: people / 10, seed: UInt64(seed) + 1).text)
    exit(isCalibrated ? 0 : 1)
  }

  // MARK: Stated and true

  /// The ways to ask; the first is the one that must hold.
  static let questions = [
    Question(title: "Right prior", isOfMeanDensity: false),
    Question(title: "Right prior, percent of the mean density in the place of the first true one"),
    Question(title: "No prior", widening: .infinity),
    Question(title: "Wrong prior: expected rate 1 % a year too high, spread half", shift: 1, widening: 0.5),
  ]

  /// Prints the tables of tenths; returns whether what must hold does.
  private static func calibrate(_ people: Int, seed: UInt64) -> Bool {
    var random = RandomNumbers(seed: seed)
    var tables = questions.map { _ in Calibration() }
    var widest = 0.0
    for start in stride(from: 0, to: people, by: 20_000) {
      let drawn = (start..<min(people, start + 20_000)).map { _ in person(&random) }
      for (index, question) in questions.enumerated() {
        let answers = question.answers(to: drawn, visits: 5)
        for (person, probability) in zip(drawn, answers.lossProbabilities) {
          tables[index].count(probability, isLoss: person.trueChange < 0)
        }
        for (person, probability) in zip(drawn, answers.lossProbabilities).prefix(start == 0 ? 1000 : 0) {
          widest = max(widest, (question.probability(alone: person) - probability).magnitude)
        }
      }
    }
    print("\(people) people, 3 to 5 scans; percent; SE is the binomial standard error")
    for (question, table) in zip(questions, tables) {
      print("\n\(question.title): \(table.isWithinThree ? "" : "not ")within 3 SE\n\(table.table.text)")
    }
    let isSame = widest < 1e-9
    print("\nThe first 1000 people asked alone get the same probabilities: \(isSame ? "yes" : "no")\n")
    return tables[0].isWithinThree && isSame
  }

  /// A person with 3 to 5 scans, one of which one in five misses.
  private static func person(_ random: inout RandomNumbers) -> SimulatedPerson {
    let course = SimulatedPerson.Course(
      rate: random.one(of: [-2, -1, -0.6, 0, 2]), spread: random.uniform(0.5, 0.6))
    var times = [0.0]
    for _ in 1..<Int(random.one(of: [3, 4, 5])) { times.append(times[times.count - 1] + random.uniform(0.5, 3)) }
    let person = SimulatedPerson(
      times: times, errors: times.map { _ in random.uniform(0.008, 0.015) }, course: course, random: &random)
    guard random.unit() < 0.2 else { return person }
    return person.missing(1 + Int(random.unit() * Double(times.count - 1)))
  }
}
