// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry

/// All scans of one day, or of one exact age where days are not given.
struct Visit {
  /// The day, if it was given.
  let date: CalendarDate?

  /// The age on that day.
  let age: Age

  /// The scans, in an order that does not depend on that of the study.
  let scans: [Scan]

  /// Whether no later visit is in the study.
  let isLatest: Bool

  /// Returns the visits of a study, the latest first.
  static func all(in study: Study) -> [Visit] {
    let byDate = study.scans.allSatisfy { $0.date != nil }
    func moment(_ scan: Scan) -> Double {
      byDate ? Double(scan.date?.dayNumber ?? 0) : scan.age.exactYears ?? 0
    }
    let moments = Set(study.scans.map(moment)).sorted(by: >)
    return moments.compactMap { time in
      let scans = study.scans.filter { moment($0) == time }.sorted { $0.orderKey < $1.orderKey }
      return scans.first.map { Visit(date: $0.date, age: $0.age, scans: scans, isLatest: time == moments.first) }
    }
  }

  /// Returns the whole months since an earlier visit, if both are known exactly.
  func wholeMonths(since earlier: Visit) -> Int? {
    if let date, let before = earlier.date { return date.wholeMonths(since: before) }
    guard let years = age.exactYears, let before = earlier.age.exactYears else { return nil }
    return Int(((years - before) * 12).rounded(.down))
  }

  /// Tells whether a drug is taken at the visit; one without dates is.
  ///
  /// A day that is known only to the month or year counts as one on which it is taken.
  func isTaken(_ drug: Medication) -> Bool {
    guard let date else { return drug.stop == nil }
    return drug.start?.earliest.map { $0 <= date } ?? true && drug.stop?.latest.map { $0 >= date } ?? true
  }
}

extension Patient {
  /// The person as known at a visit: what the study states as of now holds for the latest one only.
  ///
  /// A child was shorter at an earlier scan, and a pregnancy of today was none then.
  func known(at visit: Visit) -> Patient {
    guard !visit.isLatest else { return self }
    var patient = self
    patient.heightCm = nil
    patient.weightKg = nil
    patient.pregnancy = nil
    return patient
  }
}

extension Scan {
  /// All that tells two scans of one day apart, so that their order does not depend on that of the study.
  fileprivate var orderKey: String {
    let words = [scanner.manufacturer, scanner.model, scanner.serial, scanner.software, facility].map { $0 ?? "" }
    return (words + regions.map { $0.orderText }.sorted() + ["\(age)"] + comments).joined(separator: "\u{1F}")
  }
}

extension MeasuredRegion {
  /// All that tells two measurements of a region apart.
  fileprivate var orderText: String {
    let numbers = [
      density?.gramsPerSquareCentimeter, content, area, trabecularBoneScore, printed?.t?.value, printed?.z?.value,
    ]
    let words = [label] + numbers.map { $0.map { "\($0)" } ?? "" } + [printed?.reference ?? "", exclusionReason ?? ""]
    return words.joined(separator: "\u{1E}")
  }

  /// Where the region stands in lists: by site, whole spines before parts, then by side.
  var orderKey: [Int] {
    let sites = Site.allCases.firstIndex(of: site) ?? 0
    let vertebrae = subset.map { [4 - $0.count, Int($0.rawValue)] } ?? [0, 0]
    return [sites] + vertebrae + [side.flatMap { Side.allCases.firstIndex(of: $0) } ?? -1]
  }
}
