// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Testing

@Suite("Concept")
struct ConceptTests {
  @Test(
    "A drug for osteoporosis is recognized by a part of its name, in any case",
    arguments: ["denosumab", "Alendronate", "ZOLEDRONIC ACID (zoledronate)", "strontium ranelate 2 g", "Ibandronate"])
  func name(name: String) {
    #expect(Concept.osteoporosisDrug.matches(name: name, code: nil))
  }

  @Test("Another drug is not", arguments: ["calcium", "vitamin D", "levothyroxine", ""])
  func otherName(name: String) {
    #expect(!Concept.osteoporosisDrug.matches(name: name, code: nil))
  }

  @Test("A code of a known system decides, whatever the name says")
  func code() {
    let denosumab = Code(system: "atc", value: "M05BX04")
    let calcium = Code(system: "atc", value: "A12AA04")
    #expect(Concept.osteoporosisDrug.matches(name: "brand", code: denosumab))
    #expect(Concept.osteoporosisDrug.matches(name: "brand", code: Code(system: "atc", value: "m05bx04")))
    #expect(!Concept.osteoporosisDrug.matches(name: "denosumab", code: calcium))
  }

  @Test("A code of another system leaves the name to decide")
  func otherSystem() {
    let code = Code(system: "rxnorm", value: "993449")
    #expect(Concept.osteoporosisDrug.matches(name: "denosumab", code: code))
    #expect(!Concept.osteoporosisDrug.matches(name: "brand", code: code))
  }

  @Test(
    "Hyperparathyroidism is E21.0 to E21.3, and no neighbor of them",
    arguments: [
      ("E21.0", true), ("E21.3", true), ("e21.1", true), ("E21.4", false), ("E20.0", false), ("N25.81", false),
    ])
  func hyperparathyroidism(value: String, expected: Bool) {
    let code = Code(system: "icd-10-cm", value: value)
    #expect(Concept.hyperparathyroidism.matches(name: "", code: code) == expected)
  }

  // MARK: Remarks

  @Test(
    "A remark states what it names",
    arguments: [
      "osteophytes L3-L4", "Large osteophyte at L4.", "no fracture, osteophytes at L3", "No fracture but osteophytes",
      "Not well positioned because of osteophytes", "spondylosis", "Degenerative changes of the lumbar spine",
      "No fracture. Osteophytes.", "no fracture; marked OSTEOPHYTES", "osteophytes, no fracture",
    ])
  func stated(remark: String) {
    #expect(!Concept.osteophytes.statements(in: remark).isEmpty)
  }

  @Test(
    "A remark that denies it, or says it of another person, states nothing",
    arguments: [
      "no osteophytes", "No evidence of osteophytes", "without osteophytes", "osteophytes: none",
      "osteophytes not seen",
      "Osteophytes are absent", "no fracture, osteophytes or scoliosis", "no fracture, scoliosis, or osteophytes",
      "negative for osteophytes", "mother had osteophytes", "free of osteophytes", "", ", . ;", "scoliosis",
    ])
  func denied(remark: String) {
    #expect(Concept.osteophytes.statements(in: remark).isEmpty)
  }

  @Test(
    "A short name is a whole word, and a long one the beginning of a word",
    arguments: [
      ("DISH", true), ("dishes", false), ("radish", false), ("syndesmophytes", true),
      ("Diffuse idiopathic skeletal hyperostosis", true),
    ])
  func wholeWords(remark: String, expected: Bool) {
    #expect(Concept.ankylosis.statements(in: remark).isEmpty != expected)
  }

  @Test(
    "Names of several words stand one after the other",
    arguments: [
      ("compression fracture of L1", true), ("fracture of L2", true), ("fracture of left hip", false),
      ("compression of a fracture", false), ("fracture at L5-S1", true),
    ])
  func severalWords(remark: String, expected: Bool) {
    #expect(Concept.vertebralFracture.statements(in: remark).isEmpty != expected)
  }

  @Test(
    "What was removed is not there, and what was done to a relative is not the person's",
    arguments: [
      ("left hip replacement 2019", 1), ("hip hardware removed", 0), ("mother had hip replacement", 0),
      ("AVN of the right hip", 1), ("avascular necrosis ruled out", 0), ("rule out hip dysplasia", 0),
      ("left hip replacement, right hip replacement", 2),
    ])
  func implants(remark: String, count: Int) {
    #expect(Concept.hipImplant.statements(in: remark).count == count)
  }
}
