// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase

/// What a report says in sum, gathered in one pass, so that an audit takes a time in proportion to its length.
struct ReportSummary {
  /// The diagnoses that the report makes of the scan now: neither denied nor of an earlier time.
  private(set) var diagnoses: [StatedDiagnosis] = []

  /// Whether it says that osteoporosis was diagnosed before.
  private(set) var saysEarlierOsteoporosis = false

  /// Whether it names an earlier study, or gives a density of one.
  private(set) var namesEarlierScan = false

  /// Whether it calls a loss or a gain significant.
  private(set) var claimsSignificantChange = false

  /// Whether it says of a change whether it is significant, or calls the density stable.
  private(set) var judgesChange = false

  /// The least significant changes that it gives.
  private(set) var limits = StatedLimits()

  /// The kinds of its advice.
  private(set) var advice: Set<StatedAdvice.Kind> = []

  private var regionsWithGrams: Set<StatedRegion?> = []

  init(_ report: FinishedReport) {
    for statement in report.statements { add(statement.content) }
  }

  private mutating func add(_ content: ReportStatement.Content) {
    switch content {
    case .diagnosis(let stated): add(stated)
    case .change(let stated): add(stated)
    case .leastSignificantChange(let stated): limits.add(stated)
    case .density(let stated): namesEarlierScan = namesEarlierScan || stated.isEarlier
    case .item(.comparedStudy), .item(.outsideStudy): namesEarlierScan = true
    case .advice(let stated): advice.insert(stated.kind)
    default: break
    }
  }

  private mutating func add(_ stated: StatedDiagnosis) {
    guard !stated.isDenied else { return }
    if !stated.isEarlier {
      diagnoses.append(stated)
    } else if stated.category.isOsteoporosis {
      saysEarlierOsteoporosis = true
    }
  }

  private mutating func add(_ stated: StatedChange) {
    if stated.grams != nil { regionsWithGrams.insert(stated.region) }
    if stated.isSignificant == true, stated.direction != .stable { claimsSignificantChange = true }
    if stated.isSignificant != nil || stated.direction == .stable { judgesChange = true }
  }

  /// Tells whether some statement gives the change of a region in g/cm²; without a region, of any.
  func givesGrams(of region: StatedRegion?) -> Bool {
    guard let region else { return !regionsWithGrams.isEmpty }
    return regionsWithGrams.contains { $0?.isCompatible(with: region) ?? true }
  }
}
