// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import Formats

/// The study document, version 1: one person with their scans.
///
/// - Source: `docs/schemas/study-1.schema.json`.
public enum StudyDocument {
  /// The largest document that is read, in bytes.
  public static let sizeLimit = 16 << 20

  /// Reads a study from the bytes of a document.
  ///
  /// - Throws: ``InputError`` with the place and the way out.
  public static func read(_ bytes: [UInt8]) throws(InputError) -> Study { try read(try json(bytes)) }

  /// Reads the bytes of a document as JSON, up to ``sizeLimit``.
  static func json(_ bytes: [UInt8]) throws(InputError) -> JSONValue {
    guard bytes.count <= sizeLimit else {
      throw InputError(
        .tooLarge, "A study may have \(sizeLimit >> 20) MB, but this one is larger.",
        remedy: "Send one study a document, or one a line.")
    }
    do throws(JSONError) {
      return try JSONReader.read(bytes)
    } catch {
      throw InputError(error)
    }
  }

  /// Reads a study from a JSON value.
  public static func read(_ value: JSONValue) throws(InputError) -> Study {
    do throws(JSONShapeError) {
      return try study(JSONNode(value))
    } catch {
      throw InputError(error)
    }
  }

  private static func study(_ node: JSONNode) throws(JSONShapeError) -> Study {
    let object = try node.object(["osteon", "patient", "history", "scans", "precision", "calibrations", "report"])
    let format = try object.required("osteon")
    guard try format.text() == "study/1" else {
      throw format.error(
        .rule("must be 'study/1', the one version there is, but is another text", remedy: "Write \"study/1\"."))
    }
    let patientNode = try object.required("patient")
    let patient = try Patient(patientNode)
    let scansNode = try object.required("scans")
    var scans: [Scan] = []
    for scan in try scansNode.elements() { scans.append(try Scan(scan, patient: patient)) }
    guard !scans.isEmpty else {
      throw scansNode.error(.rule("must hold at least one scan, but is empty", remedy: "Add a scan."))
    }
    guard scans.count <= 1000 else {
      throw scansNode.error(
        .rule("may hold 1000 scans, but holds \(scans.count)", remedy: "Leave out the oldest."))
    }
    try checkOrder(of: scans, scansNode)
    try checkAges(of: scans, scansNode)
    try checkMenopause(of: patient, scans, patientNode)
    let history = try object["history"].map { node throws(JSONShapeError) in try History(node) }
    let precision = try object["precision"].map { node throws(JSONShapeError) in try FacilityPrecision(node) }
    let report = try object["report"].map { node throws(JSONShapeError) in try FinishedReport(node) }
    var study = Study(
      patient: patient, history: history ?? History(), scans: scans, precision: precision, report: report)
    study.calibrations =
      try object["calibrations"]?.list { node throws(JSONShapeError) in try ScannerCalibration(node) } ?? []
    return study
  }

  /// Several scans are put in order by their days or, where one has none, by the exact ages of all.
  private static func checkOrder(of scans: [Scan], _ node: JSONNode) throws(JSONShapeError) {
    guard scans.count > 1, scans.contains(where: { $0.date == nil }) else { return }
    guard scans.contains(where: { $0.age.exactYears == nil }) else { return }
    throw node.error(
      .rule(
        "must be in order of time by 'date', or by 'ageYears' with decimals, but one scan has neither",
        remedy: "Give each scan its date."))
  }

  /// Where ages stand beside days, all must point to the same birth; ages in whole years leave it open by one year.
  private static func checkAges(of scans: [Scan], _ node: JSONNode) throws(JSONShapeError) {
    var least = Double.infinity
    var greatest = -Double.infinity
    for (index, scan) in scans.enumerated() {
      guard let date = scan.date, let age = scan.age.exactYears else { continue }
      let birth = Double(date.dayNumber) / 365.2425 - age
      least = min(least, birth)
      greatest = max(greatest, birth)
      guard greatest - least > 1.01 else { continue }
      throw JSONNode(.null, path: "\(node.path)[\(index)].ageYears").error(
        .rule(
          "must agree with the days and ages of the other scans within one year, but does not",
          remedy: "Check age and date of each scan."))
    }
  }

  private static func checkMenopause(
    of patient: Patient, _ scans: [Scan], _ node: JSONNode
  ) throws(JSONShapeError) {
    guard patient.menopause == .post, let age = patient.menopauseAge else { return }
    guard let last = scans.compactMap({ $0.age.exactYears }).max(), last < age else { return }
    throw JSONNode(node.value, path: "patient.menopause.age").error(
      .rule(
        "must not lie after the latest scan when the status is 'post', but is \(NumberRule.text(age)) years",
        remedy: "Check the age at menopause and the status."))
  }
}
