// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Formats
internal import Interchange
internal import Testing

@Suite("Input error")
struct InputErrorTests {
  @Test("A place that the message names is not said twice")
  func placeInMessage() {
    let named = InputError(.missingValue, at: "patient", "'patient' must be given, but is missing.", remedy: "Add it.")
    #expect(named.placedLine == "'patient' must be given, but is missing. Add it.")
    let other = InputError(.malformedJSON, at: "line 2, column 3", "JSON needs a colon here.")
    #expect(other.placedLine == "line 2, column 3: JSON needs a colon here.")
    #expect(InputError(.tooLarge, "Too large.", remedy: "Split it.").placedLine == "Too large. Split it.")
  }

  @Test("In a stream the line of the stream takes the place of the line of the document")
  func onLine() {
    let malformed = InputError(.malformedJSON, at: "line 1, column 12", "JSON needs a comma here.")
    #expect(malformed.onLine(7).place == "line 7, column 12")
    let shape = InputError(.missingValue, at: "patient", "'patient' must be given, but is missing.", remedy: "Add it.")
    #expect(shape.onLine(7).place == "line 7, patient")
    #expect(shape.onLine(7).placedLine == "line 7, patient: 'patient' must be given, but is missing. Add it.")
    #expect(InputError(.tooLarge, "Too large.").onLine(7).place == "line 7")
    let moved = malformed.onLine(7)
    #expect(moved.kind == malformed.kind && moved.message == malformed.message && moved.remedy == malformed.remedy)
  }

  @Test("As JSON it has code, place, message and remedy, null where there is none")
  func json() {
    let error = InputError(.unknownKey, at: "patient.x", "'patient.x' is not a known key.")
    #expect(
      JSONWriter.write(error.json)
        == #"{ "code": "unknown-key", "place": "patient.x", "message": "'patient.x' is not a known key.", "remedy": null }"#
    )
  }

  @Test("Every code is in kebab-case and stands once", arguments: InputError.Code.allCases)
  func codes(code: InputError.Code) {
    #expect(code.rawValue.allSatisfy { $0.isLowercase || $0 == "-" })
    #expect(InputError.Code.allCases.filter { $0.rawValue == code.rawValue }.count == 1)
  }
}
