// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

/// Rules AUD-09 and AUD-10, which name the reference that explains a printed T-score.
///
/// Neck 0.570: NHANES III women (0.570 - 0.858) / 0.120 = -2.4, men (0.570 - 0.934) / 0.137 = -2.6569; NHANES 2005-2010
/// White women (0.570 - 0.8784) / 0.1173 = -2.6292, NHANES 2005-2014 (0.570 - 0.888) / 0.121 = -2.6281.
@Suite("Findings on printed scores that a reference explains or does not")
struct ExplainedPrintTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let study: Study
    let profile: Profile
    let rule: String?
    let severity: Severity?
    let names: String?

    init(
      _ study: Study, _ rule: String?, _ severity: Severity? = .warning, names: String? = nil,
      _ profile: Profile = .iscd2023
    ) {
      self.study = study
      self.rule = rule
      self.severity = severity
      self.names = names
      self.profile = profile
    }

    var testDescription: String { "\(rule ?? "none"), \(names ?? "")" }
  }

  static func woman(_ t: Double, _ reference: String? = nil) -> Study {
    .woman(age: 66, [.neck(0.570).printed(t: t, reference)])
  }

  static func man(_ t: Double, _ reference: String? = nil) -> Study {
    .man(age: 66, [.neck(0.570).printed(t: t, reference)])
  }

  /// Total hip 0.500: women (0.500 - 0.942) / 0.122 = -3.6230, men (0.500 - 1.041) / 0.144 = -3.7569; the other women of the
  /// library give -3.9735 and -3.7262, whose reach ends at -3.7302.
  static func hip(_ t: Double, _ reference: String? = nil) -> Study {
    .man(age: 66, [.hip(0.500).printed(t: t, reference)])
  }

  static let cases = [
    Case(man(-2.7), "AUD-09.male", .error, names: "nhanes-iii.femoral-neck.white-male"),
    Case(man(-2.7, "NHANES III White Male"), "AUD-09.male", .error, names: "nhanes-iii.femoral-neck.white-male"),
    Case(man(-2.9), "AUD-09", .error), Case(man(-2.1), "AUD-09", .error),
    // In a woman the same print is a warning, and the male reference is named too.
    Case(woman(-2.7), "AUD-10.fits", names: "nhanes-iii.femoral-neck.white-male"),
    Case(woman(-2.6), "AUD-10.fits", names: "nhanes-2005-2010.femoral-neck.white-female.young-adult"),
    Case(
      woman(-2.6, "NHANES 2005-2014 White Female"), "AUD-10.fits", names: "nhanes-2005-2014.femoral-neck.white-female"),
    Case(woman(-2.2), "AUD-10", names: "nhanes-iii.femoral-neck.white-female"),
    // A name that is not known says nothing.
    Case(woman(-2.2, "Our own"), "AUD-10", names: "nhanes-iii.femoral-neck.white-female"),
    Case(woman(-2.2, "NHANES III White Female"), "AUD-10.stated", names: "nhanes-iii.femoral-neck.white-female"),
    Case(woman(-2.7, "NHANES III White Female"), "AUD-10.stated-fits", names: "nhanes-iii.femoral-neck.white-male"),
    Case(hip(-3.8), "AUD-09.close", names: "nhanes-iii.total-hip.white-male"),
    // A named male reference is the matter of REF-09, and a print that a woman's reference explains is none of AUD-09.
    Case(hip(-3.8, "NHANES III White Male"), "AUD-10.fits", names: "nhanes-iii.total-hip.white-male"),
    Case(hip(-3.7), nil), Case(hip(-3.6), nil),
    // Within a tenth nothing is said.
    Case(woman(-2.5), nil), Case(woman(-2.3), nil), Case(woman(-2.4, "NHANES III White Female"), nil),
    Case(woman(-2.5, "NHANES III White Female"), nil), Case(man(-2.4), nil),
    // Canada: men 0.570 is -2.6569.
    Case(man(-2.7), nil, .warning, .car2013),
    Case(man(-2.4), "AUD-10.fits-car", names: "nhanes-iii.femoral-neck.white-female", .car2013),
    Case(man(-2.2), "AUD-10.car", .warning, .car2013),
    Case(
      man(-2.2, "NHANES III White Male"), "AUD-10.stated-car", names: "nhanes-iii.femoral-neck.white-male", .car2013),
    Case(
      man(-2.4, "NHANES III White Male"), "AUD-10.stated-fits-car", names: "nhanes-iii.femoral-neck.white-female",
      .car2013),
  ]

  @Test("The finding names the reference that explains the print, or the nearest", arguments: cases)
  func names(example: Case) throws {
    let assessment = Assessment(example.study, example.profile)
    let audits = assessment.findings.filter { $0.rule.hasPrefix("AUD-09") || $0.rule.hasPrefix("AUD-10") }
    #expect(audits.map { $0.rule } == [example.rule].compactMap(\.self))
    guard let finding = audits.first else { return }
    #expect(finding.severity == example.severity)
    #expect(!finding.message.contains("unknown") && !finding.message.contains("{"), "\(finding.message)")
    if let names = example.names { #expect(finding.message.contains(names), "\(finding.message)") }
  }

  @Test("Where none explains the print, the message counts the known references and says what the nearest gives")
  func nearest() throws {
    let assessment = Assessment(Self.woman(-2.2))
    let message = try #require(assessment.findings.first { $0.rule == "AUD-10" }?.message)
    let count = ReferenceLibrary.populations.count { $0.site == .femoralNeck && $0.scale == .hologic }
    #expect(message.contains("None of \(count) known references"))
    // Hologic men give (0.570 - 0.930) / 0.136 = -2.647; NHANES III women with -2.4 are the nearest to -2.2.
    #expect(message.contains("gives \u{2212}2.4"))
  }

  @Test("What the findings name decides nothing: the same score counts as without them")
  func decidesNothing() throws {
    for (study, tenths) in [
      (Self.hip(-3.8), -38), (Self.man(-2.7), -24), (Self.man(-2.9), -24), (Self.woman(-2.7), -27),
    ] {
      #expect(Assessment(study).diagnosis.score?.tenths == tenths)
    }
  }

  @Test(
    "A print of every known reference of women that the profile chooses is silent, over the densities that bones have")
  func honestPrintsAreSilent() throws {
    for (region, key) in [
      (MeasuredRegion.neck(), "nhanes-iii.femoral-neck.white-female"), (.hip(), "nhanes-iii.total-hip.white-female"),
      (.spine(), "hologic.lumbar-spine.l1-l4.female"),
    ] {
      let population = try #require(ReferenceLibrary.population(key))
      for milligrams in stride(from: 400, through: 1200, by: 7) {
        var printed = region
        printed.density = ArealDensity(gramsPerSquareCentimeter: Double(milligrams) / 1000)
        let density = try #require(printed.density)
        let t = try TScore(of: density, on: .hologic, against: population)
        printed = printed.printed(t: t.reported.value)
        for study in [Study.woman(age: 66, [printed]), .man(age: 66, [printed])] {
          let found = Assessment(study).found
          #expect(!found.contains { $0.hasPrefix("AUD-09") || $0.hasPrefix("AUD-10") }, "\(key) \(milligrams)")
        }
      }
    }
  }
}
