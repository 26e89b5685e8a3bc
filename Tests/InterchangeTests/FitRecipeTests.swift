// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

import Densitometry
import Formats
import TestSupport
import Testing

@testable import Interchange

@Suite("Fit recipes")
struct FitRecipeTests {
  @Test("Every key of a recipe is read")
  func everyKey() throws {
    let recipe = try SampleRecipe.recipe()
    #expect(recipe.key == "my-cohort" && recipe.product == .ageCurves && recipe.joinColumn == "ID")
    #expect(recipe.head.title == "My cohort" && recipe.head.scale == .hologic && recipe.head.label == "a label")
    #expect(recipe.head.version == "2026-11-21")
    #expect(recipe.head.source == FitRecipe.Reference(key: "my-cohort", place: "all"))
    #expect(recipe.surveys.map { $0.tables } == [["P1", "D1"], ["P2", "D2"]] && recipe.rows == ["P1": 4, "D2": 2])
    #expect(recipe.ages.map { $0.unit } == [.month, .year] && recipe.sex.female == .number(2))
    #expect(recipe.groups.map { $0.name } == ["all", "tall"] && recipe.groups[0].condition == nil)
    #expect(recipe.weight?.place == "weight" && recipe.strata == "STRATUM" && recipe.clusters == "CLUSTER")
    #expect(recipe.keep.map { $0.reason } == ["Older ages are not known."])
    #expect(recipe.ageRange == 8..<80 && recipe.bands == [8..<20, 20..<80] && recipe.atLeast == 10)
    #expect(recipe.derivedColumns.map { $0.name } == ["ratio"] && recipe.heightColumn == "HEIGHT")
    #expect(
      recipe.fit
        == FitRecipe.FitOptions(
          distribution: .boxCoxT, criterion: 2, powers: [0, 1], spurts: [0, 2], middles: [11]))
  }

  @Test("A curve is known by its site, vertebrae, name and quantity")
  func curves() throws {
    let curves = try SampleRecipe.recipe().curves
    #expect(curves.map { $0.stem } == ["lumbar-spine.l1-l2", "lumbar-spine.l1-l2.bmc", "height"])
    #expect(curves.map { $0.place } == ["curves[0]", "curves[1]", "curves[2]"])
    #expect(curves[0].vertebrae == VertebralSubset([.l1, .l2]) && curves[0].sparseFrom == 60)
    #expect(curves[0].domain(of: "all") == 10...70 && curves[0].domain == 8...75)
    #expect(curves[1].unit == "g" && curves[1].groups == ["all", "tall"] && curves[1].domain == 8...80)
    #expect(curves[2].site == nil && curves[2].name == "height")
  }

  @Test("What a recipe may leave out has its usual value")
  func defaults() throws {
    let optional = [
      "scale", "label", "notes", "rows", "weight", "strata", "clusters", "keep", "bands", "fit", "atLeast", "height",
    ]
    let recipe = try SampleRecipe.recipe(optional.map { ($0, nil) })
    #expect(recipe.head.scale == nil && recipe.head.label == nil && recipe.head.notes == [] && recipe.rows == [:])
    #expect(recipe.weight == nil && recipe.strata == nil && recipe.clusters == nil && recipe.keep == [])
    #expect(recipe.bands == [] && recipe.atLeast == 100 && recipe.heightColumn == nil)
    #expect(
      recipe.fit
        == FitRecipe.FitOptions(
          distribution: .boxCoxNormal, criterion: 3, powers: [-1, -0.5, 0, 0.5, 1], spurts: [0, 0.25, 0.5, 1],
          middles: [12, 13, 14]))
    #expect(try SampleRecipe.recipe([("fit", "{}")]).fit == recipe.fit)
  }

  @Test("Ages in full units are in the middle of the unit")
  func ageUnits() throws {
    let ages = try SampleRecipe.recipe().ages
    // 239 full months are 239.5 months, 20 full years are 20.5 years.
    #expect(ages[0].years(239) == 239.5 / 12 && ages[1].years(20) == 20.5)
  }

  @Test("The columns that tables must have are those of all expressions, without those that the recipe makes")
  func neededColumns() throws {
    #expect(
      try SampleRecipe.recipe().neededColumns == [
        "MONTHS", "YEARS", "SEX", "HEIGHT", "W", "STRATUM", "CLUSTER", "BMC", "AREA",
      ])
  }

  @Test(
    "The recipes of the project are read, and cite works that are listed",
    arguments: try Repository.names(in: "Knowledge/recipes", endingIn: ".json"))
  func projectRecipes(name: String) throws {
    let recipe = try FitRecipe.read(Repository.bytes("Knowledge/recipes/" + name))
    #expect(recipe.key + ".json" == name)
    let sources = try JSONReader.read(Repository.bytes("Knowledge/sources.json"))["sources"] ?? .null
    #expect(sources[recipe.head.source.key] != nil)
    #expect(Set(recipe.rows.keys) == Set(recipe.surveys.flatMap { $0.tables }), "A cut file must be noticed.")
    #expect(!recipe.head.notes.isEmpty)
  }
}

