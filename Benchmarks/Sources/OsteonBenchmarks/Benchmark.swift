// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The wall times of one piece of work, in microseconds.
struct Benchmark {
  let title: String
  let times: [Double]

  /// Times a body; each run's result is checked, so that no work can be left out.
  ///
  /// - Parameters:
  ///   - title: The type and the operation.
  ///   - runs: How often the body is timed, after a tenth as many runs that do not count.
  ///   - body: The work; it returns whether its result is right.
  init(_ title: String, runs: Int, _ body: () -> Bool) {
    self.title = title
    let clock = ContinuousClock()
    for _ in 0..<max(1, runs / 10) { precondition(body(), "\(title): the result must be right.") }
    var times: [Double] = []
    for _ in 0..<runs {
      var isRight = false
      let time = clock.measure { isRight = body() }
      precondition(isRight, "\(title): the result must be right.")
      times.append(Double(time.components.attoseconds) / 1e12 + Double(time.components.seconds) * 1e6)
    }
    self.times = times.sorted()
  }

  /// The time that half of the runs stay below.
  var median: Double { times[times.count / 2] }

  /// The time that 95 of 100 runs stay below.
  var ninetyFifth: Double { times[times.count * 95 / 100] }

  /// The benchmark as one line of JSON.
  var json: String {
    "{ \"title\": \"\(title)\", \"unit\": \"microseconds\", \"runs\": \(times.count), \"median\": \(median.rounded(2)),"
      + " \"ninetyFifth\": \(ninetyFifth.rounded(2)) }"
  }
}

extension Double {
  fileprivate func rounded(_ places: Int) -> Double {
    let unit = (0..<places).reduce(1.0) { power, _ in power * 10 }
    return (self * unit).rounded() / unit
  }
}
