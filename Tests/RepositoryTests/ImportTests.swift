// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

import Foundation
import Testing

/// What each target may import, as the design's table of targets says.
private let allowed: [String: Set<String>] = {
  let science: Set<String> = ["Statistics", "Densitometry", "KnowledgeBase", "Assessment"]
  let libraries = science.union(["Formats", "Interchange", "Reports"])
  return [
    "Statistics": ["CMath"],
    "Densitometry": ["Statistics"],
    "KnowledgeBase": ["Densitometry", "Statistics"],
    "Assessment": ["KnowledgeBase", "Densitometry", "Statistics", "CMath"],
    "Formats": ["Glibc", "CReadStat"],
    "Interchange": science.union(["Formats", "CMath"]),
    "Reports": science,
    "osteon": libraries.union(["CBuild", "Glibc", "Dispatch", "Synchronization"]),
    "knowledge": ["Formats", "Densitometry", "Statistics", "Glibc"],
    "change-simulation": ["Statistics", "Glibc"],
  ]
}()

/// The modules of the package that are not Swift.
private let foreign: Set<String> = ["CBuild", "CMath", "CReadStat"]

@Suite("Imports")
struct ImportTests {
  @Test("A target imports only what the table of targets allows", arguments: allowed.keys.sorted())
  func importsAreAllowed(target: String) throws {
    let permitted = try #require(allowed[target])
    for file in Repository.sources(of: target) {
      for module in try imports(of: file) {
        #expect(permitted.contains(module), "\(file) imports \(module)")
      }
    }
  }

  @Test("A target declares every module of the package that it imports", arguments: allowed.keys.sorted())
  func importsAreDeclared(target: String) throws {
    let declared = try dependencies(of: target)
    for file in Repository.sources(of: target) {
      for module in try imports(of: file) where allowed[module] != nil || foreign.contains(module) {
        #expect(declared.contains(module), "\(file) imports \(module), which Package.swift does not declare")
      }
    }
  }

  @Test("A target declares nothing that it does not import", arguments: allowed.keys.sorted())
  func declarationsAreUsed(target: String) throws {
    let used = try Set(Repository.sources(of: target).flatMap(imports))
    for module in try dependencies(of: target) {
      #expect(used.contains(module), "\(target) declares \(module) and does not import it")
    }
  }

  @Test("Every target with sources stands in the table")
  func everyTargetStandsInTheTable() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Repository.root.appending(path: "Sources").path())
    #expect(Set(folders) == Set(allowed.keys).union(foreign))
  }

  private func imports(of file: String) throws -> [String] {
    let pattern = /^(?:public |internal |private |package )?import (?:struct |enum |func )?(\w+)/
      .anchorsMatchLineEndings()
    return try Repository.text(file).matches(of: pattern).map { String($0.output.1) }
  }

  private func dependencies(of target: String) throws -> Set<String> {
    let manifest = try Repository.text("Package.swift")
    let start = try #require(
      manifest.firstRange(of: "arget(\n      name: \"\(target)\"")
        ?? manifest.firstRange(of: "arget(name: \"\(target)\""))
    let rest = manifest[start.upperBound...]
    let end = rest.firstRange(of: "arget(")?.lowerBound ?? rest.endIndex
    guard let list = rest[..<end].firstMatch(of: /dependencies: \[([^\]]*)\]/) else { return [] }
    return Set(list.output.1.matches(of: /"(\w+)"/).map { String($0.output.1) })
  }
}
