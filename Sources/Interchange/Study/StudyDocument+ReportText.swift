// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

public import Densitometry
public import Formats

extension StudyDocument {
  /// Reads a study whose report has its text elsewhere.
  ///
  /// - Parameters:
  ///   - bytes: The document.
  ///   - reportText: The text of the report, which takes the place of `report.text`.
  /// - Returns: The study.
  /// - Throws: ``InputError`` with the place and the way out.
  public static func read(_ bytes: [UInt8], reportText: String) throws(InputError) -> Study {
    try read(try json(bytes), reportText: reportText)
  }

  /// Reads a study from a JSON value whose report has its text elsewhere.
  public static func read(_ value: JSONValue, reportText: String) throws(InputError) -> Study {
    try read(value.setting("report", to: (value["report"] ?? .null).setting("text", to: .string(reportText))))
  }
}

extension JSONValue {
  /// The value with a key set; null becomes an object, and what is neither stays as it is, to be refused where it stands.
  fileprivate func setting(_ key: String, to value: JSONValue) -> JSONValue {
    guard let members = self == .null ? [] : members else { return self }
    return .object(members.filter { $0.key != key } + [JSONMember(key, value)])
  }
}
