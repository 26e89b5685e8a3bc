// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Interchange
internal import Reports
internal import TestSupport
internal import Testing

@Suite("Compared references as text")
struct ReferenceComparisonTextTests {
  private static func study(_ example: String) throws -> Study {
    try StudyDocument.read(Repository.bytes("Examples/\(example).json"))
  }

  private static func names(_ texts: [String]) throws -> [ReferenceName] {
    try texts.map { try #require(ReferenceName($0)) }
  }

  @Test("A person's scores under several references are as recorded", arguments: ["postmenopausal-woman", "child"])
  func person(example: String) throws {
    let names = try Self.names(["profile", "hologic.female", "nhanes-2005-2014.white-female", "nhanes-2005-2010.all"])
    let regions = ReferenceComparer(names).compare(try Self.study(example))
    try Snapshot.expect(ReferenceComparisonText().person(regions), "\(example).comparison")
  }

  @Test("The counts of a cohort are as recorded")
  func cohort() throws {
    let names = try Self.names(["hologic.female", "nhanes-2005-2014.white-female", "nhanes-2005-2010.all"])
    let comparer = ReferenceComparer(names)
    var tally = ComparisonTally(names)
    for example in People.examples { tally.count(comparer.compare(try Self.study(example))) }
    try Snapshot.expect(ReferenceComparisonText().cohort(tally, names, unreadable: 1), "cohort.comparison")
  }

  @Test("No line is longer than the width, unless a key alone is, and none ends in a space", arguments: [60, 80, 100])
  func width(width: Int) throws {
    let text = ReferenceComparisonText(TextStyle(width: width))
    for example in People.examples {
      let study = try Self.study(example)
      let names = ReferenceName.standard(for: study)
      let regions = ReferenceComparer(names).compare(study)
      var tally = ComparisonTally(names)
      tally.count(regions)
      let lines =
        text.person(regions).split(separator: "\n") + text.cohort(tally, names, unreadable: 0).split(separator: "\n")
      for line in lines {
        #expect(line.count <= max(width, 79) && !line.hasSuffix(" "), "\(line)")
        #expect(line.count <= width || width == 60, "\(line)")
      }
    }
  }
}
