// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import Interchange
internal import Testing

/// What is refused, with the exact sentence: the place, the rule, the fact, and the way out.
@Suite("Study errors")
struct StudyErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let changes: [(place: String, value: String?)]
    let kind: InputError.Code
    let place: String?
    let message: String
    let remedy: String?
    var testDescription: String { message }

    /// One change of the sample; the place of the error is that of the change unless another is named.
    init(
      _ place: String, _ value: String?, _ kind: InputError.Code, _ message: String, _ remedy: String?,
      at other: String? = nil
    ) {
      self.init([(place, value)], kind, message, remedy, at: other ?? place)
    }

    init(
      _ changes: [(String, String?)], _ kind: InputError.Code, _ message: String, _ remedy: String?, at place: String?
    ) {
      self.changes = changes.map { (place: $0.0, value: $0.1) }
      self.kind = kind
      self.place = place
      self.message = message
      self.remedy = remedy
    }

    func error() throws -> InputError? {
      var document = try SampleStudy.document.get()
      for change in changes {
        document = document.setting(change.place, to: try change.value.map { try JSONValue(text: $0) })
      }
      do throws(InputError) {
        _ = try StudyDocument.read(document)
        return nil
      } catch {
        return error
      }
    }
  }

  static let neck = "scans[0].regions[1]"
  static let spine = "scans[0].regions[0]"
  static let cases: [Case] = [
    // MARK: Shape
    Case("osteon", nil, .missingValue, "'osteon' must be given, but is missing.", "Add it."),
    Case(
      "osteon", #""study/2""#, .impossibleValue,
      "'osteon' must be 'study/1', the one version there is, but is another text.", #"Write "study/1"."#),
    Case("patient", nil, .missingValue, "'patient' must be given, but is missing.", "Add it."),
    Case(
      "patient", "[]", .wrongKind, "'patient' must be an object, but is a list.", "Write keys with values in braces."),
    Case("patient.sexAtBirth", nil, .missingValue, "'patient.sexAtBirth' must be given, but is missing.", "Add it."),
    Case("scans", "{}", .wrongKind, "'scans' must be a list, but is an object.", "Put it in square brackets."),
    Case("scans", "[]", .impossibleValue, "'scans' must hold at least one scan, but is empty.", "Add a scan."),
    Case(
      "scans[0].regions", "[]", .impossibleValue, "'scans[0].regions' must hold at least one region, but is empty.",
      "Add a region."),
    Case(
      "scans[0].scanner.manufacturer", nil, .missingValue,
      "'scans[0].scanner.manufacturer' must be given, but is missing.", "Add it."),
    Case("\(neck).site", nil, .missingValue, "'\(neck).site' must be given, but is missing.", "Add it."),
    Case(
      "scans[0].comments", #""osteophytes""#, .wrongKind, "'scans[0].comments' must be a list, but is a text.",
      "Put it in square brackets."),
    // MARK: Words
    Case("\(neck).bdm", "0.7", .unknownKey, "'\(neck).bdm' is not a known key.", "Did you mean 'bmd'?"),
    Case("pateint", "{}", .unknownKey, "'pateint' is not a known key.", "Did you mean 'patient'?"),
    Case(
      "scans[0].scanner.colour", #""blue""#, .unknownKey, "'scans[0].scanner.colour' is not a known key.",
      "Known here: manufacturer, model, serial, software."),
    Case(
      "patient.menopause.status", #""posst""#, .unknownWord,
      "'patient.menopause.status' must be one of pre, transition, post, unknown, but is 'posst'.",
      "Did you mean 'post'?"
    ),
    Case(
      "patient.sexAtBirth", #""femal""#, .unknownWord,
      "'patient.sexAtBirth' must be one of female, male, but is 'femal'.",
      "Did you mean 'female'?"),
    Case(
      "\(neck).side", #""both""#, .unknownWord, "'\(neck).side' must be one of left, right, mean, but is 'both'.",
      "Choose one of these."),
    Case(
      "\(spine).vertebrae[0]", #""L5""#, .unknownWord,
      "'\(spine).vertebrae[0]' must be one of L1, L2, L3, L4, but is 'L5'.",
      "Choose one of these."),
    Case(
      "history.fractures[0].site", #""hipp""#, .unknownWord,
      "'history.fractures[0].site' must be one of hip, vertebra, humerus, forearm, pelvis, rib, tibia, femur-shaft,"
        + " metatarsal, other, but is 'hipp'.", "Did you mean 'hip'?"),
    // MARK: Numbers
    Case(
      "\(neck).bmd", "760", .impossibleValue, "'\(neck).bmd' must be from 0.1 to 3 g/cm², but is 760.",
      "It looks like mg/cm²: divide it by 1000."),
    Case(
      "\(neck).bmd", "631", .impossibleValue, "'\(neck).bmd' must be from 0.1 to 3 g/cm², but is 631.",
      "It looks like mg/cm²: divide it by 1000."),
    Case(
      "\(spine).area", "5801", .impossibleValue,
      "'\(spine).area' must be at most 200 cm² at the site 'lumbar-spine', but is 5801.",
      "It looks like mm²: divide it by 100."),
    Case(
      "\(spine).area", "200.01", .impossibleValue,
      "'\(spine).area' must be at most 200 cm² at the site 'lumbar-spine', but is 200.01.",
      "It looks like mm²: divide it by 100."),
    Case(
      "\(spine).bmc", "401", .impossibleValue,
      "'\(spine).bmc' must be at most 400 g at the site 'lumbar-spine', but is 401.",
      "It looks like mg: divide it by 1000."),
    Case(
      "\(spine).bmc", "50120", .impossibleValue, "'\(spine).bmc' must be from 0.01 to 20000 g, but is 50120.",
      "It looks like mg: divide it by 1000."),
    Case(
      "patient.heightCm", "5.4", .impossibleValue, "'patient.heightCm' must be from 30 to 250 cm, but is 5.4.",
      "It looks like feet: multiply it by 30.48."),
    Case(
      "scans[0].entered.heightCm", "1620", .impossibleValue,
      "'scans[0].entered.heightCm' must be from 30 to 250 cm, but is 1620.", "It looks like mm: divide it by 10."),
    Case(
      "scans[0].entered.heightCm", "25", .impossibleValue,
      "'scans[0].entered.heightCm' must be from 30 to 250 cm, but is 25.",
      "It looks like inches: multiply it by 2.54."),
    Case(
      "scans[0].entered.weightKg", "512", .impossibleValue,
      "'scans[0].entered.weightKg' must be from 1 to 500 kg, but is 512.",
      "It looks like pounds: multiply it by 0.4536."),
    Case(
      "scans[0].entered.weightKg", "61000", .impossibleValue,
      "'scans[0].entered.weightKg' must be from 1 to 500 kg, but is 61000.", "It looks like g: divide it by 1000."),
    Case(
      "scans[0].entered.ageYears", "67.5", .impossibleValue,
      "'scans[0].entered.ageYears' must be a whole number, but is 67.5.", "Write it without decimals."),
    Case(
      "scans[0].phantom.deviationPercent", "51", .impossibleValue,
      "'scans[0].phantom.deviationPercent' must be from -50 to 50 percent, but is 51.",
      "Check the value and its unit."),
    Case(
      "\(neck).bmd", "-0.1", .impossibleValue, "'\(neck).bmd' must be from 0.1 to 3 g/cm², but is -0.1.",
      "Check the value and its unit."),
    Case(
      "\(neck).bmd", #""0,912""#, .wrongKind, "'\(neck).bmd' must be a number, but is the text '0,912'.",
      "Write a decimal point, not a comma, and no quotes."),
    Case(
      "\(neck).bmd", #""0.912 g/cm²""#, .wrongKind, "'\(neck).bmd' must be a number, but is the text '0.912 g/cm²'.",
      "Write the number without quotes and without a unit."),
    Case(
      "patient.heightCm", "1.62", .impossibleValue, "'patient.heightCm' must be from 30 to 250 cm, but is 1.62.",
      "It looks like m: multiply it by 100."),
    Case(
      "patient.weightKg", "0", .impossibleValue, "'patient.weightKg' must be from 1 to 500 kg, but is 0.",
      "Check the value and its unit."),
    Case(
      "\(spine).printed.t", "-17", .impossibleValue,
      "'\(spine).printed.t' must be from -15 to 15 standard deviations, but is -17.", "Check the value and its unit."),
    Case(
      "precision.sites[0].rmsSd", "1.2", .impossibleValue,
      "'precision.sites[0].rmsSd' must be from 0.0001 to 0.15 g/cm², but is 1.2.",
      "It looks like a percentage: give it in g/cm²."),
    Case(
      "history.fractureProbability.majorPercent", "120", .impossibleValue,
      "'history.fractureProbability.majorPercent' must be from 0 to 100 percent, but is 120.",
      "Check the value and its unit."),
    Case(
      "history.riskFactors.fallsInLastYear", "1.5", .impossibleValue,
      "'history.riskFactors.fallsInLastYear' must be a whole number, but is 1.5.", "Write it without decimals."),
    Case(
      "history.riskFactors.currentSmoker", #""yes""#, .wrongKind,
      "'history.riskFactors.currentSmoker' must be true or false, but is a text.",
      "Write true or false, without quotes."),
    // MARK: Answers and laboratory results
    Case(
      "history.answers.newBackPain", #""yes""#, .wrongKind,
      "'history.answers.newBackPain' must be true or false, but is a text.",
      "Write true or false, without quotes."),
    Case(
      "history.answers.denosumabDoses", "81", .impossibleValue,
      "'history.answers.denosumabDoses' must be from 0 to 80, but is 81.", "Check the value and its unit."),
    Case(
      "history.answers.dietaryCalcium", "-1", .impossibleValue,
      "'history.answers.dietaryCalcium' must be from 0 to 5000 mg, but is -1.", "Check the value and its unit."),
    Case(
      "history.answers.denosumabDoses", #""3""#, .wrongKind,
      "'history.answers.denosumabDoses' must be a number, but is the text '3'.",
      "Write the number without quotes and without a unit."),
    Case(
      "history.answers.newBackPian", "true", .unknownKey, "'history.answers.newBackPian' is not a known key.",
      "Did you mean 'newBackPain'?"),
    Case(
      "history.answers.saysNewBackPain", "true", .unknownKey, "'history.answers.saysNewBackPain' is not a known key.",
      "Did you mean 'newBackPain'?"),
    Case(
      "history.answers", "[]", .wrongKind, "'history.answers' must be an object, but is a list.",
      "Write keys with values in braces."),
    Case(
      "history.laboratory[0].low", "51", .impossibleValue,
      "'history.laboratory[0]' must have limits in order, but 'low' is above 'high'.", "Exchange the two.",
      at: "history.laboratory[0]"),
    Case(
      "history.laboratory[0].code.system", nil, .missingValue,
      "'history.laboratory[0].code.system' must be given, but is missing.", "Add it."),
    Case(
      "history.laboratory[0].value", #""<3""#, .wrongKind,
      "'history.laboratory[0].value' must be a number, but is a text.",
      "Write digits with a decimal point, without quotes."),
    // MARK: Report
    Case(
      "report.diagnoses", "[]", .unknownKey, "'report.diagnoses' is not a known key.", "Did you mean 'diagnosis'?"),
    Case(
      "report.diagnosis[0].category", #""osteopenia""#, .unknownWord,
      "'report.diagnosis[0].category' must be one of normal, low-bone-mass, osteoporosis, severe-osteoporosis,"
        + " within-expected-range, below-expected-range, low-with-risk-factors, but is 'osteopenia'.",
      "Choose one of these."),
    Case(
      "report.diagnosis[0].category", nil, .missingValue,
      "'report.diagnosis[0].category' must be given, but is missing.", "Add it."),
    Case(
      "report.values[1].site", #""hipp""#, .unknownWord,
      "'report.values[1].site' must be one of lumbar-spine, femoral-neck, total-hip, trochanter, intertrochanter,"
        + " wards, radius-33, radius-ultradistal, radius-mid, total-body, total-body-less-head, hip, forearm,"
        + " lateral-spine, peripheral, but is 'hipp'.", "Did you mean 'hip'?"),
    Case(
      "report.values[1].bmd", nil, .impossibleValue,
      "'report.values[1]' needs 'bmd', 't' or 'z', but has none of them.", "Give what the report states.",
      at: "report.values[1]"),
    Case(
      "report.values[0].bmd", "864", .impossibleValue,
      "'report.values[0].bmd' must be from 0.1 to 3 g/cm², but is 864.", "It looks like mg/cm²: divide it by 1000."),
    Case(
      "report.values[0].side", #""left""#, .impossibleValue,
      "'report.values[0].side' belongs to a paired bone, but 'site' names none.",
      "Leave it out, or correct the site."),
    Case(
      "report.values[1].vertebrae", #"["L1"]"#, .impossibleValue,
      "'report.values[1].vertebrae' belongs to the lumbar spine, but 'site' is not 'lumbar-spine'.",
      "Leave it out, or correct the site."),
    Case(
      "report.changes[0].gramsPerSquareCentimeter", "-31", .impossibleValue,
      "'report.changes[0].gramsPerSquareCentimeter' must be from -3 to 3 g/cm², but is -31.",
      "It looks like mg/cm²: divide it by 1000."),
    Case(
      [
        ("report.leastSignificantChanges[0].gramsPerSquareCentimeter", nil),
        ("report.leastSignificantChanges[0].percent", nil),
      ], .impossibleValue,
      "'report.leastSignificantChanges[0]' needs 'gramsPerSquareCentimeter' or 'percent', but has neither.",
      "Give what the report states.", at: "report.leastSignificantChanges[0]"),
    Case(
      "report.risks[0].comparator", #"" ""#, .impossibleValue,
      "'report.risks[0].comparator' must be some words, but is empty.",
      "Leave it out, or write what the report says."),
    Case(
      "report.recommendations[0].kind", #""drug""#, .unknownWord,
      "'report.recommendations[0].kind' must be one of treatment, secondary-causes, vertebral-fracture-assessment,"
        + " forearm, calcium-or-vitamin-d, exercise, other, but is 'drug'.", "Choose one of these."),
    Case(
      "report.nextScan.months", "-1", .impossibleValue,
      "'report.nextScan.months' must be from 0 to 600 months, but is -1.", "Check the value and its unit."),
    Case(
      "report.date", #""02.05.2026""#, .impossibleValue,
      "'report.date' must be a day of the calendar written as YYYY-MM-DD, but is not.", "Check year, month and day."),
    // MARK: Dates and ages
    Case(
      "patient.birthDate", #""02.03.1958""#, .impossibleValue,
      "'patient.birthDate' must be a day of the calendar written as YYYY-MM-DD, but is not.",
      "Check year, month and day."
    ),
    Case(
      "scans[0].date", #""2026-02-30""#, .impossibleValue,
      "'scans[0].date' must be a day of the calendar written as YYYY-MM-DD, but is not.", "Check year, month and day."),
    Case(
      "history.fractures[0].date", #""July 2019""#, .impossibleValue,
      "'history.fractures[0].date' must be a day, a month or a year written as YYYY-MM-DD, YYYY-MM or YYYY, but is not.",
      "Check year, month and day."),
    Case(
      "scans[0].date", #""1957-01-01""#, .impossibleValue,
      "'scans[0].date' must not lie before 'patient.birthDate', but does.", "Check both dates."),
    Case(
      "patient.birthDate", #""1900-01-01""#, .impossibleValue,
      "'scans[0].date' must lie within 120 years of 'patient.birthDate', but does not.", "Check both dates.",
      at: "scans[0].date"),
    Case(
      "scans[0].ageYears", "66", .impossibleValue,
      "'scans[0].ageYears' must agree with the dates of birth and scan within one year, but does not.", "Leave one out."
    ),
    Case(
      "scans[0].ageYears", "121", .impossibleValue, "'scans[0].ageYears' must be from 0 to 120 years, but is 121.",
      "Check the value and its unit."),
    Case(
      [("patient.birthDate", nil), ("scans[0].ageYears", nil)], .impossibleValue,
      "'scans[0]' needs the age: 'date' with 'patient.birthDate', or 'ageYears', but has neither.",
      "Give both dates, or the age in years with decimals.", at: "scans[0]"),
    // MARK: What does not go together
    Case(
      "patient.menopause.status", #""pre""#, .impossibleValue,
      "'patient.menopause.age' belongs to a person who has reached menopause, but the status is 'pre'.",
      "Correct one of the two, or leave it out.", at: "patient.menopause.age"),
    Case(
      "precision.sites[1]", #"{ "site": "lumbar-spine", "vertebrae": ["L1", "L2", "L3"], "rmsSd": 0.01 }"#,
      .impossibleValue,
      "'precision.sites[1]' must be another site than 'precision.sites[0]', but both are 'lumbar-spine L1-L3'.",
      "Keep one."
    ),
    Case(
      "patient.sexAtBirth", #""male""#, .impossibleValue,
      "'patient.menopause' belongs to a person recorded female at birth, but 'patient.sexAtBirth' is male.",
      "Correct one of the two, or leave it out.", at: "patient.menopause"),
    Case(
      [("patient.sexAtBirth", #""male""#), ("patient.menopause", nil)], .impossibleValue,
      "'patient.pregnancy' belongs to a person recorded female at birth, but 'patient.sexAtBirth' is male.",
      "Correct one of the two, or leave it out.", at: "patient.pregnancy"),
    Case(
      "patient.menopause.age", "70", .impossibleValue,
      "'patient.menopause.age' must not lie after the latest scan when the status is 'post', but is 70 years.",
      "Check the age at menopause and the status."),
    Case(
      "\(neck).vertebrae", #"["L1"]"#, .impossibleValue,
      "'\(neck).vertebrae' belongs to the lumbar spine, but the site is 'total-hip'.",
      "Leave it out, or correct the site."),
    Case(
      "\(spine).vertebrae", "[]", .impossibleValue,
      "'\(spine).vertebrae' must name at least one vertebra, but is empty.",
      "Leave it out for L1 to L4."),
    Case(
      "\(spine).vertebrae", #"["L1", "L1"]"#, .impossibleValue,
      "'\(spine).vertebrae' must name each vertebra once, but repeats one.", "Keep one of each."),
    Case(
      "\(spine).side", #""left""#, .impossibleValue,
      "'\(spine).side' belongs to a paired bone, but the site is 'lumbar-spine'.", "Leave it out."),
    Case(
      [("\(spine).bmd", nil), ("\(spine).printed", nil)], .impossibleValue,
      "'\(spine)' needs 'bmd' or 'printed', but has neither.",
      "Give the density in g/cm², or the printed scores.", at: spine),
    Case(
      "\(spine).printed", #"{ "reference": "Hologic" }"#, .impossibleValue,
      "'\(spine).printed' needs 't' or 'z', but has neither.", "Give a score, or leave 'printed' out."),
    Case(
      "\(neck).excluded.reason", #"" ""#, .impossibleValue, "'\(neck).excluded.reason' must say why, but is empty.",
      "Give the reason in a few words."),
    Case(
      "\(spine)", #"{ "site": "total-hip", "side": "left", "bmd": 0.7 }"#, .impossibleValue,
      "'\(neck)' must be another region than '\(spine)', but both are 'total-hip left'.",
      "Keep one; a repeated measurement is a scan of its own.", at: neck),
    Case(
      "precision.sites[0].leastSignificantChange", "0.025", .impossibleValue,
      "'precision.sites[0]' needs exactly one of 'rmsSd' and 'leastSignificantChange', both in g/cm², but has both.",
      "Give one of the two.", at: "precision.sites[0]"),
  ]

  @Test("A fault is refused with its place, the rule, the fact and the way out", arguments: cases)
  func sentence(example: Case) throws {
    let error = try #require(try example.error())
    #expect(error.kind == example.kind && error.code == example.kind.rawValue)
    #expect(error.place == example.place)
    #expect(error.message == example.message)
    #expect(error.remedy == example.remedy)
  }

  @Test("No sentence holds an identifier, a date or a serial number of the document", arguments: cases)
  func noPatientData(example: Case) throws {
    let line = try #require(try example.error()).placedLine
    for secret in ["Q7731", "Doe", "1958", "2026-0", "300123", "02.03", "July"] { #expect(!line.contains(secret)) }
  }

  @Test("A date, a number of a record or a name in any place of the document comes back in no sentence")
  func noEcho() throws {
    let document = try SampleStudy.document.get()
    let secrets = ["1958-03-02", "MRN-0042-77", "19580302", "02/03/1958"]
    var refused = 0
    for place in document.leaves {
      for secret in secrets {
        do throws(InputError) {
          _ = try StudyDocument.read(document.setting(place, to: .string(secret)))
        } catch {
          refused += 1
          #expect(!error.placedLine.contains(secret), "\(place)")
          let line = JSONWriter.write(error.json)
          #expect(!line.contains(secret), "\(place)")
        }
      }
    }
    #expect(refused > 150)
  }

  @Test("An unknown key that may be a date or the number of a record is not repeated")
  func noEchoOfKeys() throws {
    let document = try SampleStudy.document.get()
    for key in ["1958-03-02", "MRN-0042-77"] {
      let error = #expect(throws: InputError.self) { try StudyDocument.read(document.setting("patient.\(key)", to: 1)) }
      #expect(error?.kind == .unknownKey && error?.placedLine.contains(key) == false)
    }
  }

  // MARK: Several scans

  /// Scans of one hip at the ages and days given.
  private static func scans(_ moments: [(age: String, date: String?)]) throws -> JSONValue {
    let scans = try moments.map { age, date in
      try JSONValue(
        text: """
          { "ageYears": \(age), "date": \(date.map { "\"\($0)\"" } ?? "null"), "scanner": { "manufacturer": "Hologic" },
            "regions": [ { "site": "total-hip", "bmd": 0.8 } ] }
          """)
    }
    return try JSONValue(text: #"{ "osteon": "study/1", "patient": { "sexAtBirth": "male" } }"#)
      .setting("scans", to: .array(scans))
  }

  @Test("Several scans need their order in time: days of all, or exact ages of all")
  func order() throws {
    let unordered = try Self.scans([("60.5", nil), (#"{ "atLeast": 62 }"#, nil)])
    let error = #expect(throws: InputError.self) { try StudyDocument.read(unordered) }
    #expect(error?.place == "scans" && error?.message.contains("must be in order of time by 'date'") == true)
    let dated = try Self.scans([("60.5", "2024-05-01"), (#"{ "atLeast": 62 }"#, "2026-05-01")])
    #expect(throws: Never.self) { try StudyDocument.read(dated) }
    #expect(throws: Never.self) { try StudyDocument.read(Self.scans([("60.5", nil), ("62.5", nil)])) }
  }

  @Test(
    "Ages and days of several scans must point to one birth",
    arguments: [("62.4", true), ("63.4", true), ("64.0", false), ("60.0", false)])
  func ages(age: String, isAccepted: Bool) throws {
    // Two years lie between the days; ages in whole years leave the birth open by one.
    let document = try Self.scans([("60.5", "2024-05-01"), (age, "2026-05-01")])
    if isAccepted {
      #expect(throws: Never.self) { try StudyDocument.read(document) }
    } else {
      let error = #expect(throws: InputError.self) { try StudyDocument.read(document) }
      #expect(error?.place == "scans[1].ageYears" && error?.kind == .impossibleValue)
    }
  }

  // MARK: Text that is no study

  @Test(
    "A text that is not JSON is refused with line and column",
    arguments: [
      ("{ \"osteon\": \"study/1\",\n  \"patient\": }", "line 2, column 14"), ("", "line 1, column 1"),
      ("{ \"a\": 1, \"a\": 2 }", "line 1, column 11"),
    ])
  func malformed(text: String, place: String) throws {
    let error = #expect(throws: InputError.self) { try StudyDocument.read(Array(text.utf8)) }
    #expect(error?.kind == .malformedJSON && error?.place == place)
  }

  @Test("A document beyond 16 MB is refused before it is read")
  func tooLarge() {
    let bytes = [UInt8](repeating: 32, count: StudyDocument.sizeLimit + 1)
    let error = #expect(throws: InputError.self) { try StudyDocument.read(bytes) }
    #expect(error?.kind == .tooLarge)
    #expect(error?.message == "A study may have 16 MB, but this one is larger.")
  }

  @Test("A report beyond 1 MB is refused before it is read")
  func longReport() throws {
    let text = String(repeating: "a", count: ReportText.sizeLimit)
    let document = try SampleStudy.document.get()
    #expect(throws: Never.self) { try StudyDocument.read(document.setting("report.text", to: .string(text))) }
    let error = #expect(throws: InputError.self) {
      try StudyDocument.read(document.setting("report.text", to: .string(text + "b")))
    }
    #expect(error?.place == "report.text" && error?.kind == .impossibleValue)
    #expect(error?.message == "'report.text' may have 1 MB, but has more.")
  }

  @Test(
    "Counts beyond a person's life are refused",
    arguments: [
      ("scans", 1001, "may hold 1000 scans, but holds 1001"),
      ("scans[0].regions", 101, "may hold 100 regions, but holds 101"),
    ])
  func counts(place: String, count: Int, predicate: String) throws {
    let document = try SampleStudy.document.get()
    let element: JSONValue =
      place == "scans"
      ? try JSONValue(
        text:
          #"{ "ageYears": 68.2, "scanner": { "manufacturer": "Hologic" }, "regions": [ { "site": "wards", "bmd": 0.5 } ] }"#
      )
      : try JSONValue(text: #"{ "site": "wards", "bmd": 0.5 }"#)
    let changed = document.setting(place, to: .array(Array(repeating: element, count: count)))
    let error = #expect(throws: InputError.self) { try StudyDocument.read(changed) }
    #expect(error?.message.contains(predicate) == true)
  }
}
