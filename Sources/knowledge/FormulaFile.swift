// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Glibc
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
  let clearanceFrom: Double
  let clearanceDivisor: Double
  let clearanceFemale: Double
  let sources: [CitationEntry]

  /// What is stated of an example, and what the formula gives.
  struct Check {
    let formula: String
    let stated: Double
    let given: Double

    /// By how much the stated number may be rounded.
    let rounding: Double
  }

  /// What is stated of examples, beside what the formulas give.
  let checks: [Check]

  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(Self.names)
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
    let clearance = try object.required("cockcroftGault").object([
      "from", "divisor", "female", "tag", "sources", "checks", "note",
    ])
    clearanceFrom = try clearance.required("from").number()
    clearanceDivisor = try clearance.required("divisor").number()
    clearanceFemale = try clearance.required("female").number()
    var sources: [CitationEntry] = []
    for formula in [calcium, rate, clearance] { sources += try CitationEntry.list(formula.required("sources")) }
    self.sources = sources
    var checks: [Check] = []
    for element in try calcium.required("checks").elements() {
      let check = try element.object(["calcium", "albumin", "corrected"])
      let lack = albumin.doubleValue - (try check.required("albumin").number())
      let given = try check.required("calcium").number() + perAlbumin.doubleValue * lack
      checks.append(
        Check(
          formula: "correctedCalcium", stated: try check.required("corrected").number(), given: given, rounding: 6e-5))
    }
    for element in try rate.required("checks").elements() {
      let check = try element.object(["creatinine", "age", "sex", "rate"])
      let part = try check.required("sex").choice(Sex.self) == .female ? female : male
      let share = try check.required("creatinine").number() / part.kappa
      let given = scale * pow(min(share, 1), part.alpha) * pow(max(share, 1), exponent)
      let aged = given * pow(perYear, try check.required("age").number()) * part.factor
      checks.append(
        Check(formula: "ckdEpi2021", stated: try check.required("rate").number(), given: aged, rounding: 6e-5))
    }
    for element in try clearance.required("checks").elements() {
      let check = try element.object(["creatinine", "age", "sex", "weight", "clearance"])
      let years = clearanceFrom - (try check.required("age").number())
      let factor = try check.required("sex").choice(Sex.self) == .female ? clearanceFemale : 1
      let creatinine = try check.required("creatinine").number()
      let given = years * (try check.required("weight").number()) / (clearanceDivisor * creatinine) * factor
      checks.append(
        Check(
          formula: "cockcroftGault", stated: try check.required("clearance").number(), given: given, rounding: 0.05))
    }
    self.checks = checks
  }

  private static let names = ["correctedCalcium", "ckdEpi2021", "cockcroftGault"]

  /// What is wrong with the formulas.
  var problems: [String] {
    let missing = Self.names.filter { name in !checks.contains { $0.formula == name } }
    return missing.map { "\($0): A formula must hold checks, but has none." }
      + checks.filter { ($0.stated - $0.given).magnitude > $0.rounding }.map {
        "\($0.formula): a check gives \(Fixed($0.given, places: 4))."
      }
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

        /// The clearance of Cockcroft and Gault.
        public static let cockcroftGault = Clearance(
          from: \(formulas.clearanceFrom), divisor: \(formulas.clearanceDivisor), female: \(formulas.clearanceFemale))
      }

      """
  }
}
