// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Testing

@testable internal import osteon

@Suite("Typed numbers")
struct NumberTextTests {
  @Test(
    "What is not a decimal number is none",
    arguments: ["", "-", "+", ".", "-.", "1.", "1,9", "--1", "+-1", "\u{2212}-1", "1e3", "0x1", "1.9 ", "nan", "1.2.3"])
  func notANumber(text: String) {
    #expect(NumberText.normalized(text) == nil)
  }

  @Test(
    "A negative number begins with a minus of any form and a digit", arguments: ["-1", "-.5", "-,5", "\u{2212}2.5"])
  func negative(text: String) {
    #expect(NumberText.isNegative(text))
  }

  @Test("Anything else is no negative number", arguments: ["", "-", "--1", "-o", "-.", "-.a", "+1", "1", "\u{2212}"])
  func notNegative(text: String) {
    #expect(!NumberText.isNegative(text))
  }
}
