// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

import Assessment
import Formats
import Interchange
import Reports

/// Times the engine in its own process.
@main
struct Benchmarks {
  static func main() throws {
    if CommandLine.arguments.count == 4, CommandLine.arguments[1] == "age-curves" {
      return try AgeCurveBenchmark.run(
        file: CommandLine.arguments[2], runs: Int(CommandLine.arguments[3]) ?? 5)
    }
    let document = Array(Self.study.utf8)
    let study = try StudyDocument.read(document)
    let assessment = Assessment(of: study)
    let benchmarks = [
      Benchmark("Assessment of a study of 3 scans and 8 regions each", runs: 400) {
        Assessment(of: study).regions.count == 24
      },
      Benchmark("StudyDocument read", runs: 400) { (try? StudyDocument.read(document))?.scans.count == 3 },
      Benchmark("AssessmentDocument write", runs: 400) {
        JSONWriter.write(AssessmentDocument.json(assessment)).utf8.count > 10_000
      },
      Benchmark("Study document to assessment document", runs: 400) {
        guard let study = try? StudyDocument.read(document) else { return false }
        return JSONWriter.write(AssessmentDocument.json(Assessment(of: study))).utf8.count > 10_000
      },
      Benchmark("TextReport render", runs: 400) { TextReport.render(assessment).utf8.count > 1000 },
    ]
    print("[\n  " + benchmarks.map { $0.json }.joined(separator: ",\n  ") + "\n]")
  }

  /// A woman with three scans of eight regions each.
  static let study: String = {
    let dates = [("2018-04-12", 0.03), ("2021-05-02", 0.015), ("2026-05-01", 0.0)]
    let scans = dates.map { date, gain in
      let regions = [
        ("\"lumbar-spine\"", 0.864), ("\"femoral-neck\", \"side\": \"left\"", 0.631),
        ("\"total-hip\", \"side\": \"left\"", 0.760), ("\"trochanter\", \"side\": \"left\"", 0.551),
        ("\"femoral-neck\", \"side\": \"right\"", 0.640), ("\"total-hip\", \"side\": \"right\"", 0.771),
        ("\"wards\", \"side\": \"left\"", 0.480), ("\"radius-33\", \"side\": \"left\"", 0.610),
      ].map { site, density in "{ \"site\": \(site), \"bmd\": \(((density + gain) * 1000).rounded() / 1000) }" }
      return "{ \"date\": \"\(date)\", \"facility\": \"A\", \"scanner\": { \"manufacturer\": \"Hologic\" },"
        + " \"regions\": [" + regions.joined(separator: ", ") + "] }"
    }
    return """
      { "osteon": "study/1",
        "patient": { "id": "benchmark", "birthDate": "1958-03-02", "sexAtBirth": "female",
          "menopause": { "status": "post", "age": 51 }, "heightCm": 162.0, "weightKg": 61.0 },
        "history": { "fractures": [ { "site": "vertebra", "date": "2019", "trauma": "low" } ], "medications": [] },
        "scans": [\(scans.joined(separator: ", "))],
        "precision": { "facility": "A", "sites": [ { "site": "lumbar-spine", "rmsSd": 0.009 },
          { "site": "femoral-neck", "rmsSd": 0.012 }, { "site": "total-hip", "rmsSd": 0.009 } ] } }
      """
  }()
}
