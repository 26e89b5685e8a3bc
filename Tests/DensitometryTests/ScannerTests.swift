// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Testing

@Suite("Scanner scale")
struct ScannerScaleTests {
  @Test(
    "A maker is known by a name of its own, however it is written",
    arguments: [
      ("Hologic", ScannerScale.hologic), ("HOLOGIC, Inc.", .hologic), ("hologic", .hologic), ("GE", .lunar),
      ("GE Healthcare", .lunar), ("GE Medical Systems Lunar", .lunar), ("Lunar Corp.", .lunar), ("Lunar/GE", .lunar),
      ("Norland", .norland), ("CooperSurgical Norland", .norland), ("Norland at Swissray", .norland),
    ])
  func known(name: String, expected: ScannerScale) {
    #expect(ScannerScale(manufacturer: name) == expected)
    #expect(Scanner(manufacturer: name).scale == expected)
  }

  @Test(
    "Any other maker has no known scale, even one whose name contains another's",
    arguments: ["", "Medilink", "Osteosys", "Geneva Imaging", "Hologics", "Image Age", "Sunlunar", "Stratos"])
  func unknown(name: String) {
    #expect(ScannerScale(manufacturer: name) == nil)
    #expect(Scanner(manufacturer: name).scale == nil)
  }

  @Test("Each scale is recognized by its own name", arguments: ScannerScale.allCases)
  func ownName(scale: ScannerScale) {
    #expect(ScannerScale(manufacturer: scale.name) == scale)
    #expect(ScannerScale(manufacturer: scale.rawValue) == scale)
  }
}
