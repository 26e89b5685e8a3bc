// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// A work that is cited.
public struct Source: Hashable, Sendable {
  /// The stable key.
  public let key: String

  /// Authors or organization.
  public let authors: String

  /// The title.
  public let title: String

  /// The journal or the place of publication.
  public let publishedIn: String?

  /// The year.
  public let year: Int?

  /// The digital object identifier.
  public let doi: String?

  /// The address.
  public let url: String?

  /// What of it was seen.
  public let seen: String

  /// Whether it was seen only through another work.
  public let isSecondHand: Bool

  /// Creates a source.
  public init(
    key: String, authors: String, title: String, publishedIn: String?, year: Int?, doi: String?, url: String?,
    seen: String, isSecondHand: Bool
  ) {
    self.key = key
    self.authors = authors
    self.title = title
    self.publishedIn = publishedIn
    self.year = year
    self.doi = doi
    self.url = url
    self.seen = seen
    self.isSecondHand = isSecondHand
  }

  /// Returns the work with a key.
  public static func withKey(_ key: String) -> Source? { all.first { $0.key == key } }
}
