// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Formats
internal import Interchange
internal import Statistics
internal import Testing

@Suite("Reading a study")
struct StudyReadingTests {
  /// An optional key with what it gives where it is present; where it is absent or null it gives nothing.
  struct Key: Sendable, CustomTestStringConvertible {
    let place: String
    let value: @Sendable (Study) -> String?
    let expected: String
    var testDescription: String { place }

    init(_ place: String, _ expected: String, _ value: @escaping @Sendable (Study) -> Any?) {
      self.place = place
      self.expected = expected
      self.value = { value($0).map { "\($0)" } }
    }
  }

  static let keys: [Key] = [
    Key("patient.id", "Q7731-Doe") { $0.patient.id },
    Key("patient.genderIdentity", "nonBinary") { $0.patient.genderIdentity },
    Key("patient.group", "white") { $0.patient.group },
    Key("patient.menopause.status", "post") { $0.patient.menopause },
    Key("patient.menopause.age", "51.0") { $0.patient.menopauseAge },
    Key("patient.menopause", "post") { $0.patient.menopause },
    Key("patient.pregnancy", "no") { $0.patient.pregnancy },
    Key("patient.heightCm", "162.0") { $0.patient.heightCm },
    Key("patient.weightKg", "61.0") { $0.patient.weightKg },
    Key("patient.maximumHeightCm", "166.0") { $0.patient.maximumHeightCm },
    Key("history.fractures", "vertebra") { $0.history.fractures?[0].site },
    Key("history.fractures[0].date", "2019 7") { $0.history.fractures?[0].date.map { "\($0.year) \($0.month ?? 0)" } },
    Key("history.medications", "denosumab") { $0.history.medications?[0].name },
    Key("history.medications[0].code", "atc M05BX04") {
      $0.history.medications?[0].code.map { "\($0.system) \($0.value)" }
    },
    Key("history.medications[0].doseMg", "60.0") { $0.history.medications?[0].doseMg },
    Key("history.medications[0].start", "2022") { $0.history.medications?[0].start?.year },
    Key("history.medications[0].stop", "2025-12-31") { $0.history.medications?[0].stop?.latest },
    Key("history.medications[0].lastDose", "2025-11-02") { $0.history.medications?[0].lastDose?.earliest },
    Key("history.conditions", "celiac disease") { $0.history.conditions?[0].name },
    Key("history.conditions[0].code", "K90.0") { $0.history.conditions?[0].code?.value },
    Key("history.conditions[0].since", "2015") { $0.history.conditions?[0].since?.year },
    Key("history.laboratory", "25-hydroxyvitamin-d 18 ng/mL") {
      $0.history.laboratory.map { "\($0[0].test) \($0[0].value) \($0[0].unit)" }
    },
    Key("history.laboratory[0].date", "2026-04-20") { $0.history.laboratory?[0].date?.earliest },
    Key("history.laboratory[0].low", "20") { $0.history.laboratory?[0].low },
    Key("history.laboratory[0].high", "50") { $0.history.laboratory?[0].high },
    Key("history.laboratory[0].code", "loinc 1989-3") {
      $0.history.laboratory?[0].code.map { "\($0.system) \($0.value)" }
    },
    Key("history.answers", "2") { $0.history.answers.isEmpty ? nil : $0.history.answers.count },
    Key("history.answers.newBackPain", "flag(true)") { $0.history.answers["newBackPain"] },
    Key("history.answers.denosumabDoses", "number(3)") { $0.history.answers["denosumabDoses"] },
    Key("history.riskFactors", "true") { $0.history.riskFactors.currentSmoker },
    Key("history.riskFactors.parentalHipFracture", "false") { $0.history.riskFactors.parentalHipFracture },
    Key("history.riskFactors.currentSmoker", "true") { $0.history.riskFactors.currentSmoker },
    Key("history.riskFactors.alcoholUnitsPerDay", "1.0") { $0.history.riskFactors.alcoholUnitsPerDay },
    Key("history.riskFactors.rheumatoidArthritis", "false") { $0.history.riskFactors.rheumatoidArthritis },
    Key("history.riskFactors.fallsInLastYear", "2") { $0.history.riskFactors.fallsInLastYear },
    Key("history.fractureProbability", "FRAX") { $0.history.fractureProbability?.tool },
    Key("history.fractureProbability.majorPercent", "19.9") { $0.history.fractureProbability?.majorPercent },
    Key("history.fractureProbability.hipPercent", "2.9") { $0.history.fractureProbability?.hipPercent },
    Key("history", "vertebra") { $0.history.fractures?[0].site },
    Key("scans[0].facility", "A") { $0.scans[0].facility },
    Key("scans[0].comments", "osteophytes L3-L4") { $0.scans[0].comments.first },
    Key("scans[0].scanner.model", "Horizon W") { $0.scans[0].scanner.model },
    Key("scans[0].scanner.serial", "300123") { $0.scans[0].scanner.serial },
    Key("scans[0].scanner.software", "APEX 5.6") { $0.scans[0].scanner.software },
    Key("scans[0].entered", "68") { $0.scans[0].entered.age },
    Key("scans[0].entered.ageYears", "68") { $0.scans[0].entered.age },
    Key("scans[0].entered.sex", "female") { $0.scans[0].entered.sex },
    Key("scans[0].entered.group", "white") { $0.scans[0].entered.group },
    Key("scans[0].entered.heightCm", "161.5") { $0.scans[0].entered.heightCm },
    Key("scans[0].entered.weightKg", "60.5") { $0.scans[0].entered.weightKg },
    Key("scans[0].phantom", "2026-04-30") { $0.scans[0].phantom?.date },
    Key("scans[0].phantom.date", "2026-04-30") { $0.scans[0].phantom?.date },
    Key("scans[0].phantom.deviationPercent", "-0.4") { $0.scans[0].phantom?.deviationPercent },
    Key("scans[0].regions[0].mode", "fast array") { $0.scans[0].regions[0].mode },
    Key("scans[0].regions[0].vertebrae", "L1-L3") { $0.scans[0].regions[0].vertebrae },
    Key("scans[0].regions[0].bmd", "0.864") { $0.scans[0].regions[0].density?.gramsPerSquareCentimeter },
    Key("scans[0].regions[0].bmc", "50.12") { $0.scans[0].regions[0].content },
    Key("scans[0].regions[0].area", "58.01") { $0.scans[0].regions[0].area },
    Key("scans[0].regions[0].tbs", "1.25") { $0.scans[0].regions[0].trabecularBoneScore },
    Key("scans[0].regions[0].printed", "-17") { $0.scans[0].regions[0].printed?.t?.tenths },
    Key("scans[0].regions[0].printed.t", "-17") { $0.scans[0].regions[0].printed?.t?.tenths },
    Key("scans[0].regions[0].printed.z", "-1") { $0.scans[0].regions[0].printed?.z?.tenths },
    Key("scans[0].regions[0].printed.reference", "Hologic") { $0.scans[0].regions[0].printed?.reference },
    Key("scans[0].regions[1].side", "left") { $0.scans[0].regions[1].side },
    Key("scans[0].regions[1].excluded", "prosthesis") { $0.scans[0].regions[1].exclusionReason },
    Key("precision.facility", "A") { $0.precision?.facility },
    Key("precision.sites[0].vertebrae", "L1-L3") { $0.precision?.sites[0].vertebrae },
    Key("precision.sites[0].degreesOfFreedom", "30") { $0.precision?.sites[0].degreesOfFreedom },
    Key("precision", "0.009") { $0.precision?.sites[0].rmsSd },
  ]

