// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase

/// When a person is scanned again, and why, in sentences.
struct NextScanText {
  let next: NextScan
  let wording: Wording

  /// The sentences; the first begins with the days where these are known.
  var sentences: [String] {
    let ofSites = next.sites.map { change($0).capitalizedFirst }
    let last = [tooEarly, next.cutPoint.map { cutPoint($0).capitalizedFirst }].compactMap(\.self)
    let reasons = [window] + ofSites + last
    let dated = [[days, reasons[0]].compactMap(\.self).joined(separator: " ")] + reasons.dropFirst()
    return dated
      + next.findings.map { finding in
        "\(wording.sentence(of: finding.rule, .clinician, finding.facts) ?? finding.message) [\(finding.rule)]"
      }
  }

  // MARK: The interval

  private var days: String? {
    guard let interval = next.interval?.interval, let from = next.day(after: interval.fromMonths) else { return nil }
    guard let end = interval.toMonths else { return wording.phrase("next.days.from", ["from": from.description]) }
    guard end > interval.fromMonths, let to = next.day(after: end) else {
      return wording.phrase("next.days.at", ["from": from.description])
    }
    return wording.phrase("next.days.range", ["from": from.description, "to": to.description])
  }

  private var window: String {
    guard let first = next.interval else {
      return wording.phrase("reason.none", ["guideline": next.guideline.rawValue])
    }
    let sentence = wording.phrase(
      "reason.interval",
      [
        "title": wording.text("names.interval.\(first.rule)") ?? first.title, "rule": first.rule,
        "interval": words(first.interval),
      ])
    let others = next.intervals.dropFirst().map { "\($0.rule) \(words($0.interval))" }
    guard !others.isEmpty else { return sentence }
    return sentence + " " + wording.phrase("reason.also", ["others": others.joined(separator: "; ")])
  }

  private func words(_ interval: RepeatInterval) -> String {
    let from = "\(interval.fromMonths)"
    guard let to = interval.toMonths else { return wording.phrase("interval.least", ["from": from]) }
    return to == interval.fromMonths
      ? wording.phrase("interval.at", ["from": from])
      : wording.phrase("interval.range", ["from": from, "to": "\(to)"])
  }

  /// An interval that ends before any site shows a change.
  private var tooEarly: String? {
    guard let interval = next.interval, next.endsBeforeChange else { return nil }
    return wording.phrase("reason.early", ["rule": interval.rule])
  }

  // MARK: The sites

  private func change(_ times: NextScan.SiteTimes) -> String {
    let site = site(times.site)
    guard let reach = times.earliestUseful else {
      return unknown("reason.unknown", times.missing, ["site": site])
    }
    let minimum = times.plainMinimum.map { wording.phrase("reason.minimum", ["time": wording.time($0)]) }
    let sentence =
      switch reach {
      case .after(let months):
        wording.phrase(
          "reason.expected",
          ["site": site, "change": expected(times.expectedChange), "time": wording.time(months)])
      case .never(let highest, let months):
        wording.phrase(
          "reason.never",
          ["site": site, "power": wording.number(highest * 100, 0), "time": wording.time(months)])
      }
    return [sentence, minimum].compactMap(\.self).joined(separator: " ")
  }

  private func expected(_ change: Double?) -> String {
    guard let change else { return wording.phrase("expected.change") }
    return wording.phrase(
      change < 0 ? "expected.loss" : "expected.gain", ["amount": wording.number(change.magnitude, 3)])
  }

  private func cutPoint(_ time: NextScan.CutPointTime) -> String {
    let values = ["score": wording.localized("\(time.cutPoint.score)"), "site": site(time.site)]
    switch time.reach {
    case nil: return unknown("reason.cut.unknown", time.missing, values)
    case .after(0): return wording.phrase("reason.cut.now", values)
    case .after(let months):
      return wording.phrase("reason.cut.after", values.merging(["time": wording.time(months)]) { first, _ in first })
    case .never: return wording.phrase("reason.cut.never", values)
    }
  }

  private func unknown(_ key: String, _ missing: [NextScan.Missing], _ values: [String: String]) -> String {
    var values = values
    values["missing"] = wording.list(missing.map { wording.name("missing.\($0.rawValue)") })
    return wording.phrase(missing.count == 1 ? "\(key).one" : "\(key).several", values)
  }

  private func site(_ site: Site) -> String { wording.name("region.\(site.rawValue)") }
}
