// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats

/// `Knowledge/coverage.json`: the identifiers of the published rule list, and why some of them have no rule here.
struct CoverageFile {
  /// The identifiers of one subject.
  struct Family {
    let title: String
    let ids: [String]
  }

  /// Why an identifier has no rule, or what of it no rule says.
  struct Remark {
    let id: String
    let text: String
  }

  /// Something that a sentence of one of the three articles speaks about.
  struct ArticleTopic {
    let article: Int
    let place: String
    let topic: String
    let rules: [String]
    let pages: [String]
    let absent: String?
  }

  /// A figure that an article states, with what became of it.
  struct Claim {
    let number: Int
    let article: Int
    let claim: String
    let verdict: String
    let ships: Bool
    let shipsAs: String
    let rules: [String]
    let pages: [String]
  }

  let families: [Family]
  let articles: [ArticleTopic]
  let claims: [Claim]
  let absent: [Remark]
  let partial: [Remark]

  /// Every identifier, in the order of the families.
  var ids: [String] { families.flatMap { $0.ids } }

  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["families", "absent", "partial", "articles", "claims"])
    var articles: [ArticleTopic] = []
    for element in try object["articles"]?.elements() ?? [] { articles.append(try Self.topic(element)) }
    self.articles = articles
    var claims: [Claim] = []
    for element in try object["claims"]?.elements() ?? [] { claims.append(try Self.claim(element)) }
    self.claims = claims
    var families: [Family] = []
    for element in try object.required("families").elements() {
      let family = try element.object(["title", "ids"])
      families.append(
        Family(title: try family.required("title").text(), ids: try RuleEntry.words(family.required("ids"))))
    }
    self.families = families
    absent = try Self.remarks(object.required("absent"))
    partial = try Self.remarks(object.required("partial"))
  }

  private static func topic(_ node: JSONNode) throws(JSONShapeError) -> ArticleTopic {
    let object = try node.object(["article", "place", "topic", "rules", "pages", "absent"])
    return ArticleTopic(
      article: try object.required("article").integer(), place: try object.required("place").text(),
      topic: try object.required("topic").text(), rules: try RuleEntry.words(object["rules"]),
      pages: try RuleEntry.words(object["pages"]), absent: try object["absent"]?.text())
  }

  private static func claim(_ node: JSONNode) throws(JSONShapeError) -> Claim {
    let object = try node.object(["number", "article", "claim", "verdict", "shipped", "as", "rules", "pages"])
    return Claim(
      number: try object.required("number").integer(), article: try object.required("article").integer(),
      claim: try object.required("claim").text(), verdict: try object.required("verdict").text(),
      ships: try object.required("shipped").flag(), shipsAs: try object.required("as").text(),
      rules: try RuleEntry.words(object["rules"]), pages: try RuleEntry.words(object["pages"]))
  }

  private static func remarks(_ node: JSONNode) throws(JSONShapeError) -> [Remark] {
    var remarks: [Remark] = []
    for element in try node.elements() {
      let remark = try element.object(["id", "because"])
      remarks.append(Remark(id: try remark.required("id").text(), text: try remark.required("because").text()))
    }
    return remarks
  }
}

extension KnowledgeFiles {
  /// What is wrong with the list of what is covered.
  func coverageProblems() -> [Problem] {
    let ids = coverage.ids
    let absent = coverage.absent.map { $0.id }
    var found: [String] = []
    for id in ids where rules(carryingOut: id).isEmpty != absent.contains(id) {
      found.append(
        absent.contains(id)
          ? "'\(id)' has a rule, and must not be called absent."
          : "'\(id)' must have a rule, or a reason for having none.")
    }
    let listed = Set(ids)
    for rule in rules where listed.isDisjoint(with: Self.identifiers(of: rule.id)) {
      found.append("The rule '\(rule.id)' must belong to an identifier of the list, but does not.")
    }
    let remarks = absent + coverage.partial.map { $0.id }
    for id in remarks where !listed.contains(id) { found.append("'\(id)' is remarked on, but is not in the list.") }
    for id in Set(ids + remarks) where (ids.count { $0 == id }, remarks.count { $0 == id }) > (1, 1) {
      found.append("'\(id)' stands twice.")
    }
    return (found.sorted() + articleProblems()).map { Problem(file: "Knowledge/coverage.json", message: $0) }
  }

  /// What is wrong with the topics and claims of the articles.
  private func articleProblems() -> [String] {
    let pageKeys = Set(pages.map { $0.key })
    var found: [String] = []
    func check(_ rules: [String], _ pages: [String], _ name: String) {
      for id in rules where self.rules(carryingOut: id).isEmpty { found.append("\(name): There is no rule '\(id)'.") }
      for key in pages where !pageKeys.contains(key) { found.append("\(name): There is no page '\(key)'.") }
    }
    for topic in coverage.articles {
      check(topic.rules, topic.pages, topic.topic)
      if topic.rules.isEmpty, topic.pages.isEmpty, topic.absent == nil {
        found.append("\(topic.topic): A topic must have a rule, a page, or a reason for having none.")
      }
    }
    for claim in coverage.claims {
      check(claim.rules, claim.pages, "claim \(claim.number)")
      if !["OK", "PART", "NOT TRACED"].contains(claim.verdict) {
        found.append("claim \(claim.number): The verdict is not known.")
      }
      if claim.verdict == "NOT TRACED", claim.ships { found.append("claim \(claim.number): It must not ship.") }
      if claim.ships, claim.rules.isEmpty, claim.pages.isEmpty {
        found.append("claim \(claim.number): What ships must stand in a rule or on a page.")
      }
    }
    return found
  }
}
