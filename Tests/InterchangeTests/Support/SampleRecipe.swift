// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats

@testable internal import Interchange

/// A small recipe with every key, and tables for it.
enum SampleRecipe {
  static let text = """
    {
      "osteon": "fit-recipe/1", "key": "my-cohort", "makes": "age-curves", "title": "My cohort",
      "quantity": "areal-density", "unit": "g/cm2", "scale": "hologic", "family": "my-cohort-2020",
      "population": "volunteers", "years": "2020", "licence": "my own", "source": { "key": "my-cohort", "at": "all" },
      "version": "2026-11-21", "tag": "confirmed", "label": "a label", "notes": ["A note."],
      "surveys": [ { "name": "one", "tables": ["P1", "D1"] }, { "name": "two", "tables": ["P2", "D2"] } ],
      "rows": { "P1": 4, "D2": 2 }, "joinOn": "ID",
      "age": [ { "column": "MONTHS", "unit": "month", "completed": true },
               { "column": "YEARS", "unit": "year", "completed": true } ],
      "sex": { "column": "SEX", "female": 2, "male": 1 },
      "groups": { "all": null, "tall": "HEIGHT >= 170" },
      "weight": "W / 2", "strata": "STRATUM", "clusters": "CLUSTER",
      "keep": [ { "where": "YEARS < 80", "because": "Older ages are not known." } ],
      "ages": [8, 80], "bands": [[8, 20], [20, 80]],
      "columns": { "ratio": "BMC / AREA" },
      "curves": [
        { "site": "lumbar-spine", "vertebrae": ["L1", "L2"], "value": "ratio",
          "keep": [ { "where": "AREA > 5", "because": "Small areas are slips." } ], "groups": ["all"],
          "domain": [8, 75], "domains": { "all": [10, 70] }, "sparseFrom": 60 },
        { "site": "lumbar-spine", "vertebrae": ["L1", "L2"], "value": "BMC", "quantity": "bone-mineral-content", "unit": "g" },
        { "name": "height", "value": "HEIGHT" }
      ],
      "fit": { "distribution": "box-cox-t", "criterion": 2, "powers": [0, 1], "spurts": [0, 2], "middles": [11] },
      "atLeast": 10, "height": { "column": "HEIGHT" }
    }
    """

  static let document = Result { try JSONValue(text: text) }

  /// The tables: four and three people in two surveys, of whom three and two were scanned.
  static let tables = MemoryTables([
    "P1": """
    ID,MONTHS,YEARS,SEX,W,STRATUM,CLUSTER,HEIGHT
    1,250,20,2,2,1,1,171
    2,,30,1,4,1,2,180
    3,,40,2,6,2,1,160
    4,,85,2,0,2,2,150

    """,
    "D1": """
    ID,BMC,AREA
    3,9,10
    1,10,10
    4,8,10

    """,
    "P2": """
    ID,MONTHS,YEARS,SEX,W,STRATUM,CLUSTER,HEIGHT
    11,,50,2,8,1,1,165
    12,,7,1,10,1,2,120
    13,,60,2,12,1,3,175

    """,
    "D2": """
    ID,BMC,AREA
    11,12,10
    13,4,4

    """,
  ])

  /// Reads the recipe with changes; `nil` takes a value away.
  static func recipe(_ changes: [(place: String, value: String?)] = []) throws -> FitRecipe {
    var document = try document.get()
    for change in changes {
      document = document.setting(change.place, to: try change.value.map { try JSONValue(text: $0) })
    }
    return try FitRecipe.read(Array(JSONWriter.write(document).utf8))
  }
}

/// Tables of CSV text in memory.
struct MemoryTables: SurveyTables {
  private var texts: [String: String]

  init(_ texts: [String: String]) { self.texts = texts }

  /// Returns the tables with one text in the place of another in one of them.
  func replacing(_ old: String, by new: String, in table: String) -> MemoryTables {
    var tables = self
    let parts = (texts[table] ?? "").split(separator: old, omittingEmptySubsequences: false)
    tables.texts[table] = parts.joined(separator: new)
    return tables
  }

  func table(_ name: String, where isWanted: @escaping (String) -> Bool) throws(SurveyError) -> SurveyTable {
    do throws(CSVError) {
      let columns = try ColumnTable.readCSV(Array((texts[name] ?? "").utf8), where: isWanted)
      return SurveyTable(file: name + ".csv", columns: columns)
    } catch {
      throw SurveyError(.malformedTable, at: "table '\(name)'", error.message)
    }
  }
}

extension FitRecipe {
  /// Returns the recipe with another number of people that a curve needs, also one that no document may state.
  func asking(atLeast count: Int) -> FitRecipe {
    var recipe = self
    recipe.atLeast = count
    return recipe
  }
}
