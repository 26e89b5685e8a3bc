// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import KnowledgeBase
internal import Statistics

/// What a sentence says of the person.
extension SentenceReader {
  mutating func readPerson() {
    if readBonesOfAge() { return }
    guard !sentence.has(.others) else { return }
    var person = StatedPerson()
    var places: [Int] = []
    if let age = statedAge() {
      person.age = age.years
      places += age.range
    }
    if let sex = statedSex(besideAge: places.last) {
      person.sex = sex.sex
      places.append(sex.index)
    }
    if let menopause = statedMenopause() {
      person.menopause = menopause.status
      places.append(menopause.index)
    }
    if let height = length() {
      person.heightCm = height.value
      places += height.range
    }
    if let weight = mass() {
      person.weightKg = weight.value
      places += weight.range
    }
    guard let low = places.min(), let high = places.max() else { return }
    add(.person(person), span(low, high + 1))
  }
}
