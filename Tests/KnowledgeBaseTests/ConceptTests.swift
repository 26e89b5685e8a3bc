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
}
