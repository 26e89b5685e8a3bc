// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry

/// What leaving out a vertebra would change, in a sentence.
struct ExclusionText {
  let effect: ExclusionEffect
  let wording: Wording

  var sentence: String {
    guard let (before, after, rest) = effect.densities else { return wording.phrase("exclusion.unknown") }
    var values = [
      "vertebrae": rest.description, "before": wording.density(before), "after": wording.density(after),
    ]
    guard let scores = effect.scores else { return wording.phrase("exclusion.no-reference", values) }
    values["beforeT"] = wording.score(scores.before)
    values["afterT"] = wording.score(scores.after)
    guard scores.isDiagnostic else { return wording.phrase("exclusion.survey", values) }
    guard effect.namesCategory else { return wording.phrase("exclusion.scores", values) }
    let categories = [scores.before, scores.after].map { ExclusionEffect.category(of: $0) }
    values["categoryBefore"] = wording.category(categories[0])
    values["categoryAfter"] = wording.category(categories[1])
    return wording.phrase(categories[0] == categories[1] ? "exclusion.stays" : "exclusion.moves", values)
  }
}