@Suite("Fit recipes that are refused")
struct FitRecipeErrorTests {
  static let cases: [(String, String?, String)] = [
    (
      "osteon", #""fit-recipe/2""#,
      "'osteon' must be 'fit-recipe/1', the one version there is, but is another text. Write \"fit-recipe/1\"."
    ),
    (
      "key", #""My cohort""#,
      "'key' must be written in small letters, digits and single hyphens, but is not. Write it like 'my-cohort-2020'."
    ),
    (
      "makes", #""age-curve""#,
      "'makes' must be one of age-curves, young-adults, height-adjustment, but is 'age-curve'. Did you mean 'age-curves'?"
    ),
    ("wieght", "1", "'wieght' is not a known key. Did you mean 'weight'?"),
    ("title", #""""#, "'title' must say something, but is empty. Fill it in."),
    ("licence", nil, "'licence' must be given, but is missing. Add it."),
    ("version", nil, "'version' must be given, but is missing. Add it."),
    ("version", #""""#, "'version' must say something, but is empty. Fill it in."),
    ("surveys", "[]", "'surveys' must hold at least one element, but is empty. Add one."),
    (
      "surveys[1].tables[1]", #""D1""#,
      "'surveys[1].tables[1]' must stand in one survey, but stands in an earlier one. Keep one of the two."
    ),
    (
      "surveys[0].tables[0]", #""../P1""#,
      "'surveys[0].tables[0]' must be the name of a file without folder and ending, but is not. Write it like DEMO_D."
    ),
    ("rows", #"{ "P3": 1 }"#, "'rows.P3' is not a known key. Known here: P1, D1, P2, D2."),
    ("rows.P1", "0", "'rows.P1' must be positive, but is 0. Correct it."),
    ("age", "[]", "'age' must hold at least one element, but is empty. Add one."),
    ("age[0].unit", #""day""#, "'age[0].unit' must be one of year, month, but is 'day'. Choose one of these."),
    ("sex.male", "2", "'sex' must tell female from male by two numbers or two texts, but does not. Check both values."),
    (
      "sex.male", #""M""#,
      "'sex' must tell female from male by two numbers or two texts, but does not. Check both values."
    ),
    ("groups", "{}", "'groups' must hold at least one group, but is empty. Write { \"all\": null }."),
    (
      "groups.Tall", #""HEIGHT > 1""#,
      "'groups.Tall' must be written in small letters, digits and single hyphens, but is not. Write it like 'my-cohort-2020'."
    ),
    (
      "weight", #""W /""#,
      "'weight' needs a number, a text, a column or '(' at character 4, but the end stands there. Write a number, a text, a column or '(', or check the part before."
    ),
    ("keep[0].because", nil, "'keep[0].because' must be given, but is missing. Add it."),
    (
      "ages", "[80, 8]",
      "'ages' must hold two ages from 0 to 120 years, the smaller first, but does not. Write it like [8, 85]."
    ),
    (
      "ages", "[0, 85]",
      "'ages' must begin above 0 years, since age is stretched by powers, but begin at 0. Write 0.1."
    ),
    (
      "bands", "[[8, 20], [19, 30]]",
      "'bands[1]' must begin where the band before ends, or later, but does not. Put them in order."
    ),
    (
      "columns", #"{ "a": "b + 1", "b": "BMC" }"#,
      "'columns.a' may use the columns made before it, but uses 'b'. Put 'b' before it, or rename it."
    ),
    (
      "columns.ratio", #""ratio + 1""#,
      "'columns.ratio' may use the columns made before it, but uses 'ratio'. Put 'ratio' before it, or rename it."
    ),
    ("curves[0].site", nil, "'curves[0]' needs either 'site' or 'name', but has neither."),
    ("curves[0].name", #""x""#, "'curves[0]' needs either 'site' or 'name', but has both."),
    ("curves[0].vertebrae", nil, "'curves[0].vertebrae' must be given, but is missing. Add it."),
    (
      "curves[2].vertebrae", #"["L1"]"#,
      "'curves[2].vertebrae' belongs to the site lumbar-spine, but the site is another. Leave it out."
    ),
    (
      "curves[0].groups", #"["al"]"#, "'curves[0].groups[0]' must be one of all, tall, but is 'al'. Did you mean 'all'?"
    ),
    (
      "curves[0].domain", "[7, 70]",
      "'curves[0].domain' must lie within 'ages', but does not. A curve is given only where people stand."
    ),
    (
      "curves[0].domain", "[8, 81]",
      "'curves[0].domain' must lie within 'ages', but does not. A curve is given only where people stand."
    ),
    ("curves[0].domains", #"{ "tall": [8, 9] }"#, "'curves[0].domains.tall' is not a known key. Did you mean 'all'?"),
    ("curves[1].unit", nil, "'curves[1].unit' must be given, but is missing. Add it."),
    (
      "curves[2]", #"{ "site": "lumbar-spine", "vertebrae": ["L2", "L1"], "value": "BMC" }"#,
      "'curves[2]' must be another value than those before, but 'lumbar-spine.l1-l2' stands before. Keep one of the two."
    ),
    ("fit.criterion", "0", "'fit.criterion' must be above 0 and at most 100, but is 0.0. The usual one is 3."),
    ("fit.powers", "[-3, 3, 4]", "'fit.powers[2]' must be from -3 to 3, but is 4."),
    ("fit.powers", "[]", "'fit.powers' must hold at least one element, but is empty. Add one."),
    ("fit.spurts", "[0, 5, 5.1]", "'fit.spurts[2]' must be from 0 to 5, but is 5.1."),
    ("fit.spurts", "[-0.1]", "'fit.spurts[0]' must be from 0 to 5, but is -0.1."),
    ("fit.middles", "[5, 4.9]", "'fit.middles[1]' must be from 5 to 25, but is 4.9."),
    ("fit.middles", "[25, 26]", "'fit.middles[1]' must be from 5 to 25, but is 26."),
    ("fit.middles", "[12, 12]", "'fit.middles[1]' must stand once, but stands before. Keep one of the two."),
    ("atLeast", "9", "'atLeast' must be 10 people or more, but is 9. Fit no curve to fewer."),
  ]

  @Test("What is wrong is said with its place and the way out", arguments: cases.indices)
  func sentences(index: Int) throws {
    let (place, value, expected) = Self.cases[index]
    let error = #expect(throws: SurveyError.self) { try SampleRecipe.recipe([(place, value)]) }
    #expect(error?.placedLine == expected)
    #expect(error?.kind == .badRecipe)
  }

  @Test("A height adjustment needs a height")
  func height() throws {
    let error = #expect(throws: SurveyError.self) {
      try SampleRecipe.recipe([("makes", #""height-adjustment""#), ("height", nil)])
    }
    #expect(error?.message == "'height' must be given, but is missing.")
    #expect(throws: Never.self) { try SampleRecipe.recipe([("makes", #""height-adjustment""#)]) }
  }

  @Test("A text that is no JSON, and one that is too large, is refused")
  func noRecipe() {
    let error = #expect(throws: SurveyError.self) { try FitRecipe.read(Array("{ \"osteon\": ".utf8)) }
    #expect(error?.kind == .malformedRecipe && error?.place == "line 1, column 13")
    let spaces = [UInt8](repeating: 32, count: FitRecipe.sizeLimit + 1)
    #expect(throws: SurveyError.self) { try FitRecipe.read(spaces) }
  }

  @Test("Every code is in kebab-case and stands once", arguments: SurveyError.Code.allCases)
  func codes(code: SurveyError.Code) {
    #expect(code.rawValue.isKebabCase)
    #expect(SurveyError.Code.allCases.filter { $0.rawValue == code.rawValue }.count == 1)
  }
}

/// The schema says what the reader accepts, key by key.
@Suite("Schema of fit recipes")
struct FitRecipeSchemaTests {
  /// The objects of the sample recipe with the parts of the schema that describe them.
  static let objects = [
    ("", ""), ("source", "properties.source"), ("surveys[0]", "$defs.survey"), ("age[0]", "$defs.age"),
    ("sex", "properties.sex"), ("keep[0]", "$defs.keepRule"), ("curves[0]", "$defs.curve"), ("fit", "$defs.fit"),
  ]

  private func schema(_ path: String) throws -> JSONValue {
    let whole = try JSONReader.read(Repository.bytes("docs/schemas/fit-recipe-1.schema.json"))
    return try path.split(separator: ".").reduce(whole) { try #require($0[String($1)]) }
  }

  private func error(_ changes: [(place: String, value: String?)]) -> SurveyError? {
    do {
      _ = try SampleRecipe.recipe(changes)
      return nil
    } catch {
      return error as? SurveyError
    }
  }

  @Test("Reader and schema know the same keys", arguments: objects)
  func keys(place: String, part: String) throws {
    let key = place.isEmpty ? "qqqqqqqqqqqqqqqqqqqqqqq" : place + ".qqqqqqqqqqqqqqqqqqqqqqq"
    let remedy = try #require(error([(key, "1")])?.remedy)
    let known = try #require(remedy.wholeMatch(of: /Known here: (.*)\./)?.output.1)
    let names = try #require(schema(part)["properties"]?.members).map { $0.key }
    #expect(Set(known.split(separator: ", ").map { String($0) }) == Set(names))
  }

  @Test("Reader and schema need the same keys", arguments: objects)
  func required(place: String, part: String) throws {
    let schema = try schema(part)
    let required = Set((schema["required"]?.array ?? []).compactMap { $0.string })
    for name in try #require(schema["properties"]?.members).map({ $0.key }) {
      // A site, its vertebrae, and the names of columns and groups are needed by what else the sample says.
      guard !["site", "vertebrae", "groups", "columns"].contains(name) || required.contains(name) else { continue }
      let missing = error([(place.isEmpty ? name : place + "." + name, nil)])
      #expect((missing != nil) == required.contains(name), "\(place) \(name): \(missing?.placedLine ?? "accepted")")
    }
  }

  @Test("Reader and schema know the same words")
  func words() throws {
    func list(_ path: String) throws -> [String] { try (schema(path)["enum"]?.array ?? []).compactMap { $0.string } }
    #expect(try list("properties.makes") == FitRecipe.Product.allCases.map { $0.rawValue })
    #expect(try list("properties.tag") == EvidenceTag.allCases.map { $0.rawValue })
    #expect(try list("$defs.age.properties.unit") == FitRecipe.AgeColumn.Unit.allCases.map { $0.rawValue })
    let optional = [
      ("properties.scale", ScannerScale.allCases.map { $0.rawValue }),
      ("$defs.curve.properties.site", Site.allCases.map { $0.rawValue }),
      ("$defs.fit.properties.distribution", FitRecipe.FitOptions.Distribution.allCases.map { $0.rawValue }),
    ]
    for (path, words) in optional {
      let choice = try #require(schema(path)["anyOf"]?.array?.first)
      #expect((choice["enum"]?.array ?? []).compactMap { $0.string } == words)
    }
  }
}
