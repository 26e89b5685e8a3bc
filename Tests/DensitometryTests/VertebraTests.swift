// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Testing

@Suite("Vertebral subset")
struct VertebralSubsetTests {
  static let spellings: [(UInt8, String)] = [
    (0b0001, "L1"), (0b0010, "L2"), (0b0011, "L1-L2"), (0b0100, "L3"), (0b0101, "L1+L3"), (0b0110, "L2-L3"),
    (0b0111, "L1-L3"), (0b1000, "L4"), (0b1001, "L1+L4"), (0b1010, "L2+L4"), (0b1011, "L1+L2+L4"), (0b1100, "L3-L4"),
    (0b1101, "L1+L3+L4"), (0b1110, "L2-L4"), (0b1111, "L1-L4"),
  ]

  @Test("Each of the fifteen subsets that hold a vertebra prints and reads the same", arguments: spellings)
  func roundTrip(bits: UInt8, text: String) {
    let subset = VertebralSubset(rawValue: bits)
    #expect(subset.description == text)
    #expect(VertebralSubset(text) == subset)
    #expect(VertebralSubset(subset.vertebrae) == subset)
    #expect(subset.count == subset.vertebrae.count)
  }

  @Test("The sixteenth holds none, prints so, and is not read")
  func empty() {
    let subset = VertebralSubset([] as [Vertebra])
    #expect(subset.isEmpty && subset.count == 0)
    #expect(subset.description == "none")
    #expect(VertebralSubset("none") == nil)
    #expect(VertebralSubset("") == nil)
  }

  @Test("Ten subsets are neighbors without a gap")
  func contiguous() {
    let contiguous = Self.spellings.filter { VertebralSubset(rawValue: $0.0).isContiguous }.map { $0.1 }
    #expect(contiguous == Self.spellings.map { $0.1 }.filter { !$0.contains("+") })
    #expect(contiguous.count == 10)
    #expect(VertebralSubset(rawValue: 0).isContiguous)
  }

  @Test(
    "Other spellings of a subset are read too",
    arguments: [("L1+L2+L3+L4", 0b1111), ("L2+L1", 0b0011), ("L3-L3", 0b0100)] as [(String, UInt8)])
  func otherSpelling(text: String, bits: UInt8) {
    #expect(VertebralSubset(text)?.rawValue == bits)
  }

  @Test(
    "What is no subset is not read",
    arguments: [
      "L5", "L0", "l1", "L1,L2", "L1-", "-L4", "L4-L1", "L1-L2-L3", "L1+L1", "L1+", "L1 - L4", "L1-L4+L2", "T12",
      "L1-L5",
    ])
  func notRead(text: String) {
    #expect(VertebralSubset(text) == nil)
  }

  @Test("Bits that stand for no vertebra are dropped")
  func otherBits() {
    #expect(VertebralSubset(rawValue: 0xFF) == .all)
    #expect(VertebralSubset(rawValue: 0xF0).isEmpty)
  }

  @Test("Levels count from above")
  func levels() {
    #expect(Vertebra.allCases.map { $0.level } == [0, 1, 2, 3])
    #expect(VertebralSubset([.l4, .l1]).vertebrae == [.l1, .l4])
  }
}
