// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry

extension Option {
  /// The options that stand in the place of a study document.
  static let printout = person + densities + scores

  /// What holds between them, and beside the operands and the option '--lines' of a command that reads studies.
  static let printoutRules: [OptionRule] = [
    .excludesOperands(printout.map { $0.name }),
    .excludes("lines", printout.map { $0.name }),
    .excludes("age", ["birth-date"]),
    .needs("birth-date", ["scan-date"]),
    .needs("spine-vertebrae", ["spine", "spine-t", "spine-z"]),
    .needs("side", ["neck", "hip", "radius"].flatMap { [$0, $0 + "-t", $0 + "-z"] }),
  ]

  private static let person = [
    Option("sex", choice("SEX", Sex.self), help: "The sex recorded at birth.", section: .person),
    Option("age", .number("YEARS"), help: "The age at the scan in years, with decimals if known.", section: .person),
    Option(
      "birth-date", .date("DATE"), help: "The day of birth, as YYYY-MM-DD; needs '--scan-date'.", section: .person),
    Option("scan-date", .date("DATE"), help: "The day of the scan, as YYYY-MM-DD.", section: .person),
    Option(
      "menopause", choice("STATUS", MenopausalStatus.self), help: "The menopausal status at the scan.",
      section: .person),
    Option("height", .number("CM"), help: "The standing height in cm.", section: .person),
    Option("weight", .number("KG"), help: "The body weight in kg.", section: .person),
    Option(
      "scanner", .text("MAKER"), help: "The maker of the scanner: Hologic, GE Lunar or Norland.", section: .person),
    Option("model", .text("NAME"), help: "The model of the scanner, such as 'Horizon W' or iDXA.", section: .person),
    Option(
      "side", .choice("SIDE", [Side.left, .right].map { $0.rawValue }), help: "The side of hip and forearm.",
      section: .person),
  ]

  private static let densities = [
    Option("spine", .number("G/CM2"), help: "The density of the lumbar spine in g/cm².", section: .densities),
    Option(
      "spine-vertebrae", .text("LEVELS"), help: "The vertebrae that were evaluated, such as L1-L4 or L1+L3.",
      fallback: .value("L1-L4"), section: .densities),
    Option("neck", .number("G/CM2"), help: "The density of the femoral neck in g/cm².", section: .densities),
    Option("hip", .number("G/CM2"), help: "The density of the total hip in g/cm².", section: .densities),
    Option("radius", .number("G/CM2"), help: "The density of the one-third radius in g/cm².", section: .densities),
  ]

  private static let scores = [("t", "T-score"), ("z", "Z-score")].flatMap { letter, score in
    [("spine", "lumbar spine"), ("neck", "femoral neck"), ("hip", "total hip"), ("radius", "one-third radius")].map {
      Option(
        "\($0.0)-\(letter)", .number(letter.uppercased()), help: "The printed \(score) of the \($0.1).",
        section: .scores)
    }
  }

  private static func choice<Words: CaseIterable & RawRepresentable<String>>(_ name: String, _: Words.Type) -> Value {
    .choice(name, Words.allCases.map { $0.rawValue })
  }
}
