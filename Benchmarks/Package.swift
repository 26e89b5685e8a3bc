// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

import PackageDescription

let package = Package(
  name: "osteon-benchmarks",
  dependencies: [.package(name: "osteon", path: "..")],
  targets: [
    .executableTarget(
      name: "OsteonBenchmarks",
      dependencies: [
        .product(name: "Osteon", package: "osteon"), .product(name: "OsteonInterchange", package: "osteon"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
