// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry

extension VertebralSubset {
  static let l1 = VertebralSubset(.l1)
  static let l2 = VertebralSubset(.l2)
  static let l3 = VertebralSubset(.l3)
  static let l4 = VertebralSubset(.l4)
}
