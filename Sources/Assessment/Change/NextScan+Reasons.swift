// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

extension NextScan {
  /// The reason for a next scan in sentences.
  struct Reasons {
    let guideline: Guideline
    let intervals: [Interval]
    let sites: [SiteTimes]
    let cutPoint: CutPointTime?

    var sentences: [String] {
      [window] + sites.map(change) + [tooEarly, cutPoint.map(category)].compactMap(\.self)
    }

    private var window: String {
      guard let first = intervals.first else {
        return "The guideline \(guideline.rawValue) gives no interval for this person as far as is known."
      }
      let others = intervals.dropFirst().map { "\($0.rule) \($0.interval.inWords)" }
      let besides = others.isEmpty ? "" : " Also: " + others.joined(separator: "; ") + "."
      return "\(first.title) (\(first.rule)): \(first.interval.inWords) the latest scan.\(besides)"
    }

    private func change(_ times: SiteTimes) -> String {
      let place = "At the \(times.site.name)"
      switch times.earliestUseful {
      case nil: return "\(place) no earliest useful time can be stated: \(Self.lack(times.missing)) not known."
      case .after(let months):
        return
          "\(place) \(Self.kind(times.expectedChange)) is expected; from \(Self.time(months)) on it is told from noise"
          + " with a power of 80 % or more.\(Self.minimum(times.plainMinimum))"
      case .never(let highest, let months):
        return
          "\(place) an expected change is never told from noise with a power of 80 % within 30 years: the highest power"
          + " is \(Fixed(highest * 100, places: 0)) %, after \(Self.time(months)).\(Self.minimum(times.plainMinimum))"
      }
    }

    /// An interval that ends before any site shows a change.
    private var tooEarly: String? {
      guard NextScan.endsBeforeChange(intervals, sites) else { return nil }
      return "The interval of \(intervals[0].rule) ends before an expected change can be told from noise: a scan then"
        + " looks for a faster one."
    }

    private func category(_ time: CutPointTime) -> String {
      let score = "a T-score of \(time.cutPoint.score) or lower at the \(time.site.name)"
      switch time.reach {
      case nil: return "When \(score) is to be expected cannot be stated: \(Self.lack(time.missing)) not known."
      case .after(0):
        return
          "A repeat today would report \(score) with a probability of 10 % or more, by noise alone; such a move is no"
          + " loss of bone."
      case .after(let months):
        return "A scan reports \(score) with a probability of 10 % after \(Self.time(months))."
      case .never:
        return "The probability that a scan reports \(score) stays below 10 % for 30 years."
      }
    }

    // MARK: Parts

    private static func kind(_ change: Double?) -> String {
      guard let change else { return "a change" }
      return "a \(change < 0 ? "loss" : "gain") of \(Fixed(change.magnitude, places: 3)) g/cm²"
    }

    private static func minimum(_ months: Int?) -> String {
      months.map { " The expected change reaches the least significant one after \(time($0)) (SER-11)." } ?? ""
    }

    private static func lack(_ missing: [Missing]) -> String {
      let words = missing.map { missing in
        switch missing {
        case .precision: "the precision error of the facility"
        case .rate: "an expected rate"
        case .youngAdults: "the young adults of the score"
        }
      }
      return words.joined(separator: " and ") + (words.count == 1 ? " is" : " are")
    }

    /// Returns months in words, in years from two years on.
    static func time(_ months: Int) -> String {
      switch months {
      case 1: "1 month"
      case 0..<24: "\(months) months"
      default: "\(Fixed(Double(months) / 12, places: 1)) years"
      }
    }
  }
}
