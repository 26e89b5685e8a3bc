// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Testing

@testable internal import osteon

@Suite("Command phantom")
struct PhantomCommandTests {
  @Test(
    "What the command cannot do is refused with the way out",
    arguments: [
      (
        ["phantom", "t.csv", "--baseline", "9"],
        "The option '--baseline N' needs 10 scans or more, but has 9. Ask for 15 to 25, one a day."
      ),
      (
        ["phantom", "t.csv", "--baseline", "10", "--baseline-until", "2026-05-01"],
        "'--baseline-until' and '--baseline' exclude each other, but both are given. Keep one of the two."
      ),
      (
        ["phantom", "t.csv", "--plot", "-"],
        "'--plot' and '--output' must go to two places, but go to one. Name a file for '--plot'."
      ),
      (
        ["phantom", "t.csv", "--plot", "x", "-o", "x"],
        "'--plot' and '--output' must go to two places, but go to one. Name a file for '--plot'."
      ),
      (
        ["phantom", "-", "--scans", "-"],
        "Standard input can be read once, but both TABLE and '--scans' are to come from it. Name a file for one of the"
          + " two."
      ),
      (
        ["phantom", "a.csv", "b.csv"],
        "'osteon phantom' takes one operand, but has 2. Write 'osteon phantom [OPTION...] [TABLE]', with quotation marks"
          + " around a word that holds spaces."
      ),
    ])
  func refusals(arguments: [String], message: String) {
    let answer = Osteon.answer(to: arguments)
    #expect(answer.status == 2 && answer.output.isEmpty)
    #expect(answer.messages == "osteon: \(message)\n")
  }
}
