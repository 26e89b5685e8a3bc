// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Formats
internal import Interchange

/// Reads any bytes as a study; what is accepted is assessed and written, and must be JSON again.
@c(LLVMFuzzerTestOneInput)
public func fuzzStudy(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let study = try? StudyDocument.read(bytes) else { return 0 }
  let written = JSONWriter.write(AssessmentDocument.json(Assessment(of: study)))
  precondition((try? JSONReader.read(Array(written.utf8))) != nil, "An assessment must be JSON.")
  return 0
}
