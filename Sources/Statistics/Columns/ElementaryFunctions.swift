// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// Logarithm, exponential and normal distribution by arithmetic alone, the same for one number and for a column.
///
/// They hold no branch, so that a loop over them becomes vector instructions, and no fused multiply-add, so that every
/// processor gives the same bits. Each polynomial interpolates its function at Chebyshev nodes and is summed in several
/// chains at once.
///
/// - Source: `Reference/polynomials.py` computes the coefficients and measures the errors; method note
///   `docs/methods/columns.md`.
enum ElementaryFunctions {
  /// The number that, added to one below 2^51 in size, rounds it to a whole number in the last bits of the sum.
  private static let rounder = 0x1.8p52

  /// Returns the natural logarithm.
  ///
  /// ```
  /// x = m * 2^e with m about 1;  log x = e * log 2 + 2 * atanh(f), f = (m - 1) / (m + 1)
  /// ```
  ///
  /// `2 * f` is taken as `(m - 1) - f * (m - 1)`, whose first part is exact.
  ///
  /// - Parameter x: A positive normal number; others give a number without meaning.
  /// - Returns: The logarithm, within 2 units of the last place.
  @inline(__always)
  static func logarithm(_ x: Double) -> Double {
    // The exponent of x over the root of one half, 1024 above itself so that no sign is shifted.
    let bits = x.bitPattern
    let exponent = (bits &+ (0x4000_0000_0000_0000 &- 0x3FE6_A09E_667F_3BCD)) &>> 52
    let fraction = Double(bitPattern: bits &+ 0x4000_0000_0000_0000 &- (exponent &<< 52))
    let rest = fraction - 1
    let f = rest / (fraction + 1)
    let q = f * f
    let w = q * q
    let even = ((0.07308288210822193 * w + 0.09091444716878758) * w + 0.14285714313000714) * w + 0.3333333333333335
    let odd = (0.07665855673336498 * w + 0.11111105565280363) * w + 0.19999999999949725
    let power = Double(bitPattern: exponent | 0x4330_0000_0000_0000) - (0x1p52 + 1024)
    return power * 0.693147180559945309417 + (rest - f * (rest - 2 * (q * (even + odd * q))))
  }

  /// Returns `exp(y) - shift`; with a shift of 1 all digits hold near zero, too.
  ///
  /// ```
  /// y = n * log 2 + r;  exp(y) - shift = 2^n * (exp(r) - 1) + (2^n - shift)
  /// ```
  ///
  /// - Parameters:
  ///   - y: A number from -708 to 709; others give a number without meaning.
  ///   - shift: 0 or 1.
  /// - Returns: The difference, within 2 units of the last place.
  @inline(__always)
  static func exponential(_ y: Double, less shift: Double) -> Double {
    let sum = y * 1.44269504088896340736 + rounder
    let n = sum - rounder
    let r = (y - n * 0.693147180369123816490) - n * 1.90821492927058770002e-10
    let s = r * r
    let even =
      (((2.7620088445409746e-07 * s + 2.4801521295954376e-05) * s + 0.0013888888917213717) * s + 0.04166666666662413)
      * s + 0.5000000000000001
    let odd =
      (((2.510038549551032e-08 * s + 2.7557268459997064e-06) * s + 0.00019841269863053618) * s + 0.008333333333330062)
      * s + 0.16666666666666669
    let scale = Double(bitPattern: (sum.bitPattern &<< 52) &+ 0x3FF0_0000_0000_0000)
    return (scale * r + (scale - shift)) + scale * (s * (even + odd * r))
  }

  /// Returns the Z-score of a value under a Box-Cox normal distribution; a value that is no number gives none.
  ///
  /// ```
  /// Z = (exp(L * log(x / M)) - 1) / (L * S)
  /// ```
  ///
  /// A power of 0 is taken as 2^-300, which gives `log(x / M) / S` to the last bit.
  ///
  /// - Precondition: `value` over `median` must lie from 1e-100 to 1e100, and its logarithm times `power` from -708 to 709.
  @inline(__always)
  static func boxCoxScore(of value: Double, power: Double, median: Double, variation: Double) -> Double {
    boxCoxScore(ofLogarithm: logarithmOfRatio(value, median), power: power, variation: variation)
  }

  /// Returns the logarithm of a value over the median; not a number for a value that is none.
  @inline(__always)
  static func logarithmOfRatio(_ value: Double, _ median: Double) -> Double {
    let ratio = value / median
    return logarithm(ratio) + (ratio - ratio)
  }

  /// Returns the Z-score from the logarithm of the value over the median.
  @inline(__always)
  static func boxCoxScore(ofLogarithm logarithm: Double, power: Double, variation: Double) -> Double {
    let power = power + 0x1p-300
    return exponential(power * logarithm, less: 1) / (power * variation)
  }

  /// Returns the probability that a standard normal value falls at or below `z`; not a number gives itself.
  ///
  /// ```
  /// Phi(-a) = exp(-a^2 / 2) * g(q) / (2 * (x + 7/2)),  x = a / sqrt(2), q = (x - 7/2) / (x + 7/2)
  /// ```
  ///
  /// where `g(q) = exp(x^2) * erfc(x) * (x + 7/2)` is smooth.
  ///
  /// - Accuracy: Within 5 + 3 z^2 units of the last place; below -37.5 it is the value there.
  @inline(__always)
  static func normalCumulative(_ z: Double) -> Double {
    normalCumulative(z, scaledTail: scaledTail(z))
  }

  /// Returns the part of the tail beyond `z`, in units of `exp(-z^2 / 2)`.
  @inline(__always)
  static func scaledTail(_ z: Double) -> Double {
    let distance = z.magnitude
    let a = 37.5 < distance ? 37.5 : distance
    let x = a * 0.70710678118654752440
    let share = 1 / (x + 3.5)
    let q = (x - 3.5) * share
    let s = q * q
    let w = s * s
    var p0 = 8.570868766754434e-09
    p0 = p0 * w + 5.504622987190049e-07
    p0 = p0 * w + 1.864731008553152e-05
    p0 = p0 * w - 0.0013053546832745974
    p0 = p0 * w + 0.22573862164745678
    p0 = p0 * w + 1.08705558926226
    var p1 = 3.6586537922138973e-09
    p1 = p1 * w + 1.1805355998086539e-07
    p1 = p1 * w + 7.2450385144505985e-06
    p1 = p1 * w + 0.00071453174707873
    p1 = p1 * w - 0.09231870663792034
    p1 = p1 * w - 0.9377997245671118
    var p2 = 1.8263730993899777e-10
    p2 = p2 * w - 8.309196732226407e-08
    p2 = p2 * w - 3.3921712820637326e-06
    p2 = p2 * w - 4.2062208312446473e-05
    p2 = p2 * w + 0.026518619880764628
    p2 = p2 * w + 0.6941136466346436
    var p3 = -2.3015645404884186e-08
    p3 = p3 * w - 7.980313408780149e-07
    p3 = p3 * w - 7.477738217744341e-05
    p3 = p3 * w - 0.0031770503505242844
    p3 = p3 * w - 0.43525602671690783
    let g = (p0 + p1 * q) + s * (p2 + p3 * q)
    return 0.5 * g * share
  }

  /// Returns the probability at or below `z` from the scaled tail.
  @inline(__always)
  static func normalCumulative(_ z: Double, scaledTail: Double) -> Double {
    let distance = z.magnitude
    let a = 37.5 < distance ? 37.5 : distance
    let tail = exponential(-0.5 * (a * a), less: 0) * scaledTail
    return z > 0 ? 1 - tail : tail
  }
}
