// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import Interchange
internal import KnowledgeBase
internal import Statistics
internal import TestSupport
internal import Testing

@Suite("Cohort table")
struct CohortTableTests {
  static let header = [
    "id", "sex", "age", "group", "site", "side", "vertebrae", "menopause", "bmd", "scanner", "model", "t_printed",
    "z_printed",
  ]

  /// Scores one row given by the names of its columns.
  static func score(_ row: [String: String], _ options: AssessmentOptions = AssessmentOptions()) throws -> [String:
    String]
  {
    let names = row.keys.sorted()
    let table = try CohortTable(header: names, options: options)
    let added = table.score(names.map { row[$0] ?? "" })
    return Dictionary(uniqueKeysWithValues: zip(CohortTable.added, added))
  }

  static let woman = [
    "sex": "female", "age": "66", "menopause": "post", "site": "femoral-neck", "bmd": "0.571", "scanner": "Hologic",
  ]

  // MARK: Header

  @Test(
    "A header without a needed column is refused and names it",
    arguments: [
      (["age", "site", "scanner"], "The table must have a column 'sex', but has none."),
      (["sex", "age", "scanner"], "The table must have a column 'site', but has none."),
      (["sex", "age", "site"], "The table must have a column 'scanner', but has none."),
      (
        ["sex", "site", "scanner", "birth_date"],
        "The table must have a column 'age', or both 'birth_date' and 'scan_date', but has neither."
      ),
      (
        ["sex", "site", "scanner", "scan_date"],
        "The table must have a column 'age', or both 'birth_date' and 'scan_date', but has neither."
      ),
    ])
  func missingColumns(header: [String], message: String) {
    let error = #expect(throws: InputError.self) { try CohortTable(header: header) }
    #expect(error?.kind == .missingValue && error?.place == "line 1" && error?.message == message)
  }

  @Test("A column that stands twice is refused")
  func repeatedColumn() {
    let error = #expect(throws: InputError.self) { try CohortTable(header: ["sex", "age", "site", "scanner", "sex"]) }
    #expect(error?.kind == .malformedTable)
    #expect(error?.message == "A column name must stand once, but 'sex' stands twice.")
    #expect(error?.remedy == "Rename one of the two.")
  }

  @Test("A first line of data in the place of a header is not repeated in the sentence")
  func dataForHeader() {
    let header = ["1958-03-02", "female", "1958-03-02", "MRN-0042-77", "MRN-0042-77"]
    let error = #expect(throws: InputError.self) { try CohortTable(header: header) }
    #expect(error?.message == "A column name must stand once, but that of column 3 stands twice.")
  }

  @Test("Other columns are allowed, and columns may stand in any order")
  func otherColumns() throws {
    let expected = try Self.score(Self.woman)
    #expect(try Self.score(Self.woman.merging(["note": "x", "weight": "61"]) { $1 }) == expected)
  }

  // MARK: One row

  @Test("A row gives the scores that hand arithmetic gives")
  func oneRow() throws {
    // (0.571 - 0.858) / 0.120 = -2.39
    let row = try Self.score(Self.woman)
    #expect(row["t"] == "-2.4" && row["t_reference"] == "nhanes-iii.femoral-neck.white-female")
    #expect(row["z_reference"] == "nhanes-2005-2010.femoral-neck.all-female")
    #expect(row["region_category"] == "low-bone-mass" && row["flags"] == "near-threshold" && row["refusal"] == "")
  }

  @Test(
    "NA and an empty field are the same",
    arguments: ["group", "side", "vertebrae", "menopause", "model", "t_printed", "z_printed"])
  func notAvailable(column: String) throws {
    let left = try Self.score(Self.woman.merging([column: "NA"]) { $1 })
    let right = try Self.score(Self.woman.merging([column: ""]) { $1 })
    #expect(left == right)
  }

  @Test("An age such as '80+' gives a T-score and refuses the Z-score")
  func topCoded() throws {
    let row = try Self.score(Self.woman.merging(["age": "80+"]) { $1 })
    #expect(row["t"] == "-2.4" && row["z"] == "" && row["refusal"] == "age-not-exact")
  }

  @Test("An age may follow from two dates")
  func dates() throws {
    var row = Self.woman.merging(["birth_date": "1960-05-01", "scan_date": "2026-05-01"]) { $1 }
    row["age"] = nil
    #expect(try Self.score(row) == Self.score(Self.woman))
  }

