// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Statistics

/// `formulas.json`: how one laboratory result is worked out of others.
struct FormulaFile {
  struct Part {
    let kappa: Double
    let alpha: Double
    let factor: Double
  }

  let perAlbumin: ExactDecimal
  let albumin: ExactDecimal
  let scale: Double
  let exponent: Double
  let perYear: Double
  let female: Part
  let male: Part
  let sources: [CitationEntry]

  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["correctedCalcium", "ckdEpi2021"])
    let calcium = try object.required("correctedCalcium").object([
      "perAlbumin", "albumin", "preferIonized", "tag", "sources", "checks", "note",
    ])
    perAlbumin = try EffectEntry.decimal(calcium.required("perAlbumin"))
    albumin = try EffectEntry.decimal(calcium.required("albumin"))
    let rate = try object.required("ckdEpi2021").object([
      "scale", "exponent", "perYear", "female", "male", "tag", "sources", "checks", "note",
    ])
    scale = try rate.required("scale").number()
    exponent = try rate.required("exponent").number()
    perYear = try rate.required("perYear").number()
    female = try Self.part(rate.required("female"))
    male = try Self.part(rate.required("male"))
    sources = try CitationEntry.list(calcium.required("sources")) + CitationEntry.list(rate.required("sources"))
  }

  private static func part(_ node: JSONNode) throws(JSONShapeError) -> Part {
    let object = try node.object(["kappa", "alpha", "factor"])
    return Part(
      kappa: try object.required("kappa").number(), alpha: try object.required("alpha").number(),
      factor: try object.required("factor").number())
  }
}

extension GeneratedSources {
  /// The formulas as constants.
  var formulas: String {
    let formulas = knowledge.formulas
    func part(_ part: FormulaFile.Part) -> String {
      "Filtration.Part(kappa: \(part.kappa), alpha: \(part.alpha), factor: \(part.factor))"
    }
    return """
      extension Formula {
        /// Calcium for a normal albumin.
        public static let correctedCalcium = CorrectedCalcium(
          perAlbumin: \(Self.value(formulas.perAlbumin)), albumin: \(Self.value(formulas.albumin)))

        /// CKD-EPI 2021, without race.
        public static let ckdEpi2021 = Filtration(
          scale: \(formulas.scale), exponent: \(formulas.exponent), perYear: \(formulas.perYear),
          female: \(part(formulas.female)),
          male: \(part(formulas.male)))
      }

      """
  }
}
