// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

import Densitometry
import Formats
import Statistics
import TestSupport
import Testing

@testable import Interchange

@Suite("Survey data")
struct SurveyDataTests {
  /// Samples of one person, which the recipe itself would refuse.
  static func data(
    _ changes: [(String, String?)] = [], _ tables: MemoryTables = SampleRecipe.tables
  ) throws -> SurveyData {
    let recipe = try SampleRecipe.recipe(changes.map { (place: $0.0, value: $0.1) })
    return try SurveyData(recipe.asking(atLeast: 1), tables: tables)
  }

  private func sample(
    _ data: SurveyData, curve: Int = 0, sex: Sex = .female, group: String = "all"
  ) throws -> CurveSample {
    try data.sample(of: data.recipe.curves[curve], sex: sex, group: group)
  }

  @Test("Tables are joined by their key whatever the order of rows, and surveys are stacked")
  func join() throws {
    let sample = try sample(Self.data([("curves[0].keep", nil)]))
    // People 1, 3, 11 and 13; 4 is 85 years old. Content over area: 10/10, 9/10, 12/10, 4/4.
    #expect(sample.people == [0, 2, 4, 6])
    #expect(sample.sample.values == [1, 0.9, 1.2, 1])
    #expect(sample.sample.weights == [1, 3, 4, 6])
    // (250 + 0.5) / 12, then full years and a half.
    #expect(sample.sample.ages == [250.5 / 12, 40.5, 50.5, 60.5])
  }

  @Test("A row without partner in a later table has that table's columns missing")
  func rowWithoutPartner() throws {
    let data = try Self.data()
    #expect(data.counts.tables.map { $0.joined } == [4, 3, 3, 2])
    #expect(data.counts.tables.map { $0.rows } == [4, 3, 3, 2])
    #expect(data.counts.tables.map { $0.isStated } == [true, false, false, true])
    let content = try sample(data, curve: 1)
    #expect(content.counts.withoutValue == 0)
    let height = try sample(data, curve: 2, sex: .male)
    #expect(height.people == [1])
    #expect(throws: SurveyError.self) { try sample(data, curve: 1, sex: .male) }
  }

  @Test("Each rule counts whom it leaves out, in its turn")
  func counts() throws {
    let data = try Self.data()
    #expect(data.counts.people == 7 && data.counts.kept == 6)
    #expect(data.counts.dropped == [SurveyCounts.Dropped(reason: "Older ages are not known.", count: 1)])
    let women = try sample(data).counts
    #expect(women.people == 4 && women.outsideAges == 0 && women.withoutValue == 0 && women.fitted == 3)
    #expect(women.dropped == [SurveyCounts.Dropped(reason: "Small areas are slips.", count: 1)])
    let men = try sample(data, curve: 2, sex: .male).counts
    #expect(men.people == 2 && men.outsideAges == 1 && men.fitted == 1)
  }

  @Test("A rule whose condition cannot be told leaves out, and one that asks for missing values keeps")
  func unknownConditions() throws {
    let months = #"[{ "where": "MONTHS > 1", "because": "x" }]"#
    #expect(try Self.data([("keep", months)]).counts.kept == 1)
    #expect(try Self.data([("keep", #"[{ "where": "missing(MONTHS)", "because": "x" }]"#)]).counts.kept == 6)
  }

  @Test("All clusters of the whole survey stand in the design, also those without a person in the sample")
  func design() throws {
    let sample = try sample(Self.data()).sample
    // Survey one: strata 1 and 2 of two clusters each; survey two: its own stratum 1 of three clusters.
    #expect(sample.design.stratumOfCluster == [0, 0, 1, 1, 2, 2, 2])
    #expect(sample.design.clustersOfStratum == [2, 2, 3])
    // People 1, 3 and 11 are in cluster 1 of stratum 1, of stratum 2, and of stratum 1 of survey two.
    #expect(sample.clusters == [0, 2, 4])
  }

  @Test(
    "Without strata each survey is one, without clusters each person is one, and without both people are independent")
  func simplerDesigns() throws {
    let unstratified = try sample(Self.data([("strata", nil)])).sample
    #expect(unstratified.design.clustersOfStratum == [2, 3] && unstratified.clusters == [0, 0, 2])
    let unclustered = try sample(Self.data([("clusters", nil)])).sample
    #expect(unclustered.design.clustersOfStratum == [2, 2, 3] && unclustered.clusters == [0, 2, 4])
    let independent = try sample(Self.data([("strata", nil), ("clusters", nil), ("weight", nil)])).sample
    #expect(independent.design == .independent(count: 3) && independent.clusters == [0, 1, 2])
    #expect(independent.weights == [1, 1, 1])
  }

