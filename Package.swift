// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

import PackageDescription

/// What holds for every target.
let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// What holds besides for the targets that also compile as Embedded Swift.
let embeddable: [SwiftSetting] = settings + [.treatWarning("EmbeddedRestrictions", as: .error)]

/// Whether the parsers are built for the fuzzer (`make check-long`).
let isFuzzing = Context.environment["OSTEON_FUZZ"] != nil

/// The commit that `make` builds from; empty in a plain `swift build`.
let commit = Context.environment["OSTEON_COMMIT"] ?? ""

let package = Package(
  name: "osteon",
  products: [
    // MARK: Public interface
    .library(name: "Osteon", targets: ["Statistics", "Densitometry", "KnowledgeBase", "Assessment"]),
    .library(name: "OsteonInterchange", targets: ["Interchange", "Formats", "Reports"]),
    .executable(name: "osteon", targets: ["osteon"]),
  ],
  targets: [
    // MARK: Science: neither Foundation nor a C library beyond CMath
    .systemLibrary(name: "CMath"),
    .target(name: "Statistics", dependencies: ["CMath"], exclude: ["README.md"], swiftSettings: embeddable),
    .target(name: "Densitometry", dependencies: ["Statistics"], exclude: ["README.md"], swiftSettings: embeddable),
    .target(
      name: "KnowledgeBase", dependencies: ["Densitometry", "Statistics"], exclude: ["README.md"],
      swiftSettings: embeddable),
    .target(
      name: "Assessment", dependencies: ["KnowledgeBase", "Densitometry", "Statistics", "CMath"],
      exclude: ["README.md"],
      swiftSettings: settings),

    // MARK: In and out
    .systemLibrary(name: "CReadStat", providers: [.apt(["libreadstat-dev"])]),
    .target(name: "Formats", dependencies: ["CReadStat"], exclude: ["README.md"], swiftSettings: settings),
    .target(
      name: "Interchange",
      dependencies: ["Formats", "Assessment", "KnowledgeBase", "Densitometry", "Statistics", "CMath"],
      exclude: ["README.md", "ReportText/README.md"], swiftSettings: settings),
    .target(
      name: "Reports", dependencies: ["Assessment", "KnowledgeBase", "Densitometry", "Statistics"],
      exclude: ["README.md"], swiftSettings: settings),

    // MARK: Programs
    .target(name: "CBuild", cSettings: [.define("OSTEON_COMMIT", to: "\"\(commit)\"")]),
    .executableTarget(
      name: "osteon",
      dependencies: [
        "Reports", "Interchange", "Formats", "Assessment", "KnowledgeBase", "Densitometry", "Statistics", "CBuild",
      ],
      exclude: ["README.md"], swiftSettings: settings),
    .executableTarget(
      name: "knowledge", dependencies: ["Formats", "Densitometry", "Statistics"], exclude: ["README.md"],
      swiftSettings: settings),
    .executableTarget(
      name: "change-simulation", dependencies: ["Statistics"], exclude: ["README.md"], swiftSettings: settings),

    // MARK: Tests
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "DensitometryTests", dependencies: ["Densitometry", "Statistics", "Formats", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "KnowledgeBaseTests",
      dependencies: ["KnowledgeBase", "Densitometry", "Statistics", "Formats", "TestSupport"],
      exclude: ["guideline-contradictions.json"], swiftSettings: settings),
    .testTarget(
      name: "AssessmentTests",
      dependencies: [
        "Assessment", "KnowledgeBase", "Densitometry", "Statistics", "Formats", "Interchange", "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(name: "FormatsTests", dependencies: ["Formats", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "InterchangeTests",
      dependencies: [
        "Interchange", "Formats", "Assessment", "KnowledgeBase", "Densitometry", "Statistics", "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "Reports", "Interchange", "Assessment", "KnowledgeBase", "Densitometry", "Statistics", "Formats", "TestSupport",
      ],
      exclude: ["Snapshots"], swiftSettings: settings),
    .testTarget(
      name: "OsteonCommandTests", dependencies: ["osteon", "Interchange", "KnowledgeBase"], exclude: ["Snapshots"],
      swiftSettings: settings),
    .testTarget(
      name: "KnowledgeToolTests", dependencies: ["knowledge", "Formats", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "PublishedValueTests", dependencies: ["KnowledgeBase", "Densitometry", "Statistics"],
      swiftSettings: settings),
    .testTarget(name: "RepositoryTests", swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu17
)

if isFuzzing {
  let instrumented: SwiftSetting = .unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library"])
  for target in package.targets where ["Formats", "Interchange", "Assessment"].contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + [instrumented]
  }
  package.targets.append(
    .executableTarget(
      name: "StudyFuzz", dependencies: ["Interchange", "Formats", "Assessment"], path: "Fuzz/StudyFuzz",
      swiftSettings: settings + [instrumented]))
  package.targets.append(
    .executableTarget(
      name: "ReportFuzz", dependencies: ["Interchange", "Densitometry"], path: "Fuzz/ReportFuzz",
      swiftSettings: settings + [instrumented]))
}
