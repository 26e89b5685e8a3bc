// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The colors of charts, told apart with any kind of color vision, on paper and on a screen.
///
/// - Source: Okabe and Ito 2008, Color Universal Design, for the saturated ones.
extension Paint {
  /// The background.
  static let paper = Paint(0xFFFFFF)

  /// What sets a label off from the lines below it.
  static let veil = Paint(0xFFFFFF, opacity: 0.7)

  /// Text and what matters most.
  static let ink = Paint(0x1F2328)

  /// Text of the second rank.
  static let faintInk = Paint(0x57606A)

  /// Lines of a grid.
  static let grid = Paint(0xE3E6EA)

  /// Lines of axes.
  static let axis = Paint(0x8C959F)

  /// Curves and points.
  static let blue = Paint(0x0072B2)

  /// What stands out from the curves.
  static let vermilion = Paint(0xD55E00)
}
