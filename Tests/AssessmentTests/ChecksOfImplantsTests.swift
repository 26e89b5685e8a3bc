// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import KnowledgeBase
internal import Testing

/// Rule AUD-32 in whole studies: a site with an implant or an operation that is used.
@Suite("Checks of implants")
struct ChecksOfImplantsTests {
  static let plain = Study.plain

  /// The regions of which the rule is found, and those of which only the place is asked.
  static func found(_ study: Study) -> [String] {
    Assessment(study).findings.filter { $0.rule.hasPrefix("AUD-32") }.map { "\($0.subject) \($0.rule)" }.sorted()
  }

  static let left = ["femoral-neck left AUD-32", "total-hip left AUD-32"]
  static let leftPerhaps = ["femoral-neck left AUD-32.where", "total-hip left AUD-32.where"]
  static let spine = ["lumbar-spine L1-L4 AUD-32"]
  static let spinePerhaps = ["lumbar-spine L1-L4 AUD-32.where"]

  @Test(
    "A condition or a comment is held against side and level",
    arguments: [
      ("left hip prosthesis", left), ("Hip replacement, left", leftPerhaps), ("Left total hip replacement 2019", left),
      ("right hip prosthesis", []), ("bilateral hip replacement", left), ("hip prosthesis", leftPerhaps),
      ("no hip prosthesis", []), ("mother had left hip replacement", []), ("left knee prosthesis", []),
      ("lumbar fusion L3-L4", spine), ("spinal fusion L5-S1", []), ("spinal fusion L4 to S1", spine),
      ("cervical spinal fusion", []), ("thoracic vertebroplasty T8", []), ("vertebroplasty L2", spine),
      ("laminectomy", spinePerhaps), ("L4/5 laminectomy", spine), ("laminectomy T12-L1", spine),
      ("Left hip scanned because of right hip replacement", []),
      ("Left hip scanned because of hip replacement", leftPerhaps),
      ("right hip replacement left hip scanned", leftPerhaps), ("left and right hip replacement", left),
      ("hip replacement on both sides", left), ("hip prosthesis of the left side 2015", left),
      ("left hip fracture treated with gamma nail", left), ("old fracture of the left hip", left),
      ("old fracture of the right hip", []), ("hip fracture 2015", leftPerhaps), ("hip fracture risk 3 %", []),
      ("risk of hip fracture 3 %", []), ("parental hip fracture", []), ("Paget's disease of the left femur", left),
      ("Paget of right femur", []), ("Paget disease of the femur", leftPerhaps), ("Paget disease", []),
      ("severe dysplasia of the left hip", left), ("mild hip dysplasia", []), ("left hip dysplasia", []),
      ("no laminectomy", []), ("osteophytes L3", []), ("lumbar fusion", spinePerhaps),
    ])
  func place(text: String, expected: [String]) {
    #expect(Self.found(Self.plain.having(text)) == expected)
    #expect(Self.found(Self.plain.remarked(text)) == expected)
  }

  @Test(
    "A code tells the side",
    arguments: [("Z96.642", left), ("Z96.641", []), ("Z96.643", left), ("Z96.649", leftPerhaps)])
  func code(value: String, expected: [String]) {
    let study = Self.plain.with {
      $0.history.conditions = [
        MedicalCondition(name: "joint replacement", code: Code(system: "icd-10-cm", value: value))
      ]
    }
    #expect(Self.found(study) == expected)
  }

  @Test("A hip left out for its prosthesis answers the question of the side")
  func otherSideLeftOut() {
    let study = Self.plain.having("hip prosthesis").with {
      $0.scans[0].regions.append(MeasuredRegion.hip(0.9, .right).excluded("prosthesis"))
    }
    #expect(Self.found(study).isEmpty)
  }

  @Test("A neck of the side whose total hip was left out for an implant is found")
  func sameSideLeftOut() {
    let study = Study.woman(age: 66, [.neck().printed(t: -0.5), MeasuredRegion.hip(1.2).excluded("hip prosthesis")])
    #expect(Self.found(study) == ["femoral-neck left AUD-32"])
  }

  @Test("Vertebrae left out for the operation answer the question of the level")
  func levelsLeftOut() {
    let vertebrae: [MeasuredRegion] = [
      .vertebra(.l1, 8, 10), .vertebra(.l2, 9, 10), .vertebra(.l3, 15, 10).excluded("fusion"),
    ]
    let study = Study.woman(age: 66, on: .prodigy, vertebrae + [.neck().printed(t: -0.5)]).having("lumbar fusion")
    #expect(Assessment(study).regions.contains { $0.label == "lumbar-spine L1-L2" && $0.usedForDiagnosis })
    #expect(Self.found(study).isEmpty)
    #expect(Self.found(study.having("lumbar fusion L2-L3")) == ["lumbar-spine L1-L2 AUD-32"])
  }

  @Test("A hip fracture of the history asks for its side, and a hip left out for it answers")
  func brokenHip() {
    let study = Self.plain.dated("2026-05-01").broken(.low(.hip, "2020"))
    #expect(Self.found(study) == Self.leftPerhaps)
    #expect(Self.found(study.remarked("fracture of the right hip 2020")).isEmpty)
    #expect(Self.found(Self.plain.dated("2026-05-01").broken(.low(.hip, "2027"))).isEmpty)
    let other = study.with { $0.scans[0].regions.append(MeasuredRegion.hip(0.9, .right).excluded("old fracture")) }
    #expect(Self.found(other).isEmpty)
  }

  @Test("A region that is not used has no finding")
  func unused() {
    let study = Study.woman(age: 66, [.spine().printed(t: -1), .neck().excluded("pain")]).having("left hip prosthesis")
    #expect(Self.found(study).isEmpty)
  }
}
