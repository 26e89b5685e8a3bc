// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Statistics

/// The clusters that people were drawn in, numbered over all surveys.
struct SurveyClusters: Sendable {
  /// The design of all surveys together.
  let design: SurveyDesign

  /// The cluster of each person; `nil` where stratum or cluster is missing.
  let clusterOfPerson: [Int?]

  /// What tells one stratum or cluster from another.
  private enum Label: Hashable {
    case number(Double)
    case text(String)
    case person(Int)
    case whole
  }

  private struct Stratum: Hashable {
    let survey: Int
    let label: Label
  }

  private struct Cluster: Hashable {
    let stratum: Stratum
    let label: Label
  }

  /// Numbers the clusters; `nil` where the recipe names neither strata nor clusters.
  ///
  /// Strata of two surveys are two strata, whatever their numbers. Without clusters each person is one; without strata
  /// each survey is one.
  init?(_ recipe: FitRecipe, _ columns: SurveyColumns) {
    guard recipe.strata != nil || recipe.clusters != nil else { return nil }
    var numberOfStratum: [Stratum: Int] = [:]
    var numberOfCluster: [Cluster: Int] = [:]
    var stratumOfCluster: [Int] = []
    clusterOfPerson = (0..<columns.count).map { person in
      let label = recipe.strata.map { Self.label($0, person, columns) } ?? .whole
      let within = recipe.clusters.map { Self.label($0, person, columns) } ?? .person(person)
      guard let label, let within else { return nil }
      let stratum = Stratum(survey: columns.survey(of: person), label: label)
      let cluster = Cluster(stratum: stratum, label: within)
      if let number = numberOfCluster[cluster] { return number }
      let number = numberOfCluster.count
      numberOfCluster[cluster] = number
      let stratumNumber = numberOfStratum[stratum, default: numberOfStratum.count]
      numberOfStratum[stratum] = stratumNumber
      stratumOfCluster.append(stratumNumber)
      return number
    }
    design = SurveyDesign(stratumOfCluster: stratumOfCluster)
  }

  private static func label(_ column: String, _ person: Int, _ columns: SurveyColumns) -> Label? {
    switch columns.columns[column] {
    case .numbers(let numbers): numbers[person].isNaN ? nil : .number(numbers[person])
    case .texts(let texts): texts[person].isEmpty ? nil : .text(texts[person])
    default: nil
    }
  }
}
