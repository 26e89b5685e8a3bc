// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Statistics

/// What the rows of a column of densities are scored against, resolved once and looked up by a small number.
///
/// Rows that agree in all but age and density (sex, group, site, scanner ...) share a **code**. The ages at which something
/// changes, such as the one from which T-scores apply, part a code into **cells**. A cell names the young adults, the
/// peers and the score that decides.
public struct ScoreTable: Sendable {
  /// How the densities of rows in one cell are scored.
  public struct Cell: Sendable {
    /// The young adults of the T-score; `nil` for none.
    public var population: YoungAdultPopulation?

    /// The peers of the Z-score; `nil` for none.
    public var peers: AgeCurve?

    /// The score that decides the category; `nil` for no category.
    public var basis: ScoreBasis?

    /// Creates a cell.
    public init(population: YoungAdultPopulation?, peers: AgeCurve?, basis: ScoreBasis?) {
      self.population = population
      self.peers = peers
      self.basis = basis
    }
  }

  /// Rows that agree in all but age and density.
  public struct Code: Sendable {
    /// The ages in years from which the next cell holds, rising.
    public var edges: [Double]

    /// The cells, one more than the edges.
    public var cells: [Cell]

    /// Creates a code.
    ///
    /// - Precondition: There must be one cell more than edges, and the edges must rise.
    public init(edges: [Double], cells: [Cell]) {
      precondition(cells.count == edges.count + 1, "A code must have one cell more than edges.")
      precondition(zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 }, "The edges of a code must rise.")
      self.edges = edges
      self.cells = cells
    }
  }

  /// Which score is held against a cut point.
  public enum Classification: String, CaseIterable, Sendable {
    /// The score to one decimal, as reports print it.
    case reported
    /// The score before rounding; for comparison with publications that classify so.
    case unrounded
  }

  /// The young adults of a cell as the kernel reads them.
  struct Adults {
    /// The mean and the standard deviation in ten-thousandths of g/cm²; not a number without young adults.
    var mean = Double.nan, deviation = Double.nan
    /// The largest densities in g/cm² that are osteoporosis, and that are not yet normal; not a number unless the T-score
    /// decides.
    var osteoporosisAtMost = Double.nan, lowAtMost = Double.nan
    /// The largest Z-score that is below the expected range; not a number unless the Z-score decides.
    var belowRangeAtMost = Double.nan
  }

  /// The peers of a cell as the kernel reads them.
  struct Peers {
    /// The first and the last age in years; an empty range without peers.
    var firstAge = Double.infinity, lastAge = -Double.infinity
    /// The segments in a year.
    var stepsPerYear = 1.0
    /// The index of the first segment.
    var segment = 0
  }

  /// The young adults and the peers of each cell.
  let adults: [Adults]
  let peers: [Peers]

  /// The segments of all peers; the first gives no number and serves rows without peers of their age.
  let segments: [CurveGrid.Segment]

  /// The first cell of each code.
  let firstCell: [Int]

  /// The ages at which the next cell of a code begins.
  let edges: [Double]

  /// The edges that each code holds, the last ones endless.
  let edgeCount: Int

  /// How the scores are classified.
  public let classification: Classification

  /// The number of codes.
  public var codeCount: Int { firstCell.count }

  /// Resolves codes; `nil` if a curve of peers cannot be cut into equal steps (``CurveGrid``).
  ///
  /// - Parameters:
  ///   - codes: What each code stands for.
  ///   - points: The scores at which a category changes.
  ///   - classification: Which score is held against them.
  public init?(_ codes: [Code], points: CutPoints, classification: Classification) {
    edgeCount = codes.map { $0.edges.count }.max() ?? 0
    self.classification = classification
    let belowRange = Self.largestScore(notAbove: points.belowRangeAtMost, classification)
    var adults: [Adults] = []
    var peers: [Peers] = []
    var segments: [CurveGrid.Segment] = [.none]
    var firstCell: [Int] = []
    var edges: [Double] = []
    var placed: [String: Peers] = [:]
    for code in codes {
      firstCell.append(adults.count)
      edges += code.edges + Array(repeating: .infinity, count: edgeCount - code.edges.count)
      for cell in code.cells {
        adults.append(Adults(cell, points, belowRange, classification))
        guard let curve = cell.peers else {
          peers.append(Peers())
          continue
        }
        if placed[curve.key] == nil {
          guard let grid = curve.grid else { return nil }
          placed[curve.key] = Peers(
            firstAge: grid.ages.lowerBound, lastAge: grid.ages.upperBound, stepsPerYear: grid.stepsPerYear,
            segment: segments.count)
          segments += grid.segments
        }
        peers.append(placed[curve.key] ?? Peers())
      }
    }
    precondition(adults.count <= 1 << 16, "A table must not have more than 65536 cells.")
    self.adults = adults
    self.peers = peers
    self.segments = segments
    self.firstCell = firstCell
    self.edges = edges
  }

  /// The largest score before rounding that is classified as at or below a cut point.
  private static func largestScore(notAbove point: ReportedScore, _ classification: Classification) -> Double {
    switch classification {
    case .unrounded: point.value
    case .reported:
      Double.largest(from: point.value, to: point.value + 0.1) { score in
        ReportedScore(rounding: score).map { $0 <= point } ?? false
      }
    }
  }
}

extension ScoreTable.Adults {
  init(
    _ cell: ScoreTable.Cell, _ points: CutPoints, _ belowRange: Double, _ classification: ScoreTable.Classification
  ) {
    if cell.basis == .z { belowRangeAtMost = belowRange }
    guard let population = cell.population else { return }
    mean = Double(population.meanTenThousandths)
    deviation = Double(population.deviationTenThousandths)
    guard cell.basis == .t else { return }
    osteoporosisAtMost = population.largestDensity(
      notAbove: points.osteoporosisAtMost, isInside: true, classification)
    lowAtMost = population.largestDensity(notAbove: points.normalAtLeast, isInside: false, classification)
  }
}

extension YoungAdultPopulation {
  /// The largest density in g/cm² whose T-score is at or below a cut point, or below it where the point itself is not inside.
  func largestDensity(
    notAbove point: ReportedScore, isInside: Bool, _ classification: ScoreTable.Classification
  ) -> Double {
    let mean = Double(meanTenThousandths) / 10000
    let deviation = Double(deviationTenThousandths) / 10000
    return Double.largest(from: 0, to: mean + 20 * deviation) { density in
      guard let density = ArealDensity(gramsPerSquareCentimeter: density) else { return density < mean }
      let comparison: (score: Int64, cut: Int64)
      switch classification {
      case .reported:
        comparison = (Int64(TScore(milligrams: density.milligrams, against: self).reported.tenths), Int64(point.tenths))
      case .unrounded:
        let distance = (density.milligrams * 10 - meanTenThousandths) * 10
        comparison = (distance, Int64(point.tenths) * deviationTenThousandths)
      }
      return isInside ? comparison.score <= comparison.cut : comparison.score < comparison.cut
    }
  }
}

extension AgeCurve {
  /// The curve at equal steps of age; `nil` where it cannot be cut so.
  public var grid: CurveGrid? { CurveGrid(ages: ages, curves: knots.map { $0.distribution }) }
}

extension Double {
  /// The largest number of an interval for which a statement holds that holds up to some number and not beyond.
  static func largest(from low: Double, to high: Double, where holds: (Double) -> Bool) -> Double {
    var (low, high) = (low, high)
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return holds(high) ? high : low }
      if holds(middle) { low = middle } else { high = middle }
    }
  }
}
