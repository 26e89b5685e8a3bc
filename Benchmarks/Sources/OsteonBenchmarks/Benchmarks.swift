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
    if CommandLine.arguments.count == 6, CommandLine.arguments[1] == "change" {
      let numbers = CommandLine.arguments[3...].map { Int($0) ?? 0 }
      return try CohortChangeBenchmark.run(
        file: CommandLine.arguments[2], people: numbers[0], visits: numbers[1], runs: numbers[2])
    }
    let document = Array(Self.study.utf8)
    let study = try StudyDocument.read(document)
    let assessment = Assessment(of: study)
    let page = Self.page
    let pages = { count in
      String(String(repeating: page + "\n\n", count: count / page.utf8.count + 1).utf8.prefix(count)) ?? ""
    }
    let (tenKilobytes, hundredKilobytes, megabyte) = (pages(10_000), pages(100_000), pages(1_000_000))
    let reported = { text in try? StudyDocument.read(document, reportText: text) }
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
      Benchmark("ReportText of one page", runs: 400) { ReportText(reading: page).statements.count > 20 },
      Benchmark("ReportText of 10 kB", runs: 100) { ReportText(reading: tenKilobytes).statements.count > 20 },
      Benchmark("ReportText of 100 kB", runs: 20) { ReportText(reading: hundredKilobytes).statements.count > 20 },
      Benchmark("ReportText of 1 MB", runs: 5) { ReportText(reading: megabyte).statements.count > 20 },
      Benchmark("Audit of a study of 3 scans with a report of one page, both read", runs: 400) {
        reported(page).map { Audit(of: $0).statements.count > 20 } ?? false
      },
      Benchmark("Audit of a study of 3 scans with a report of 100 kB, both read", runs: 20) {
        reported(hundredKilobytes).map { Audit(of: $0).statements.count > 20 } ?? false
      },
      Benchmark("TextReport render", runs: 400) { TextReport.render(assessment).utf8.count > 1000 },
    ]
    print("[\n  " + benchmarks.map { $0.json }.joined(separator: ",\n  ") + "\n]")
  }

  /// A dictated report of one page.
  static let page = """
    EXAMINATION: Bone densitometry (DXA) of the lumbar spine and left hip.
    INDICATION: 67-year-old postmenopausal woman, screening for osteoporosis.
    TECHNIQUE: Hologic Horizon A. The study is technically adequate.
    COMPARISON: DXA of May 1, 2024 on the same scanner.

    FINDINGS:
    Lumbar spine (L1-L4): BMD 0.864 g/cm2, T-score -1.7, Z-score -0.1.
    Left femoral neck: BMD 0.571 g/cm2, T-score of -2.4 and Z-score of -1.3.
    Left total hip: BMD is 0.760 g/cm2, T-score: -1.5, Z-score +0.3.
    Compared with May 1, 2024 the BMD of the left total hip has decreased by 0.031 g/cm2 (3.9 %), which exceeds the least
    significant change of 0.025 g/cm2. The lumbar spine shows no significant change; the LSC is 0.030 g/cm2.

    RISK FACTORS: previous fracture of the wrist in 2019, no glucocorticoids, never smoked. Her mother had osteoporosis.
    FRAX: 10-year probability of a major osteoporotic fracture 14 %, of a hip fracture 3.1 %.

    IMPRESSION:
    1. Low bone mass (osteopenia), based on the lowest T-score of -2.4 at the left femoral neck.
    2. There is no osteoporosis by densitometry.
    3. An evaluation for secondary causes of low bone mass may be appropriate.
    4. Adequate intake of calcium and vitamin D is recommended.
    RECOMMENDATION: Repeat DXA in 2 years to see whether the loss goes on.

    Electronically signed by Dr. A. Reader on 2026-05-03.
    """

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
