// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats

extension ScannerCalibration {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object([
      "site", "vertebrae", "from", "to", "slope", "intercept", "standardError", "leastSignificantChange", "lowest",
      "highest",
    ])
    let site = try object.required("site").choice(Site.self)
    let subset = try object["vertebrae"].map { node throws(JSONShapeError) in
      try node.checkIsSpine(site).vertebralSubset()
    }
    let (from, to) = (try object.required("from").text(), try object.required("to").text())
    guard from != to else {
      throw node.error(
        .rule("needs two scanners, but 'from' and 'to' are one", remedy: "Give their serial numbers or models."))
    }
    let lowest = try NumberRule.density.read(object.required("lowest"))
    let highest = try NumberRule.density.read(object.required("highest"))
    guard lowest < highest else {
      throw node.error(
        .rule("needs a 'lowest' density below the 'highest'", remedy: "Give the range of the people scanned on both."))
    }
    self.init(
      site: site, vertebrae: subset, from: from, to: to,
      slope: try NumberRule.calibrationSlope.read(object.required("slope")),
      intercept: try NumberRule.densityChange.read(object.required("intercept")),
      standardError: try NumberRule.precisionError.read(object.required("standardError")),
      leastSignificantChange: try NumberRule.generalizedLimit.read(object.required("leastSignificantChange")),
      range: lowest...highest)
  }
}
