// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats

/// A study document with every key that there is.
enum SampleStudy {
  static let document = Result {
    try JSONValue(
      text: """
        {
          "osteon": "study/1",
          "patient": {
            "id": "Q7731-Doe", "birthDate": "1958-03-02", "sexAtBirth": "female", "genderIdentity": "non-binary",
            "group": "white", "menopause": { "status": "post", "age": 51 }, "pregnancy": "no",
            "heightCm": 162.0, "weightKg": 61.0, "maximumHeightCm": 166.0
          },
          "history": {
            "fractures": [ { "site": "vertebra", "date": "2019-07", "trauma": "low" } ],
            "medications": [
              { "name": "denosumab", "code": { "system": "atc", "value": "M05BX04" }, "doseMg": 60, "start": "2022-01-10",
                "stop": "2025", "lastDose": "2025-11-02" }
            ],
            "conditions": [
              { "name": "celiac disease", "code": { "system": "icd-10-cm", "value": "K90.0" }, "since": "2015" }
            ],
            "laboratory": [
              { "test": "25-hydroxyvitamin-d", "value": 18, "unit": "ng/mL", "date": "2026-04-20", "low": 20, "high": 50,
                "code": { "system": "loinc", "value": "1989-3" } }
            ],
            "answers": { "newBackPain": true, "denosumabDoses": 3 },
            "riskFactors": {
              "parentalHipFracture": false, "currentSmoker": true, "alcoholUnitsPerDay": 1, "rheumatoidArthritis": false,
              "fallsInLastYear": 2
            },
            "fractureProbability": { "tool": "FRAX", "majorPercent": 19.9, "hipPercent": 2.9 }
          },
          "scans": [
            {
              "date": "2026-05-01", "ageYears": 68.2, "facility": "A", "comments": [ "osteophytes L3-L4" ],
              "scanner": { "manufacturer": "Hologic", "model": "Horizon W", "serial": "300123", "software": "APEX 5.6" },
              "entered": { "ageYears": 68, "sex": "female", "group": "white", "heightCm": 161.5, "weightKg": 60.5 },
              "phantom": { "date": "2026-04-30", "deviationPercent": -0.4 },
              "regions": [
                { "site": "lumbar-spine", "vertebrae": ["L1", "L2", "L3"], "bmd": 0.864, "bmc": 50.12, "area": 58.01,
                  "tbs": 1.25, "mode": "fast array", "printed": { "t": -1.7, "z": -0.1, "reference": "Hologic" } },
                { "site": "total-hip", "side": "left", "bmd": 0.760, "excluded": { "reason": "prosthesis" } }
              ]
            }
          ],
          "precision": {
            "facility": "A",
            "sites": [
              { "site": "lumbar-spine", "vertebrae": ["L1", "L2", "L3"], "rmsSd": 0.009, "degreesOfFreedom": 30 },
              { "site": "total-hip", "leastSignificantChange": 0.025 }
            ]
          },
          "report": {
            "date": "2026-05-02", "text": "",
            "person": { "ageYears": 68, "sex": "female", "menopause": "post", "heightCm": 162.5, "weightKg": 61.0 },
            "values": [
              { "site": "lumbar-spine", "vertebrae": ["L1", "L2", "L3"], "bmd": 0.864, "t": -1.7, "z": 0.15 },
              { "site": "hip", "side": "left", "bmd": 0.76 }
            ],
            "diagnosis": [
              { "site": null, "category": "low-bone-mass", "clinical": true, "grade": "Mild" },
              { "site": "total-hip", "side": "left", "category": "normal" }
            ],
            "changes": [
              { "site": "total-hip", "side": "left", "direction": "loss", "significant": true, "since": "2024-05",
                "gramsPerSquareCentimeter": -0.031, "percent": -3.9, "score": "t" }
            ],
            "leastSignificantChanges": [ { "site": "total-hip", "gramsPerSquareCentimeter": 0.025, "percent": 3.5 } ],
            "risks": [
              { "tool": "FRAX", "majorPercent": 14, "hipPercent": 3.1, "relative": 2.5, "comparator": "women of her age",
                "site": "forearm", "inputs": { "ageYears": 68, "site": "femoral-neck", "t": -1.9,
                  "secondaryOsteoporosis": false, "adjustedForGlucocorticoids": true } }
            ],
            "recommendations": [ { "kind": "treatment", "because": ["score"] }, { "kind": "secondary-causes" } ],
            "nextScan": { "months": 24, "needed": false, "reason": "to see whether the loss goes on" },
            "bonesOfAgeYears": 80,
            "items": [ "identity", "indication" ]
          }
        }
        """)
  }
}
