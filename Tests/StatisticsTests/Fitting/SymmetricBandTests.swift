// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import TestSupport
internal import Testing

@testable internal import Statistics

@Suite("Band matrices")
struct SymmetricBandTests {
  @Test("The equations 4 2 / 2 5 with the right side 8 12 have the solution 1 2")
  func twoByTwo() throws {
    var matrix = SymmetricBand(size: 2, width: 2)
    matrix.elements = [4, 2, 5, 0]
    let solution = try #require(matrix.factored()).solution(of: [8, 12])
    // 4 * 1 + 2 * 2 = 8 and 2 * 1 + 5 * 2 = 12
    #expect((solution[0] - 1).magnitude < 1e-15)
    #expect((solution[1] - 2).magnitude < 1e-15)
  }

  @Test("What a matrix is multiplied with comes back when its equations are solved")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 7)
    for width in [1, 2, 5, 12] {
      let size = 40
      var matrix = SymmetricBand(size: size, width: width)
      for column in 0..<size {
        matrix.elements[column * width] = 30 + generator.unit()
        for offset in 1..<max(1, min(width, size - column)) {
          matrix.elements[column * width + offset] = generator.unit() - 0.5
        }
      }
      let vector = (0..<size).map { _ in generator.unit() - 0.5 }
      let solved = try #require(matrix.factored()).solution(of: matrix.times(vector))
      for (found, given) in zip(solved, vector) { #expect((found - given).magnitude < 1e-13) }
    }
  }

  @Test("A matrix that is not positive definite has no factor")
  func indefinite() {
    var matrix = SymmetricBand(size: 2, width: 2)
    matrix.elements = [1, 2, 1, 0]  // determinant 1 - 4 = -3
    #expect(matrix.factored() == nil)
  }
}
