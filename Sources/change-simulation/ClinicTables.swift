// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// Star and probability in simulated clinics: what they say, and which of them is right.
struct ClinicTables {
  static let intervals = [("yearly", 1.0), ("two-yearly", 2), ("five-yearly", 5)]
  static let groups = [("untreated", -0.6), ("early menopause", -2.0), ("on treatment", 2.0)]

  private let people: Int
  private var said = Table(
    ["clinic, people", "true loss", "true gain", "star", "wrong", "right prior", "wrong", "no prior", "wrong"]
      + ["untreated's", "wrong"])
  private var apart = Table(
    ["clinic, people", "disagree", "star alone", "of these right", "probability alone", "of these right", "opposite"])
  private var right = Table(["clinic, truth", "people", "disagree", "star right", "probability right", "neither right"])

  /// Visits every clinic with so many people of each group.
  init(people: Int, seed: UInt64) {
    self.people = people
    var random = RandomNumbers(seed: seed)
    for (name, interval) in Self.intervals {
      var all: [Clinic.Case] = []
      for (group, rate) in Self.groups {
        let clinic = Clinic(count: people, interval: interval, rate: rate, random: &random)
        let cases = clinic.cases(Question(title: "Right prior"))
        let others = [
          Question(title: "No prior", widening: .infinity),
          Question(title: "Prior of the untreated", shift: Self.groups[0].1 - rate),
        ]
        said.add(
          ["\(name), \(group)", cases.share { $0.truth == .loss }, cases.share { $0.truth == .gain }]
            + cases.calls { $0.star } + cases.calls { $0.probability }
            + others.flatMap { clinic.cases($0).calls { $0.probability } })
        apart.add(["\(name), \(group)"] + Self.speakingAlone(cases))
        all += cases
      }
      for (truth, verdict) in [("loss", Clinic.Verdict.loss), ("neither", .none), ("gain", .gain)] {
        right.add(["\(name), \(truth)"] + Self.right(all, of: verdict))
      }
    }
  }

  private static func speakingAlone(_ cases: [Clinic.Case]) -> [String] {
    let star = cases.filter { $0.star != .none && $0.probability == .none }
    let probability = cases.filter { $0.probability != .none && $0.star == .none }
    return [
      cases.share { $0.star != $0.probability }, .percent(star.count, of: cases.count),
      star.share { $0.star == $0.direction }, .percent(probability.count, of: cases.count),
      probability.share { $0.probability == $0.direction },
      cases.share { $0.star != .none && $0.probability != .none && $0.star != $0.probability },
    ]
  }

  private static func right(_ cases: [Clinic.Case], of truth: Clinic.Verdict) -> [String] {
    let meant = cases.filter { $0.truth == truth }
    let apart = meant.filter { $0.star != $0.probability }
    return [
      .percent(meant.count, of: cases.count), .percent(apart.count, of: meant.count),
      apart.share { $0.star == truth }, apart.share { $0.probability == truth },
      apart.share { $0.star != truth && $0.probability != truth },
    ]
  }

  /// The tables with what their columns hold.
  var text: String {
    """
    Clinics: \(people) people each, three scans, precision error 0.010 g/cm², least significant change 0.028 g/cm²

    Changes from first to last called real, in percent of people, by the star and by a probability above 95 % with the right
    prior, without one, and with the prior of the untreated for all. Wrong: of these, in percent, the true direction is the
    other one. True loss or gain: beyond half a least significant change.
    \(said.text)

    Where only one of star and probability (right prior) calls a change real, and whether its direction is the true one.
    \(apart.text)

    Where they disagree, which one says what is true: a loss or a gain beyond half a least significant change, or neither.
    \(right.text)
    """
  }
}
