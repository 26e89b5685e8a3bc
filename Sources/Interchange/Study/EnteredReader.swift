// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats

extension EnteredPerson {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["ageYears", "sex", "group", "heightCm", "weightKg"])
    self.init()
    age = try NumberRule.age.readWhole(object["ageYears"])
    sex = try object["sex"]?.choice(Sex.self)
    group = try object["group"]?.choice(PopulationGroup.self)
    heightCm = try NumberRule.height.read(object["heightCm"])
    weightKg = try NumberRule.weight.read(object["weightKg"])
  }
}

extension PhantomCheck {
  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["date", "deviationPercent"])
    self.init()
    date = try object["date"]?.day()
    deviationPercent = try NumberRule.phantomDeviation.read(object["deviationPercent"])
  }
}
