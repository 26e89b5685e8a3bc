// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import KnowledgeBase
internal import Statistics

/// When a person is scanned again: the interval of the guideline, the earliest useful time, and the next cut point.
///
/// - Source: Rules MON-01 to MON-40 and SER-11; `docs/methods/next-scan.md`.
public struct NextScan: Hashable, Sendable {
  /// An interval that a rule names.
  public struct Interval: Hashable, Sendable {
    /// The rule.
    public let rule: String

    /// The rule in a few words.
    public let title: String

    /// When, in months after the latest scan.
    public let interval: RepeatInterval
  }

  /// What holds back the times of a site.
  public enum Missing: String, CaseIterable, Sendable {
    /// The precision error of the facility.
    case precision
    /// The expected rate.
    case rate
    /// The young adults of the T-score.
    case youngAdults = "young-adults"
  }

  /// The times of one site.
  public struct SiteTimes: Hashable, Sendable {
    /// The site.
    public let site: Site

    /// When an expected change can be told from noise; `nil` where something is missing.
    public let earliestUseful: SiteForecast.Reach?

    /// The plain minimum of SER-11 in months; `nil` where it is not reached, or something is missing.
    public let plainMinimum: Int?

    /// The change in g/cm² that is expected by ``earliestUseful``, or by the time of the highest power.
    public let expectedChange: Double?

    /// What is missing.
    public let missing: [Missing]
  }

  /// The time to the next cut point.
  public struct CutPointTime: Hashable, Sendable {
    /// The site.
    public let site: Site

    /// The cut point.
    public let cutPoint: NextCutPoint

    /// When it is reached with a probability of 10 %; `nil` where something is missing.
    public let reach: SiteForecast.Reach?

    /// What is missing.
    public let missing: [Missing]
  }

  /// The guideline.
  public let guideline: Guideline

  /// The day of the latest scan, if it was given.
  public let latestDay: CalendarDate?

  /// The intervals of all rules that hold, the one that counts first.
  public let intervals: [Interval]

  /// The times of the monitored sites.
  public let sites: [SiteTimes]

  /// The time to the next cut point; `nil` where no T-score decides or none lies below.
  public let cutPoint: CutPointTime?

  /// What the rules say besides, most severe first.
  public let findings: [Finding]

  /// The reason in sentences, each of which names its rule or its method.
  public let reasons: [String]

  /// The identifiers of the rules that spoke, in order.
  public let rules: [String]

  /// The interval that counts: of those that hold the one that ends first.
  public var interval: Interval? { intervals.first }

  /// Returns the day some months after the latest scan, if the day of that is known.
  public func day(after months: Int) -> CalendarDate? { latestDay.flatMap { $0.adding(months: months) } }

  /// The site that first shows an expected change, with its month; `nil` where none does within 30 years.
  public var earliestUseful: (site: Site, months: Int)? {
    let known = sites.compactMap { times in times.earliestUseful?.months.map { (site: times.site, months: $0) } }
    return known.min { $0.months < $1.months }
  }

  /// The T-score that decides, with the forecast of its site.
  public struct Deciding: Hashable, Sendable {
    /// What is expected at the site.
    public let forecast: SiteForecast

    /// The reported T-score.
    public let score: ReportedScore

    /// The young adults of the score; `nil` where they are not known, as of a score that was only printed.
    public let youngAdults: YoungAdultPopulation?

    /// Creates the score that decides.
    public init(forecast: SiteForecast, score: ReportedScore, youngAdults: YoungAdultPopulation?) {
      self.forecast = forecast
      self.score = score
      self.youngAdults = youngAdults
    }
  }

  /// Works out when a person is scanned again.
  ///
  /// - Parameters:
  ///   - sites: The monitored sites: spine and total hip, the femoral neck where there is no total hip (SER-09).
  ///   - deciding: The T-score that decides; `nil` where no T-score applies.
  ///   - facts: The facts of the person at the latest visit.
  ///   - rules: The rules in force.
  ///   - latestDay: The day of the latest scan, if it was given.
  public init(
    sites: [SiteForecast], deciding: Deciding?, facts: Facts, rules: RuleBook, latestDay: CalendarDate? = nil
  ) {
    let holding = rules.holding(.next, facts)
    guideline = rules.guideline
    self.latestDay = latestDay
    intervals = Self.intervals(holding)
    self.sites = sites.map(SiteTimes.init)
    cutPoint = deciding.flatMap(CutPointTime.init)
    findings = Finding.list(holding.compactMap { Finding($0, subject: "person", facts) })
    self.rules = holding.map { $0.id }
    reasons = Reasons(guideline: guideline, intervals: intervals, sites: self.sites, cutPoint: cutPoint).sentences
  }

  /// Whether the interval that counts ends before a change can be told from noise at any site.
  public var endsBeforeChange: Bool { Self.endsBeforeChange(intervals, sites) }

  static func endsBeforeChange(_ intervals: [Interval], _ sites: [SiteTimes]) -> Bool {
    let useful = sites.compactMap { $0.earliestUseful }
    guard let end = intervals.first?.interval.toMonths, !useful.isEmpty, useful.count == sites.count else {
      return false
    }
    return useful.allSatisfy { $0.months.map { $0 > end } ?? true }
  }

  /// The intervals of the rules that hold: those that end first come first, of these those that begin last.
  private static func intervals(_ holding: [Rule]) -> [Interval] {
    let named = holding.compactMap { rule in
      rule.interval.map { Interval(rule: rule.id, title: rule.title, interval: $0) }
    }
    func order(_ place: Int) -> (Int, Int, Int) {
      let interval = named[place].interval
      return (interval.toMonths ?? .max, -interval.fromMonths, place)
    }
    return named.indices.sorted { order($0) < order($1) }.map { named[$0] }
  }
}

extension Finding {
  /// Whether it is about the next scan.
  public var isOnNextScan: Bool { RuleBook.rule(rule)?.subject == .next }
}

extension NextScan.SiteTimes {
  init(_ forecast: SiteForecast) {
    site = forecast.site
    earliestUseful = forecast.earliestUseful
    plainMinimum = forecast.plainMinimum
    missing = forecast.missing
    let months: Int? =
      switch earliestUseful {
      case .after(let months), .never(_, let months): months
      case nil: nil
      }
    expectedChange = months.flatMap { forecast.course?.change(after: Double($0) / 12) }
  }
}

extension NextScan.CutPointTime {
  init?(_ deciding: NextScan.Deciding) {
    guard let cutPoint = NextCutPoint(below: deciding.score) else { return nil }
    site = deciding.forecast.site
    self.cutPoint = cutPoint
    reach = deciding.youngAdults.flatMap { deciding.forecast.reach(cutPoint.density(against: $0)) }
    missing = deciding.forecast.missing + (deciding.youngAdults == nil ? [.youngAdults] : [])
  }
}

extension SiteForecast {
  /// What holds back the times of the site.
  var missing: [NextScan.Missing] {
    [noise == nil ? .precision : nil, course == nil ? .rate : nil].compactMap(\.self)
  }
}
