// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Statistics

/// What a report states, in a few words, as it was understood.
struct AuditStatementText {
  let content: ReportStatement.Content

  /// The words, such as `left femoral neck: T −1.9`.
  var words: String { region.map { "\($0): \(said)" } ?? said }

  /// The region that it is said of, where there is one.
  var region: String? {
    switch content {
    case .score(let score): score.region?.spokenName
    case .density(let density): density.region?.spokenName
    case .diagnosis(let diagnosis): diagnosis.region?.spokenName
    case .change(let change): change.region?.spokenName
    case .leastSignificantChange(let change): change.region?.spokenName
    default: nil
    }
  }

  /// What is said, without the region.
  var said: String {
    switch content {
    case .score(let score): "\(score.basis == .t ? "T" : "Z") \(Self.signed(score))"
    case .density(let density): Self.density(density)
    case .diagnosis(let diagnosis): Self.diagnosis(diagnosis)
    case .change(let change): Self.change(change)
    case .leastSignificantChange(let change): "least significant change" + Self.amounts(change)
    case .risk(let risk): Self.risk(risk)
    case .advice(let advice): Self.advice(advice)
    case .nextScan(let next): Self.nextScan(next)
    case .person(let person): Self.person(person)
    case .bonesOfAge(let years): "bones compared with those of another age" + (years.map { ", \($0) years" } ?? "")
    case .grade(let word): "graded as \"\(Words.printable(word))\""
    case .item(let item): Self.name(of: item)
    }
  }

  // MARK: Values

  /// A score with its decimals and the sign that it has in the report, even where that is none.
  private static func signed(_ score: StatedScore) -> String {
    let digits = Fixed(score.value.magnitude, places: min(max(score.decimals, 0), 9)).description
    switch score.sign {
    case .minus: return "\u{2212}" + digits
    case .plus: return "+" + digits
    case .none: return digits + " without a sign"
    }
  }

  private static func density(_ density: StatedDensity) -> String {
    Fixed(density.value, places: min(max(density.decimals, 0), 9)).description + " g/cm²"
      + (density.isEarlier ? " at an earlier scan" : "")
  }

  private static func diagnosis(_ diagnosis: StatedDiagnosis) -> String {
    (diagnosis.isDenied ? "not " : "") + Wording.in(.english).category(diagnosis.category)
      + (diagnosis.isClinical ? " as a clinical diagnosis" : "") + (diagnosis.isEarlier ? ", of earlier" : "")
  }

  // MARK: Changes

  private static func change(_ change: StatedChange) -> String {
    let kinds = [StatedChange.Direction.gain: "gain", .loss: "loss", .stable: "no change", .unnamed: "change"]
    let significance = change.isSignificant.map { $0 ? "significant " : "not significant " } ?? ""
    let amounts = [signed(change.grams, "g/cm²"), signed(change.percent, "%")].compactMap(\.self)
    let scores = change.scoreBasis.map { ", in \($0 == .t ? "T-scores" : "Z-scores")" } ?? ""
    return significance + (kinds[change.direction] ?? "")
      + (amounts.isEmpty ? "" : " of " + amounts.joined(separator: ", "))
      + scores + (change.since.map { " since \($0.description)" } ?? "")
  }

  private static func amounts(_ change: StatedLeastSignificantChange) -> String {
    let amounts = [change.grams.map { "\($0.description) g/cm²" }, change.percent.map { "\($0.description) %" }]
    return amounts.compactMap(\.self).map { " " + $0 }.joined(separator: ",")
  }

  private static func signed(_ number: ExactDecimal?, _ unit: String? = nil) -> String? {
    number.map { ($0 < ExactDecimal(0) ? "\u{2212}" : "") + $0.magnitude.description + (unit.map { " " + $0 } ?? "") }
  }

  // MARK: Risk and advice

  private static func risk(_ risk: StatedRisk) -> String {
    let parts = [
      risk.majorPercent.map { "major fracture \($0.description) %" }, risk.hipPercent.map { "hip \($0.description) %" },
      risk.relative.map {
        "\($0.description) times that of \(risk.namesComparator ? "others, named" : "whom it does not say")"
      },
      risk.region.map { "tied to the \($0.spokenName)" },
    ].compactMap(\.self)
    let tool = risk.tool.map { " (\(Words.printable($0)))" } ?? ""
    return "fracture risk\(tool)" + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")) + inputs(of: risk)
  }

  /// What the tool was given, as far as the report says.
  private static func inputs(of risk: StatedRisk) -> String {
    let parts = [
      risk.inputAge.map { "age \($0)" }, risk.inputSite.map { $0.spokenName }, signed(risk.inputT).map { "T \($0)" },
      risk.entersSecondaryOsteoporosis.map { $0 ? "secondary osteoporosis" : "no secondary osteoporosis" },
    ].compactMap(\.self)
    let adjusted = risk.adjustsForGlucocorticoids.map { "\($0 ? "" : "not ")adjusted for glucocorticoids" }
    return (parts.isEmpty ? "" : ", from " + parts.joined(separator: ", ")) + (adjusted.map { ", \($0)" } ?? "")
  }

  private static func advice(_ advice: StatedAdvice) -> String {
    let reasons = advice.reasons.map { $0 == .score ? "a score" : $0 == .fracture ? "a fracture" : "the risk" }
    return "recommends \(Self.name(of: advice.kind))"
      + (reasons.isEmpty ? "" : ", because of " + reasons.joined(separator: " and "))
  }

  private static func name(of kind: StatedAdvice.Kind) -> String {
    switch kind {
    case .treatment: "treatment"
    case .secondaryCauses: "a look for secondary causes"
    case .vertebralFractureAssessment: "a vertebral fracture assessment"
    case .forearm: "a forearm scan"
    case .calciumOrVitaminD: "calcium or vitamin D"
    case .exercise: "exercise"
    case .other: "something else"
    }
  }

  private static func nextScan(_ next: StatedNextScan) -> String {
    if next.isDeclined { return "no next scan" }
    return "next scan" + (next.months.map { " in \($0.description) months" } ?? ", time not named")
      + (next.givesReason ? ", with a reason" : "")
  }

  private static func person(_ person: StatedPerson) -> String {
    let parts = [
      person.age.map { "age \($0)" }, person.sex.map { $0.rawValue }, person.menopause.map { menopause($0) },
      person.heightCm.map { "\($0.description) cm" }, person.weightKg.map { "\($0.description) kg" },
    ].compactMap(\.self)
    return "person: " + parts.joined(separator: ", ")
  }

  private static func menopause(_ status: MenopausalStatus) -> String {
    switch status {
    case .pre: "before menopause"
    case .transition: "in the menopausal transition"
    case .post: "after menopause"
    case .unknown: "menopausal status unknown"
    }
  }

  /// Names an item as a report heads it.
  static func name(of item: ReportItem) -> String { item.rawValue.replacing("-", with: " ") }
}
