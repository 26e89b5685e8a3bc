// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import Interchange
internal import KnowledgeBase
internal import TestSupport
internal import Testing

/// The assessment document of the design, version 1: keys in order, numbers as they should be.
@Suite("Assessment document")
struct AssessmentDocumentTests {
  static func document(_ example: String, _ options: AssessmentOptions = AssessmentOptions()) throws -> JSONValue {
    let study = try StudyDocument.read(Repository.bytes("Examples/\(example).json"))
    return AssessmentDocument.json(Assessment(of: study, options: options))
  }

  static let examples = (try? Repository.names(in: "Examples", endingIn: ".json"))?.map { String($0.dropLast(5)) } ?? []

  /// Tells whether some keys stand in an object in this order; others may stand between.
  static func holds(_ value: JSONValue?, _ keys: [String]) -> Bool {
    let present = (value?.members ?? []).map { $0.key }
    return present.filter { keys.contains($0) } == keys
  }

  // MARK: Keys

  @Test("The keys of the design stand in its order", arguments: examples)
  func keys(example: String) throws {
    let document = try Self.document(example)
    #expect(
      document.members?.map { $0.key } == [
        "osteon", "id", "profile", "diagnosis", "clinicalDiagnosis", "regions", "findings", "changes", "personChange",
        "nextScan", "risks", "next", "guidance", "questions", "refusals", "provenance",
      ])
    let diagnosis = [
      "category", "basis", "score", "site", "side", "nearThreshold", "contested", "probabilities",
    ]
    #expect(Self.holds(document["diagnosis"], diagnosis))
    #expect(Self.holds(document["clinicalDiagnosis"], ["osteoporosis", "criteria", "because"]))
    #expect(Self.holds(document["provenance"], ["engine", "commit", "knowledge", "references", "rules"]))
    for region in document["regions"]?.array ?? [] {
      #expect(
        Self.holds(region, ["site", "side", "vertebrae", "date", "bmd", "t", "z", "usedForDiagnosis", "refusals"]))
      for score in [region["t"], region["z"]] where score?.members != nil {
        #expect(Self.holds(score, ["value", "unrounded", "reference", "origin"]))
      }
      if region["z"]?.members != nil { #expect(region["z"]?["centile"] != nil) }
    }
    for finding in document["findings"]?.array ?? [] {
      #expect(
        finding.members?.map { $0.key } == ["id", "severity", "subject", "message", "facts", "rule", "sources"])
    }
    for refusal in document["refusals"]?.array ?? [] {
      #expect(Self.holds(refusal, ["code", "subject", "message", "missing"]))
    }
  }

  @Test("Version, identifier and profile lead", arguments: Profile.allCases)
  func head(profile: Profile) throws {
    let document = try Self.document("postmenopausal-woman", AssessmentOptions(profile: profile))
    #expect(document["osteon"]?.string == "assessment/1")
    #expect(document["id"]?.string == "postmenopausal-woman")
    #expect(document["profile"]?.string == profile.rawValue)
  }

  // MARK: Numbers

  @Test("A reported score has one decimal, always", arguments: examples)
  func scores(example: String) throws {
    let document = try Self.document(example)
    var texts = [document["diagnosis"]?["score"]?.number?.text]
    for region in document["regions"]?.array ?? [] {
      for score in [region["t"], region["z"], region["heightAdjustedZ"]] {
        texts += [
          score?["value"]?.number?.text, score?["printed"]?.number?.text, score?["computed"]?["value"]?.number?.text,
        ]
      }
    }
    for text in texts.compactMap(\.self) {
      #expect(text.wholeMatch(of: /-?[0-9]+\.[0-9]/) != nil, "\(text)")
      #expect(text != "-0.0")
    }
  }

  @Test(
    "A score that is a whole number, or zero, keeps its decimal",
    arguments: [("-2", "-2.0"), ("0", "0.0"), ("0.04", "0.0"), ("-0.04", "0.0"), ("3", "3.0")])
  func wholeScores(printed: String, written: String) throws {
    let study = try StudyDocument.read(
      JSONValue(
        text: """
          { "osteon": "study/1", "patient": { "sexAtBirth": "male" },
            "scans": [ { "ageYears": 60, "scanner": { "manufacturer": "Hologic" },
                         "regions": [ { "site": "total-hip", "printed": { "t": \(printed) } } ] } ] }
          """))
    #expect(AssessmentDocument.json(Assessment(of: study))["diagnosis"]?["score"]?.number?.text == written)
  }

  @Test("A density is written as it was given", arguments: ["0.571", "0.5645", "1.0", "0.7"])
  func density(text: String) throws {
    let study = try StudyDocument.read(
      JSONValue(
        text: """
          { "osteon": "study/1", "patient": { "sexAtBirth": "male" },
            "scans": [ { "ageYears": 60, "scanner": { "manufacturer": "Hologic" },
                         "regions": [ { "site": "total-hip", "bmd": \(text) } ] } ] }
          """))
    let region = AssessmentDocument.json(Assessment(of: study))["regions"]?.array?.first
    #expect(region?["bmd"]?.number?.text == text)
  }

  @Test("The numbers of the example woman are those of hand arithmetic")
  func example() throws {
    let document = try Self.document("postmenopausal-woman")
    let neck = try #require(document["regions"]?.array?.first { $0["site"]?.string == "femoral-neck" })
    // (0.571 - 0.858) / 0.120 = -2.391666...
    #expect(neck["t"]?["value"]?.number?.text == "-2.4")
    #expect((try #require(neck["t"]?["unrounded"]?.number?.doubleValue) + 2.3916666666).magnitude < 1e-9)
    #expect(neck["t"]?["reference"]?.string == "nhanes-iii.femoral-neck.white-female")
    #expect(neck["t"]?["origin"]?.string == "computed" && neck["t"]?["printed"] == .null)
    #expect(neck["t"]?["computed"] == .null, "a computed score is not written twice")
    #expect(neck["side"]?.string == "left" && neck["vertebrae"] == .null && neck["date"]?.string == "2026-05-01")
    // 0.571 / 0.858 = 66.55 %
    #expect(neck["percentOfYoungAdult"]?.number?.text == "67")
    let spine = try #require(document["regions"]?.array?.first { $0["site"]?.string == "lumbar-spine" })
    #expect(spine["t"]?["value"]?.number?.text == "-1.7" && spine["t"]?["origin"]?.string == "printed")
    #expect(spine["t"]?["unrounded"] == .null && spine["t"]?["reference"]?.string == "Hologic")
    // (0.864 - 1.047) / 0.110 = -1.6636
    #expect(spine["t"]?["computed"]?["value"]?.number?.text == "-1.7")
    #expect(spine["z"]?["centile"] == .null)
    #expect(spine["vertebrae"]?.array?.map { $0.string } == ["L1", "L2", "L3", "L4"])
  }

  @Test("Centiles are whole from 1 to 99, with one decimal beyond", arguments: examples)
  func centiles(example: String) throws {
    for region in try Self.document(example)["regions"]?.array ?? [] {
      guard let centile = region["z"]?["centile"]?.number else { continue }
      let isInner = (1...99).contains(centile.doubleValue)
      #expect(centile.text.contains(".") != isInner, "\(centile.text)")
    }
  }

  @Test("Probabilities carry the names of the categories and add up to 1")
  func probabilities() throws {
    let diagnosis = try Self.document("postmenopausal-woman")["diagnosis"]
    let members = try #require(diagnosis?["probabilities"]?.members)
    #expect(members.map { $0.key } == ["normal", "low-bone-mass", "osteoporosis"])
    #expect((members.reduce(0) { $0 + ($1.value.number?.doubleValue ?? 0) } - 1).magnitude < 1e-12)
    #expect(diagnosis?["probabilitiesRefusal"] == .null)
    let without = try Self.document("degenerated-spine")["diagnosis"]
    #expect(without?["probabilities"] == .null)
    #expect(without?["probabilitiesRefusal"]?["code"]?.string == "precision-unknown")
  }

  // MARK: The rest

  @Test("What is unknown is null and not left out")
  func nulls() throws {
    let diagnosis = try Self.document("no-valid-site")["diagnosis"]
    for key in ["category", "score", "site", "side", "vertebrae", "probabilities"] { #expect(diagnosis?[key] == .null) }
    #expect(diagnosis?["basis"]?.string == "t")
  }

  @Test("Facts of a finding are written by their kind")
  func facts() throws {
    let findings = try #require(try Self.document("child")["findings"]?.array)
    let size = try #require(findings.first { $0["rule"]?.string == "PED-06.size" })
    #expect(size["facts"]?["age"]?.number?.text == "11")
    #expect(size["facts"]?["lowestZ"]?.number?.text == "-2.4")  // -2.36, see short-child.json
    let woman = try #require(try Self.document("postmenopausal-woman")["findings"]?.array)
    let near = try #require(woman.first { $0["rule"]?.string == "NUM-05" })
    #expect(near["facts"]?["nearThreshold"]?.bool == true)
  }

  @Test("References carry their version and their evidence, height adjustment too")
  func references() throws {
    for example in Self.examples {
      for reference in try Self.document(example)["provenance"]?["references"]?.array ?? [] {
        #expect(reference["key"]?.string != nil && reference["version"]?.string != nil, "\(example)")
      }
    }
    let child = try #require(try Self.document("child")["provenance"]?["references"]?.array)
    #expect(child.contains { $0["key"]?.string == "height-adjustment-2005-2010" })
  }

  @Test("Engine, commit and the version of the knowledge are named")
  func provenance() throws {
    let provenance = try Self.document("child", AssessmentOptions(commit: "0123abc"))["provenance"]
    #expect(provenance?["engine"]?.string == "osteon \(Provenance.engineVersion)")
    #expect(provenance?["commit"]?.string == "0123abc")
    #expect(provenance?["knowledge"]?.string == KnowledgeVersion.hash)
  }

  @Test("The document reads back as it was written, on a line and indented", arguments: examples)
  func roundTrip(example: String) throws {
    let document = try Self.document(example)
    for layout in [JSONWriter.Layout.line, .indented(width: 120)] {
      #expect(try JSONReader.read(Array(JSONWriter.write(document, layout).utf8)) == document)
    }
  }

  @Test("The same study gives the same bytes", arguments: examples)
  func stable(example: String) throws {
    #expect(try JSONWriter.write(Self.document(example)) == JSONWriter.write(Self.document(example)))
  }
}
