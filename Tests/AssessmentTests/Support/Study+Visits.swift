// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry

extension Study {
  /// A woman born in 1956, scanned on one scanner of facility A on several days, the latest first, with the precision of spine and hip.
  ///
  /// The least significant changes are 0.028 g/cm² at the spine, 0.025 at the total hip and 0.033 at the neck.
  static func visits(_ visits: KeyValuePairs<String, [MeasuredRegion]>) -> Study {
    var patient = Patient(sexAtBirth: .female)
    patient.birthDate = CalendarDate("1956-09-14")
    patient.menopause = .post
    patient.menopauseAge = 50
    let birth = patient.birthDate
    let scans = visits.compactMap { day, regions in
      let date = CalendarDate(day)
      let age = birth.flatMap { birth in date.flatMap { Age(from: birth, to: $0) } }
      return age.map { age in
        var scan = Scan(date: date, age: age, scanner: .hologic, regions: regions)
        scan.facility = "A"
        return scan
      }
    }
    let sites = [
      SitePrecision(site: .lumbarSpine, leastSignificantChange: 0.028),
      SitePrecision(site: .totalHip, leastSignificantChange: 0.025),
      SitePrecision(site: .femoralNeck, leastSignificantChange: 0.033),
    ]
    return Study(patient: patient, scans: scans, precision: FacilityPrecision(facility: "A", sites: sites))
  }

  /// Two visits two years apart, with a total hip of 0.800 g/cm² first.
  static func hips(then density: Double) -> Study {
    .visits(["2026-05-02": [.hip(density)], "2024-05-01": [.hip(0.8)]])
  }

  /// The study with something changed of its last visit in the list, the first in time.
  func atFirst(_ change: (inout Scan) -> Void) -> Study { with { change(&$0.scans[$0.scans.count - 1]) } }
}

extension Assessment {
  /// Assesses a study in which the scans alone tell of a change.
  static func withoutExpectation(_ study: Study) -> Assessment {
    Assessment(of: study, options: AssessmentOptions(expectedRate: .none))
  }
}
