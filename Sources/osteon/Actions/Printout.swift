// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Interchange

/// A study from the numbers of a printout, given as options in the place of a document.
///
/// It becomes a study document and is read as one, so that the same rules hold.
struct Printout {
  private let parsed: ParsedCommand
  private let reportText: String?

  /// Takes the options, and the text of the report where there is one.
  init(_ parsed: ParsedCommand, reportText: String? = nil) {
    self.parsed = parsed
    self.reportText = reportText
  }

  /// The study, or why the options do not make one.
  func study() throws(InputError) -> Study {
    do throws(InputError) {
      guard let reportText else { return try StudyDocument.read(document) }
      return try StudyDocument.read(document, reportText: reportText)
    } catch {
      throw named(error)
    }
  }

  // MARK: Document

  private var document: JSONValue {
    .object([
      JSONMember("osteon", "study/1"),
      JSONMember("patient", object([("sexAtBirth", text("sex")), ("birthDate", text("birth-date"))] + patient)),
      JSONMember("scans", .array([scan])),
    ])
  }

  private var patient: [(String, JSONValue?)] {
    [
      ("menopause", text("menopause").map { .object([JSONMember("status", $0)]) }), ("heightCm", number("height")),
      ("weightKg", number("weight")),
    ]
  }

  private var scan: JSONValue {
    object([
      ("date", text("scan-date")), ("ageYears", number("age")),
      ("scanner", object([("manufacturer", text("scanner")), ("model", text("model"))])),
      ("regions", .array(regions.map { $0.value })),
    ])
  }

  private static let sites: [(option: String, site: Site)] = [
    ("spine", .lumbarSpine), ("neck", .femoralNeck), ("hip", .totalHip), ("radius", .radius33),
  ]

  /// The regions for which a density or a score is given, with their options.
  private var regions: [(option: String, value: JSONValue)] {
    Self.sites.compactMap { option, site in
      let printed = object([("t", number("\(option)-t")), ("z", number("\(option)-z"))])
      let density = number(option)
      guard density != nil || printed != .object([]) else { return nil }
      return (
        option,
        object([
          ("site", .string(site.rawValue)), ("side", site == .lumbarSpine ? nil : text("side")),
          ("vertebrae", site == .lumbarSpine ? vertebrae : nil), ("bmd", density),
          ("printed", printed == .object([]) ? nil : printed),
        ])
      )
    }
  }

  /// The levels as the document lists them; a text that names none is passed on, to be refused there.
  private var vertebrae: JSONValue? {
    guard let levels = parsed.value(for: "spine-vertebrae") else { return nil }
    guard let subset = VertebralSubset(levels) else { return .array([.string(levels)]) }
    return .array(subset.vertebrae.map { .string($0.rawValue) })
  }

  private func text(_ option: String) -> JSONValue? { parsed.value(for: option).map { .string($0) } }

  private func number(_ option: String) -> JSONValue? {
    parsed.value(for: option).flatMap { JSONNumber(text: $0) }.map { .number($0) }
  }

  private func object(_ members: [(String, JSONValue?)]) -> JSONValue {
    .object(members.compactMap { key, value in value.map { JSONMember(key, $0) } })
  }

  // MARK: Errors

  /// Names the option in the place of the path in the document that it became.
  private func named(_ error: InputError) -> InputError {
    guard let place = error.place else { return error }
    if place == "scans[0].regions" {
      return InputError(
        error.kind, "A printout must give a density or a score, but none is given.",
        remedy: "Give one of '--spine', '--neck', '--hip', '--radius', or a score such as '--neck-t'.")
    }
    guard let option = option(at: place) else { return error }
    return InputError(
      error.kind, error.message.replacing("'\(place)'", with: "'--\(option)'"), remedy: error.remedy)
  }

  private func option(at place: String) -> String? {
    let fixed = [
      "patient.sexAtBirth": "sex", "patient.birthDate": "birth-date", "patient.menopause": "menopause",
      "patient.heightCm": "height", "patient.weightKg": "weight", "scans[0].date": "scan-date",
      "scans[0].ageYears": "age", "scans[0]": "age", "scans[0].scanner.manufacturer": "scanner",
    ]
    if let option = fixed[place] { return option }
    for (index, region) in regions.enumerated() {
      let path = "scans[0].regions[\(index)]"
      if place == path + ".bmd" { return region.option }
      if place == path + ".printed.t" { return region.option + "-t" }
      if place == path + ".printed.z" { return region.option + "-z" }
      if place.hasPrefix(path + ".vertebrae") { return "spine-vertebrae" }
    }
    return nil
  }
}
