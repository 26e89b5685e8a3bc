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

  let families: [Family]
  let absent: [Remark]
  let partial: [Remark]

  /// Every identifier, in the order of the families.
  var ids: [String] { families.flatMap { $0.ids } }

  init(_ node: JSONNode) throws(JSONShapeError) {
    let object = try node.object(["families", "absent", "partial"])
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
  /// The rules that carry out an identifier of the published list: its own and its branches.
  func rules(carryingOut id: String) -> [RuleEntry] {
    rules.filter { $0.id == id || $0.id.hasPrefix(id + ".") }
  }

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
    for rule in rules where !ids.contains(where: { rule.id == $0 || rule.id.hasPrefix($0 + ".") }) {
      found.append("The rule '\(rule.id)' must belong to an identifier of the list, but does not.")
    }
    let remarks = absent + coverage.partial.map { $0.id }
    for id in remarks where !ids.contains(id) { found.append("'\(id)' is remarked on, but is not in the list.") }
    for id in Set(ids + remarks) where (ids.count { $0 == id }, remarks.count { $0 == id }) > (1, 1) {
      found.append("'\(id)' stands twice.")
    }
    return found.sorted().map { Problem(file: "Knowledge/coverage.json", message: $0) }
  }
}
