// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics

/// Scores columns of densities in blocks that stay in the cache, with the same bits as ``TScore`` and ``ZScore``.
///
/// The buffers of one block are made once and used again, so that no row takes memory. A scorer serves one thread.
public final class ColumnScorer {
  /// The rows of a block.
  static let blockSize = 1024

  private let table: ScoreTable

  // What is looked up for the rows of a block.
  private let powers = UnsafeMutablePointer<Double>.zeros(blockSize)
  private let medians = UnsafeMutablePointer<Double>.zeros(blockSize)
  private let variations = UnsafeMutablePointer<Double>.zeros(blockSize)
  private let limits = UnsafeMutablePointer<Double>.zeros(blockSize)

  /// Creates a scorer.
  public init(_ table: ScoreTable) {
    self.table = table
  }

  deinit {
    for column in [powers, medians, variations, limits] { column.deallocate() }
  }

  /// Scores the rows of columns, block by block.
  ///
  /// - Precondition: The codes must be those of the table.
  public func score(_ columns: ScoreColumns) {
    var first = 0
    while first < columns.count {
      let count = min(Self.blockSize, columns.count - first)
      let block = columns.rows(from: first, count: count)
      findCells(block)
      findPeers(block)
      scoreT(block)
      BoxCoxColumns.writeScores(
        of: block.densities, powers: powers, medians: medians, variations: variations, to: block.zScores, count: count)
      BoxCoxColumns.writeCentiles(of: block.zScores, to: block.centiles, count: count)
      classifyZScores(block)
      first += count
    }
  }

  /// Finds the cell of each row: what its code and its age are scored against.
  private func findCells(_ block: ScoreColumns) {
    var largest: UInt16 = 0
    for row in 0..<block.count { largest = max(largest, block.codes[row]) }
    precondition(Int(largest) < table.codeCount, "A code must be one of the table.")
    let edgeCount = table.edgeCount
    table.edges.withUnsafeBufferPointer { edges in
      table.firstCell.withUnsafeBufferPointer { firstCell in
        for row in 0..<block.count {
          let code = Int(block.codes[row])
          let age = block.ages[row]
          var cell = firstCell[code] &+ edgeCount
          // The sign of the difference is 1 before the edge; a comparison would become a branch that is often mispredicted.
          for edge in 0..<edgeCount {
            cell &-= Int(truncatingIfNeeded: (age - edges[code &* edgeCount &+ edge]).bitPattern &>> 63)
          }
          block.cells[row] = UInt16(truncatingIfNeeded: cell)
        }
      }
    }
  }

  /// Looks up L, M and S of the peers of each row.
  private func findPeers(_ block: ScoreColumns) {
    table.peers.withUnsafeBufferPointer { peers in
      table.segments.withUnsafeBufferPointer { segments in
        for row in 0..<block.count {
          let age = block.ages[row]
          let own = peers[Int(block.cells[row])]
          // The place among the segments, rounded down by adding a large number; the first segment where there is none.
          let place = (age - own.firstAge) * own.stepsPerYear
          let sum = place + 0x1p52
          let isRoundedUp = Int(truncatingIfNeeded: (place - (sum - 0x1p52)).bitPattern &>> 63)
          let step = Int(truncatingIfNeeded: sum.bitPattern & 0xFFFF) &- isRoundedUp &+ own.segment
          let isInside = age >= own.firstAge && age <= own.lastAge
          let segment = segments[isInside ? step : 0]
          let fraction = (age - segment.start) * segment.inverse
          powers[row] = segment.power + fraction * segment.powerRise
          medians[row] = segment.median + fraction * segment.medianRise
          variations[row] = segment.variation + fraction * segment.variationRise
        }
      }
    }
  }

  /// Writes the T-scores before rounding, and the categories of rows whose T-score decides.
  ///
  /// A density is rounded to mg/cm² by adding a large number, which cannot tell which way a half goes: a row near a half is
  /// rounded by the definition.
  private func scoreT(_ block: ScoreColumns) {
    table.adults.withUnsafeBufferPointer { adults in
      for row in 0..<block.count {
        let density = block.densities[row]
        let own = adults[Int(block.cells[row])]
        let exact = density * 1000
        var whole = (exact + 0x1.8p52) - 0x1.8p52
        if (exact - whole).magnitude > 0.49999 {
          whole = ArealDensity(gramsPerSquareCentimeter: density).map { Double($0.milligrams) } ?? .nan
        }
        block.tScores[row] = (whole * 10 - own.mean) / own.deviation
        block.categories[row] = own.category(ofDensity: density)
        limits[row] = own.belowRangeAtMost
      }
    }
  }

  /// Classifies the rows whose Z-score decides.
  private func classifyZScores(_ block: ScoreColumns) {
    for row in 0..<block.count {
      let (score, limit) = (block.zScores[row], limits[row])
      let isAbove: UInt8 = score > limit ? 1 : 0
      let isAtMost: UInt8 = score <= limit ? 1 : 0
      let decides = 0 &- (isAbove | isAtMost)
      let category = CategoryCode.belowExpectedRange &+ isAbove
      block.categories[row] = (category & decides) | (block.categories[row] & ~decides)
    }
  }
}

extension ScoreTable.Adults {
  /// The category of a density where the T-score decides.
  @inline(__always)
  fileprivate func category(ofDensity density: Double) -> UInt8 {
    let isAbove: UInt8 = density > osteoporosisAtMost ? 1 : 0
    let isNormal: UInt8 = density > lowAtMost ? 1 : 0
    let isAtMost: UInt8 = density <= osteoporosisAtMost ? 1 : 0
    return (CategoryCode.osteoporosis &- isAbove &- isNormal) | ((isAbove | isAtMost) &- 1)
  }
}

extension UnsafeMutablePointer<Double> {
  fileprivate static func zeros(_ count: Int) -> Self {
    let column = allocate(capacity: count)
    column.initialize(repeating: 0, count: count)
    return column
  }
}
