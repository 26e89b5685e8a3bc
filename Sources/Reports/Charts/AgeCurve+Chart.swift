// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Statistics

extension AgeCurve {
  /// Returns ages at equal distances over the domain, both ends and the begin of the sparse part among them.
  func ages(steps: Int) -> [Double] {
    let span = domain.upperBound - domain.lowerBound
    let even = (0..<steps).map { domain.lowerBound + span * Double($0) / Double(steps) } + [domain.upperBound]
    guard let sparseFrom, domain.contains(sparseFrom), !even.contains(sparseFrom) else { return even }
    return (even + [sparseFrom]).sorted()
  }

  /// Returns the value of a Z-score at an age; `nil` outside the domain, or where the distribution ends before it.
  func value(atZ z: Double, age: Double) -> Double? {
    (try? distribution(atAge: age))?.value(atZ: z)
  }

  /// Returns the value of a centile, from above 0 to below 100, at an age.
  func value(atCentile centile: Double, age: Double) -> Double? {
    value(atZ: NormalDistribution.quantile(centile / 100), age: age)
  }

  /// What is measured, with its unit.
  var quantity: String {
    let name = subject.quantity.name.prefix(1).uppercased() + subject.quantity.name.dropFirst()
    return subject.quantity.unit.isEmpty ? name : "\(name), \(subject.quantity.unit)"
  }

  /// Returns a value with the decimals of its quantity.
  func shown(_ value: Double) -> String { Fixed(value, places: subject.quantity.places).description }

  /// What the curve describes, such as `Femoral neck density by age: female, all groups`.
  var headline: String {
    let site = (subject.site?.name ?? "body") + (subject.vertebrae.map { " \($0.description)" } ?? "")
    let people = "\(subject.sex.rawValue), \(subject.group?.name ?? "all groups")"
    return "\(site.prefix(1).uppercased())\(site.dropFirst()) \(subject.quantity.name) by age: \(people)"
  }
}

extension PopulationGroup {
  /// The name for people.
  var name: String {
    switch self {
    case .white: "White"
    case .black: "Black"
    case .mexicanAmerican: "Mexican American"
    case .asian: "Asian"
    case .other: "other"
    }
  }
}
