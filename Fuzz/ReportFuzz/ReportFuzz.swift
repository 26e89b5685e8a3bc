// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Interchange

/// Reads any bytes as the text of a report; every place must lie in the text and quote it.
@c(LLVMFuzzerTestOneInput)
public func fuzzReport(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let reading = ReportText(reading: text)
  let scalars = Array(text.unicodeScalars)
  for place in reading.statements.map({ $0.place }) + reading.unread {
    guard case .text(let span) = place else { preconditionFailure("A statement of a text must have its place there.") }
    precondition(span.start >= 0 && span.start < span.end && span.end <= scalars.count, "A place must lie in the text.")
    var quote = String.UnicodeScalarView()
    quote.append(contentsOf: scalars[span.start..<span.end])
    precondition(String(quote) == span.quote, "A place must quote the text.")
  }
  return 0
}