  @Test(
    "A row that cannot be read says why, and has no scores",
    arguments: [
      ("sex", "", "missing-value"), ("sex", "F", "unknown-word"), ("site", "hipp", "unknown-word"),
      ("age", "NA", "missing-value"), ("age", "old", "impossible-value"), ("age", "121", "impossible-value"),
      ("age", "-1", "impossible-value"), ("age", "nan", "impossible-value"), ("age", "+", "impossible-value"),
      ("bmd", "NA", "missing-value"), ("bmd", "571", "impossible-value"), ("bmd", "0,571", "impossible-value"),
      ("t_printed", "-99", "impossible-value"), ("vertebrae", "L1-L4", "impossible-value"),
      ("side", "both", "unknown-word"), ("group", "blue", "unknown-word"), ("menopause", "yes", "unknown-word"),
      ("birth_date", "1960", "impossible-value"),
    ])
  func refusedRow(column: String, value: String, refusal: String) throws {
    let row = try Self.score(Self.woman.merging([column: value]) { $1 })
    #expect(row["refusal"] == refusal)
    #expect(row.filter { $0.key != "refusal" }.allSatisfy { $0.value.isEmpty })
  }

  @Test("Every row gives one field for each added column, a short row too")
  func shape() throws {
    let table = try CohortTable(header: Self.header)
    #expect(table.score([]).count == CohortTable.added.count)
    #expect(table.score(Array(repeating: "", count: 40)).count == CohortTable.added.count)
  }

  @Test("A refused score is named beside the scores that are given")
  func refusals() throws {
    let radius = try Self.score(Self.woman.merging(["site": "radius-33", "bmd": "0.6"]) { $1 })
    #expect(radius["refusal"] == "no-age-curve;no-valid-site;no-young-adult-reference")
    let unknown = try Self.score(Self.woman.merging(["scanner": ""]) { $1 })
    #expect(unknown["refusal"] == "no-valid-site;scale-unknown")
  }

  @Test("Flags say what is near, contested or unverified")
  func flags() throws {
    // Printed -1.8, computed -2.4.
    #expect(try Self.score(Self.woman.merging(["t_printed": "-1.8"]) { $1 })["flags"] == "contested")
    let man = ["sex": "male", "age": "66", "site": "femoral-neck", "bmd": "0.700", "scanner": "Hologic"]
    let flags = try Self.score(man, AssessmentOptions(profile: .car2013))["flags"]
    #expect(flags == "unverified")  // (0.700 - 0.934) / 0.137 = -1.7
  }

  // MARK: The same answer as for one person

  @Test("One row's answer is the answer for a study of that row, on 2,000 random rows", arguments: [false, true])
  func sameAsStudy(matchesGroup: Bool) throws {
    var generator = SeededGenerator(seed: matchesGroup ? 11 : 7)
    var refused = 0
    for number in 0..<1000 {
      let options = AssessmentOptions(
        profile: Profile.allCases[number % Profile.allCases.count], matchesGroup: matchesGroup)
      let row = Self.randomRow(&generator)
      let own = try Self.score(row, options)
      let expected: [String: String]
      do throws(InputError) {
        expected = Self.fields(of: Assessment(of: try StudyDocument.read(Self.document(of: row)), options: options))
      } catch {
        refused += 1
        expected = Self.refusal(error.code)
      }
      #expect(own == expected, "row \(number): \(row)")
    }
    #expect(refused > 10 && refused < 500)
  }

  private static func randomRow(_ generator: inout SeededGenerator) -> [String: String] {
    func pick(_ list: [String]) -> String { list[Int.random(in: 0..<list.count, using: &generator)] }
    var row = [
      "sex": pick(["female", "male"]), "scanner": pick(["Hologic", "Hologic", "GE Healthcare", "Norland", "X"]),
    ]
    row["age"] = pick(["80+", "19+", "49.99", "50", "54.9", "8", "19.99", "20"])
    if Bool.random(using: &generator) { row["age"] = "\(Double(Int.random(in: 700...9000, using: &generator)) / 100)" }
    row["site"] = pick(
      Site.allCases.map { $0.rawValue } + ["femoral-neck", "total-hip", "lumbar-spine", "lumbar-spine"])
    row["side"] = pick(["", "", "left", "right", "mean"])
    row["vertebrae"] = row["site"] == "lumbar-spine" ? pick(["", "L1-L4", "L2-L4", "L1+L3", "L3", "L1-L2"]) : ""
    row["menopause"] = row["sex"] == "female" ? pick(["", "pre", "transition", "post", "unknown"]) : ""
    row["group"] = pick(["", "white", "black", "asian"])
    row["model"] = pick(["", "Lunar Prodigy", "Lunar iDXA"])
    row["bmd"] = "\(Double(Int.random(in: 350...1500, using: &generator)) / 1000)"
    row["t_printed"] = pick(["", "", "", "-2.5", "-1.0", "0.3"])
    row["z_printed"] = pick(["", "", "-2.0", "1.1"])
    return row
  }