  static func read(_ document: JSONValue) throws -> Study { try StudyDocument.read(document) }

  @Test("An optional key is read where it is present, and absent and null mean the same: unknown", arguments: keys)
  func optionalKey(key: Key) throws {
    let document = try SampleStudy.document.get()
    #expect(key.value(try Self.read(document)) == key.expected)
    let absent = try Self.read(document.setting(key.place, to: nil))
    let null = try Self.read(document.setting(key.place, to: .null))
    #expect(key.value(absent) == nil)
    #expect(absent == null)
  }

  @Test("An empty list is known to be empty, and an absent one is unknown")
  func emptyLists() throws {
    let document = try SampleStudy.document.get()
    for list in ["fractures", "medications", "conditions", "laboratory"] {
      let empty = try Self.read(document.setting("history.\(list)", to: .array([]))).history
      let counts = [empty.fractures?.count, empty.medications?.count, empty.conditions?.count, empty.laboratory?.count]
      #expect(counts.filter { $0 == 0 }.count == 1 && counts.filter { $0 == 1 }.count == 3)
    }
  }

  @Test("A fracture without its trauma has an unknown one, and a menopause of unknown status is unknown")
  func unknownWords() throws {
    let document = try SampleStudy.document.get().setting("history.fractures[0].trauma", to: nil)
    #expect(try Self.read(document).history.fractures?[0].trauma == .unknown)
    let menopause = try JSONValue(text: #"{ "status": "unknown" }"#)
    #expect(try Self.read(document.setting("patient.menopause", to: menopause)).patient.menopause == .unknown)
  }

  @Test(
    "A printed score keeps how many decimals it was given with, at least one",
    arguments: [("-2.5", 1), ("-2.50", 1), ("-2", 1), ("-2.53", 2), ("-2.534", 3), ("0", 1)])
  func decimals(text: String, count: Int) throws {
    let value = try JSONValue(text: text)
    for (key, decimals) in [("t", \PrintedScores.tDecimals), ("z", \.zDecimals)] {
      let document = try SampleStudy.document.get().setting("scans[0].regions[0].printed.\(key)", to: value)
      #expect(try Self.read(document).scans[0].regions[0].printed?[keyPath: decimals] == count)
    }
  }

  @Test("A least significant change becomes a precision error by 2.77")
  func precision() throws {
    let sites = try #require(try Self.read(SampleStudy.document.get()).precision?.sites)
    #expect(sites.map { $0.rmsSd } == [0.009, 0.025 / 2.77])
  }

  // MARK: Age

  @Test("The age is counted from the dates; 68 years and 60 of 365 days from 2 March to 1 May")
  func ageFromDates() throws {
    let study = try Self.read(SampleStudy.document.get())
    #expect(study.scans[0].age == .exact(68 + 60.0 / 365))
    #expect(study.scans[0].date?.description == "2026-05-01")
  }

  @Test("The age may stand in the place of either date, exact or from below")
  func statedAge() throws {
    let document = try SampleStudy.document.get()
    for place in ["patient.birthDate", "scans[0].date"] {
      #expect(try Self.read(document.setting(place, to: nil)).scans[0].age == .exact(68.2))
    }
    let least = try JSONValue(text: #"{ "atLeast": 80 }"#)
    let old = document.setting("patient.birthDate", to: nil).setting("scans[0].ageYears", to: least)
    #expect(try Self.read(old).scans[0].age == .atLeast(80))
  }

  @Test(
    "Someone born on 29 February has the birthday on 1 March in other years",
    arguments: [("2026-02-28", 1.0), ("2026-03-01", 2.0)])
  func leapDay(date: String, completed: Double) throws {
    let document = try SampleStudy.document.get().setting("patient.birthDate", to: "2024-02-29")
      .setting("patient.menopause", to: nil).setting("scans[0].date", to: .string(date))
      .setting("scans[0].ageYears", to: nil)
    #expect(try Self.read(document).scans[0].age.exactYears?.rounded(.down) == completed)
  }

  @Test("Keys may stand in any order")
  func keyOrder() throws {
    guard case .object(let members) = try SampleStudy.document.get() else { return }
    #expect(try Self.read(.object(members.reversed())) == Self.read(.object(members)))
  }

  @Test("Every word of the vocabulary is read")
  func vocabulary() throws {
    let document = try SampleStudy.document.get().setting("scans[0].regions[0]", to: nil)
    for site in Site.allCases where ![.lumbarSpine, .totalBody, .totalBodyLessHead].contains(site) {
      let place = "scans[0].regions[0].site"
      #expect(try Self.read(document.setting(place, to: .string(site.rawValue))).scans[0].regions[0].site == site)
    }
    for site in Fracture.Site.allCases {
      let changed = document.setting("history.fractures[0].site", to: .string(site.rawValue))
      #expect(try Self.read(changed).history.fractures?[0].site == site)
    }
  }
}