  @Test("A group is whoever meets its condition")
  func group() throws {
    let tall = try sample(Self.data(), curve: 2, group: "tall")
    #expect(tall.people == [0, 6] && tall.sample.values == [171, 175])
  }

  @Test("The sex may be told by texts, and other values are counted as neither")
  func sexAsText() throws {
    let tables = SampleRecipe.tables.replacing(",20,2,", by: ",20,F,", in: "P1").replacing(
      ",30,1,", by: ",30,M,", in: "P1"
    ).replacing(",40,2,", by: ",40,X,", in: "P1").replacing(",85,2,", by: ",85,F,", in: "P1").replacing(
      ",50,2,", by: ",50,F,", in: "P2"
    ).replacing(",7,1,", by: ",7,M,", in: "P2").replacing(",60,2,", by: ",60,F,", in: "P2")
    let data = try Self.data([("sex", #"{ "column": "SEX", "female": "F", "male": "M" }"#)], tables)
    #expect(data.counts.withoutSex == 1)
    #expect(try sample(data).people == [0, 4])
  }

  @Test("The lower end of the ages is inside, the upper outside")
  func ageLimits() throws {
    let whole = #"[{ "column": "YEARS", "unit": "year", "completed": false }]"#
    for (ages, expected) in [("[20, 40]", [0]), ("[20, 40.5]", [0, 2]), ("[20.5, 50]", [2]), ("[40, 50]", [2])] {
      let changes: [(String, String?)] = [
        ("age", whole), ("ages", ages), ("curves[0].domain", nil), ("curves[0].domains", nil),
      ]
      #expect(try sample(Self.data(changes)).people == expected, "\(ages)")
    }
  }

  @Test("A column of the tables is given for the people of a sample")
  func heights() throws {
    let data = try Self.data()
    #expect(try data.numbers(ofColumn: "HEIGHT") == [171, 180, 160, 150, 165, 120, 175])
    #expect(data.count == 7)
  }
}

@Suite("Survey data that is refused")
struct SurveyDataErrorTests {
  private func refusal(
    _ changes: [(String, String?)], _ tables: MemoryTables = SampleRecipe.tables, curve: Int? = nil
  ) throws -> String? {
    do {
      let data = try SurveyDataTests.data(changes, tables)
      if let curve { _ = try data.sample(of: data.recipe.curves[curve], sex: .female, group: "all") }
      return nil
    } catch let error as SurveyError {
      return error.placedLine
    }
  }

  @Test("A column that no table has is named with the nearest one and the place that needs it")
  func missingColumns() throws {
    #expect(
      try refusal([("curves[2].value", #""HIEGHT""#)])
        == "survey 'one': 'curves[2].value' needs a column 'HIEGHT', but P1, D1 have none. Did you mean 'HEIGHT'?")
    #expect(
      try refusal([("strata", #""STRATA""#)])
        == "survey 'one': 'strata' needs a column 'STRATA', but P1, D1 have none. Did you mean 'STRATUM'?")
    #expect(
      try refusal([("curves[0].value", #""ratoi""#)])
        == "survey 'one': 'curves[0].value' needs a column 'ratoi', but P1, D1 have none. Did you mean 'ratio'?")
    #expect(
      try refusal([("joinOn", #""SEQN""#)])
        == "table 'P1': Every table must have the column 'SEQN' that joins them, but this one has none.")
  }

  @Test("A table of another number of rows than the recipe states is refused")
  func rowCount() throws {
    #expect(
      try refusal([("rows", #"{ "P1": 5 }"#)])
        == "table 'P1': The table must have the 5 rows that the recipe states, but has 4. The file seems to be cut: fetch it again."
    )
    #expect(
      try refusal([("rows", #"{ "P1": 3 }"#)])
        == "table 'P1': The table must have the 3 rows that the recipe states, but has 4. Check that it is the file that the recipe was written for."
    )
    #expect(try refusal([("rows", #"{ "P1": 4 }"#)]) == nil)
  }

  @Test("A person who stands twice in a table, or without number, is refused without showing the number")
  func keys() throws {
    #expect(
      try refusal([], SampleRecipe.tables.replacing("\n4,8", by: "\n3,8", in: "D1"))
        == "table 'D1', row 3: A person must stand once in a table, but this row has the 'ID' of row 1. Keep one of the two rows."
    )
    #expect(
      try refusal([], SampleRecipe.tables.replacing("\n4,8", by: "\n,8", in: "D1"))
        == "table 'D1', row 3: Every row must have a value of 'ID', but this has none. Remove the row, or fill it in.")
    #expect(
      try refusal([], SampleRecipe.tables.replacing("\n4,8", by: "\nx4,8", in: "D1"))
        == "table 'D1': The column that joins must hold numbers in all tables or texts in all, but differs between 'P1' and 'D1'. Write it alike in both."
    )
  }

  @Test("A column that stands in two tables of a survey is refused")
  func repeatedColumn() throws {
    #expect(
      try refusal([], SampleRecipe.tables.replacing("BMC,AREA", by: "BMC,W", in: "D1"))
        == "survey 'one': 'columns.ratio' needs a column 'AREA', but P1, D1 have none. Check the recipe, or add the table that has it."
    )
    #expect(
      try refusal(
        [("columns.ratio", #""BMC""#), ("curves[0].keep", nil)],
        SampleRecipe.tables.replacing("BMC,AREA", by: "BMC,W", in: "D1"))
        == "survey 'one': A column must stand in one table of a survey, but 'W' stands in 'P1' and 'D1'. Rename it in one of them."
    )
  }

  @Test("A stray text in a column of numbers is found by its row, and not shown")
  func strayText() throws {
    #expect(
      try refusal([], SampleRecipe.tables.replacing("\n3,9,", by: "\n3,9 g,", in: "D1"))
        == "survey 'two', column 'BMC': A column must hold numbers in all surveys or texts in all, but 'BMC' holds numbers here and texts before. Correct the tables; a single text makes a column of CSV one of texts."
    )
    let tables = SampleRecipe.tables.replacing("\n3,9,", by: "\n3,9 g,", in: "D1")
    #expect(
      try refusal([("surveys", #"[{ "name": "one", "tables": ["P1", "D1"] }]"#), ("rows", nil)], tables)
        == "'columns.ratio' needs a number at character 1, but 'BMC' is a text. Column 'BMC' has a value that is no number: survey 'one', row 3 of the first table."
    )
    let years = SampleRecipe.tables.replacing(",,30,", by: ",,thirty,", in: "P1")
    #expect(
      try refusal([("surveys", #"[{ "name": "one", "tables": ["P1", "D1"] }]"#), ("rows", nil)], years)
        == "'keep[0].where' must compare two numbers or two texts, but at character 7 compares one with the other. Column 'YEARS' has a value that is no number: survey 'one', row 2 of the first table."
    )
  }

  @Test("Values of the sex are stated as the column holds them")
  func sexKinds() throws {
    #expect(
      try refusal([("sex", #"{ "column": "SEX", "female": "F", "male": "M" }"#)])
        == "'sex' must state values as column 'SEX' holds them, but it holds numbers and the recipe states texts. Write them without quotes."
    )
  }

  @Test("A weight of zero, below zero, or missing is refused for a person with a value only")
  func weights() throws {
    // Person 4 has weight 0 and is left out by a rule.
    #expect(try refusal([], curve: 0) == nil)
    let lead = "survey 'one', row 1: The weight of a person with a value must be positive, but one is "
    let way = ". Leave such people out by a rule under 'keep', and say why."
    for (weight, fact) in [("0", "0"), ("-1", "-0.5"), ("", "missing")] {
      let tables = SampleRecipe.tables.replacing(",20,2,2,", by: ",20,2,\(weight),", in: "P1")
      #expect(try refusal([], tables, curve: 0) == lead + fact + way)
    }
    let unscanned = SampleRecipe.tables.replacing(",30,1,4,", by: ",30,1,0,", in: "P1")
    #expect(try refusal([], unscanned, curve: 0) == nil)
    #expect(
      try refusal([("weight", #""W / 0""#)])
        == "'weight' must give people a weight, but gives none to all 6. Check the expression and its columns.")
  }

  @Test("A person with a value needs a stratum and a cluster")
  func strata() throws {
    let tables = SampleRecipe.tables.replacing(",20,2,2,1,1,", by: ",20,2,2,,1,", in: "P1")
    #expect(
      try refusal([], tables, curve: 0)
        == "survey 'one', row 1: A person with a value must have a stratum and a cluster, but one is missing. Fill it in, or leave such people out by a rule under 'keep'."
    )
  }

  @Test("A value of zero or below is refused")
  func values() throws {
    for (content, fact) in [("0", "0"), ("-10", "-1")] {
      let tables = SampleRecipe.tables.replacing("\n1,10,", by: "\n1,\(content),", in: "D1")
      #expect(
        try refusal([], tables, curve: 0)
          == "survey 'one', row 1: 'curves[0].value' must give positive values, but one is \(fact) g/cm2. Correct the table, or leave it out by a rule under 'keep'."
      )
    }
  }

  @Test("Too few people are refused with the count of each step")
  func tooFew() throws {
    let data = try SurveyData(SampleRecipe.recipe(), tables: SampleRecipe.tables)
    let error = #expect(throws: SurveyError.self) {
      try data.sample(of: data.recipe.curves[0], sex: .female, group: "all")
    }
    #expect(error?.kind == .tooFewPeople)
    #expect(
      error?.placedLine
        == "curves[0]: Curve 'lumbar-spine.l1-l2' (female, group 'all') needs 10 people, but has 3: 4 people, 0 outside 8 to 80 years, 1 by a rule of the curve, 0 without a value. Leave the group out of the curve, or check the rules and columns."
    )
    #expect(
      try refusal([("keep", #"[{ "where": "YEARS > 200", "because": "Nobody is." }]"#)])
        == "The rules under 'keep' must leave people, but leave none of 7. The last one to leave people out says: Nobody is."
    )
  }

  @Test("As many people as a curve needs are enough")
  func justEnough() throws {
    for (count, isEnough) in [(2, true), (3, true), (4, false)] {
      let data = try SurveyData(SampleRecipe.recipe().asking(atLeast: count), tables: SampleRecipe.tables)
      let sample = try? data.sample(of: data.recipe.curves[0], sex: .female, group: "all")
      #expect((sample != nil) == isEnough)
    }
  }
}

@Suite("Ages in the wrong unit")
struct SurveyAgeTests {
  /// A survey of one table with ages in one column.
  private func refusal(_ ages: [Int], unit: String, wanted: String = "[8, 85]") throws -> String? {
    let rows = ages.enumerated().map { "\($0 + 1),\($1),2,1\n" }.joined()
    let tables = MemoryTables(["T": "ID,AGE,SEX,X\n" + rows])
    let changes: [(String, String?)] = [
      ("surveys", #"[{ "name": "one", "tables": ["T"] }]"#), ("rows", nil), ("keep", nil), ("columns", nil),
      ("groups", #"{ "all": null }"#), ("height", nil), ("weight", nil), ("strata", nil), ("clusters", nil),
      ("curves", #"[{ "name": "x", "value": "X" }]"#), ("ages", wanted), ("bands", nil),
      ("age", #"[{ "column": "AGE", "unit": "\#(unit)", "completed": true }]"#),
    ]
    do {
      _ = try SurveyDataTests.data(changes, tables)
      return nil
    } catch let error as SurveyError {
      return error.placedLine
    }
  }

  @Test("Months that are declared as years are seen")
  func monthsAsYears() throws {
    #expect(
      try refusal([96, 480, 1000], unit: "year")
        == "'age[0]': ages in years of 'AGE' must lie below 120, but 2 of 3 do not and the greatest is 1000. If they are months, the ages are 8 to 83.3 years: write \"unit\": \"month\"."
    )
  }

  @Test("One age beyond 120 in a hundred is a slip, more are a unit")
  func share() throws {
    #expect(try refusal(Array(repeating: 50, count: 99) + [400], unit: "year") == nil)
    #expect(try refusal(Array(repeating: 50, count: 98) + [400], unit: "year") != nil)
  }

  @Test("Years that are declared as months are seen")
  func yearsAsMonths() throws {
    #expect(
      try refusal([8, 40, 85], unit: "month")
        == "'age[0]': ages in months of 'AGE' would make nobody older than 7.1 years, but the recipe asks for ages up to 85. If they are years, the ages are 8 to 85 years: write \"unit\": \"year\"."
    )
    #expect(try refusal([96, 480, 1000], unit: "month") == nil)
  }

  @Test("Months of small children are no fault where nobody older is asked for")
  func smallChildren() throws {
    #expect(try refusal([3, 40, 85], unit: "month", wanted: "[0.1, 8]") == nil)
  }

  @Test("A negative age, and years of birth, are refused")
  func otherFaults() throws {
    #expect(
      try refusal([-1, 40], unit: "year")
        == "'age[0]': ages in years of 'AGE' must not be negative, but one is -1. Check the column.")
    #expect(
      try refusal([1950, 2000], unit: "year")
        == "'age[0]': ages in years of 'AGE' must lie below 120, but 2 of 2 do not and the greatest is 2000. Check the column and its unit."
    )
  }
}