  private static func document(of row: [String: String]) -> JSONValue {
    func text(_ key: String) -> JSONValue { row[key].flatMap { $0.isEmpty ? nil : .string($0) } ?? .null }
    func number(_ key: String) -> JSONValue { row[key].flatMap { JSONNumber(text: $0) }.map { .number($0) } ?? .null }
    let vertebrae = row["vertebrae"].flatMap { VertebralSubset($0) }?.vertebrae.map { JSONValue.string($0.rawValue) }
    let age: JSONValue =
      row["age"]?.hasSuffix("+") == true
      ? .object([
        JSONMember(
          "atLeast", row["age"].flatMap { JSONNumber(text: String($0.dropLast())) }.map { .number($0) } ?? .null)
      ])
      : number("age")
    let hasPrint = row["t_printed"] != "" || row["z_printed"] != ""
    let printed: JSONValue =
      hasPrint ? .object([JSONMember("t", number("t_printed")), JSONMember("z", number("z_printed"))]) : .null
    let region: JSONValue = .object([
      JSONMember("site", text("site")), JSONMember("side", text("side")),
      JSONMember("vertebrae", vertebrae.map { .array($0) } ?? .null), JSONMember("bmd", number("bmd")),
      JSONMember("printed", printed),
    ])
    let menopause: JSONValue = row["menopause"] == "" ? .null : .object([JSONMember("status", text("menopause"))])
    let scanner: JSONValue = .object([JSONMember("manufacturer", text("scanner")), JSONMember("model", text("model"))])
    return .object([
      JSONMember("osteon", "study/1"),
      JSONMember(
        "patient",
        .object([
          JSONMember("sexAtBirth", text("sex")), JSONMember("group", text("group")), JSONMember("menopause", menopause),
        ])),
      JSONMember(
        "scans",
        .array([
          .object([
            JSONMember("ageYears", age), JSONMember("scanner", scanner), JSONMember("regions", .array([region])),
          ])
        ])),
    ])
  }

  /// The added fields as the design names them, written from the assessment of a study.
  private static func fields(of assessment: Assessment) -> [String: String] {
    guard let region = assessment.regions.first else { return refusal("") }
    let diagnosis = assessment.diagnosis
    let flags = [
      (diagnosis.nearThreshold, "near-threshold"), (diagnosis.contested != nil, "contested"),
      (diagnosis.isUnverified, "unverified"),
    ]
    let codes = Set((region.refusals + assessment.refusals).map { $0.code })
    func score(_ score: AssessedScore?) -> String { score.map { "\(Fixed($0.reported.value, places: 1))" } ?? "" }
    return [
      "t": score(region.t), "t_reference": region.t?.reference ?? "", "z": score(region.z),
      "z_reference": region.z?.reference ?? "", "centile": region.z?.centile.map { "\(Centile.shown($0))" } ?? "",
      "region_category": diagnosis.category?.rawValue ?? "",
      "flags": flags.filter { $0.0 }.map { $0.1 }.joined(separator: ";"),
      "refusal": codes.sorted().joined(separator: ";"),
    ]
  }

  private static func refusal(_ code: String) -> [String: String] {
    Dictionary(uniqueKeysWithValues: CohortTable.added.map { ($0, $0 == "refusal" ? code : "") })
  }

  @Test(
    "What a study refuses of its ages a row refuses too",
    arguments: [
      (["birth_date": "1960-05-01", "scan_date": "1959-05-01"], "impossible-value"),
      (["birth_date": "1890-05-01", "scan_date": "2026-05-01"], "impossible-value"),
      (["birth_date": "1960-05-01", "scan_date": "2026-05-01", "age": "62"], "impossible-value"),
      (["birth_date": "1960-05-01", "scan_date": "2026-05-01", "age": "80+"], "impossible-value"),
      (["birth_date": "1960-05-01", "scan_date": "2026-05-01", "age": "65.5"], ""),
    ])
  func ages(columns: [String: String], refusal: String) throws {
    #expect(try Self.score(Self.woman.merging(columns) { $1 })["refusal"] == refusal)
  }
}
