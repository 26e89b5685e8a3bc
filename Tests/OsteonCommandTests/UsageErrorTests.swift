// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Testing

@testable internal import osteon

@Suite("Usage errors")
struct UsageErrorTests {
  /// A command line that is refused, and how.
  struct Slip: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let code: String
    let sentence: String

    init(_ line: String, _ code: String, _ sentence: String) {
      self.init(line.split(separator: " ").map(String.init), code, sentence)
    }

    init(_ arguments: [String], _ code: String, _ sentence: String) {
      self.arguments = arguments
      self.code = code
      self.sentence = sentence
    }

    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let commands = [
    Slip(
      "", "missing-command",
      "A command must follow 'osteon', but none does. "
        + "Its commands are interpret, audit, change, precision, calibrate, phantom, explain, reference, completions, man, help; "
        + "'osteon --help' describes them."
    ),
    Slip(
      "reference", "missing-command",
      "A command must follow 'osteon reference', but none does. "
        + "Its commands are list, show, explain, compare, fit; 'osteon reference --help' describes them."),
    Slip("interprt", "unknown-command", "'osteon' has no command 'interprt'. Did you mean 'interpret'?"),
    Slip(
      "densitometry", "unknown-command",
      "'osteon' has no command 'densitometry'. "
        + "Its commands are interpret, audit, change, precision, calibrate, phantom, explain, reference, completions, man, help."
    ),
    Slip("reference lits", "unknown-command", "'osteon reference' has no command 'lits'. Did you mean 'list'?"),
    Slip(
      "smith-jane.json", "unknown-command",
      "A command must follow 'osteon', but a file does. Write 'osteon interpret' before the file."),
    Slip(
      "-", "unknown-command",
      "A command must follow 'osteon', but a file does. Write 'osteon interpret' before the file."),
    Slip(
      "reference ./list", "unknown-command",
      "A command must follow 'osteon reference', but a file does. "
        + "Write 'osteon reference explain' before the file."),
    Slip(
      "reference lunar.json", "unknown-command",
      "A command must follow 'osteon reference', but a file does. "
        + "Write 'osteon reference explain' before the file."),
  ]

  static let options = [
    Slip(
      "interpret --profil WHO", "unknown-option",
      "'osteon interpret' has no option '--profil'. Did you mean '--profile'?"),
    Slip(
      "interpret --prof=WHO", "unknown-option", "'osteon interpret' has no option '--prof'. Did you mean '--profile'?"),
    Slip(
      "interpret --frobnicate", "unknown-option",
      "'osteon interpret' has no option '--frobnicate'. 'osteon interpret --help' lists its options."),
    Slip(
      "explain --profile WHO", "unknown-option",
      "'osteon explain' has no option '--profile'. "
        + "It belongs to 'osteon interpret', 'osteon audit', 'osteon change' or 'osteon reference compare'."),
    Slip(
      "--age 66", "unknown-option",
      "'osteon' has no option '--age'. "
        + "It belongs to 'osteon interpret', 'osteon audit' or 'osteon reference explain'."),
    Slip(
      "completions --format json", "unknown-option",
      "'osteon completions' has no option '--format'. "
        + "It belongs to 'osteon interpret', 'osteon audit', 'osteon change', 'osteon precision', 'osteon calibrate', 'osteon phantom', "
        + "'osteon explain', 'osteon reference list', 'osteon reference show', 'osteon reference explain' or 'osteon reference compare'."
    ),
    Slip(
      "audit --audience patient", "unknown-option",
      "'osteon audit' has no option '--audience'. It belongs to 'osteon interpret'."),
    Slip(
      "change --language es", "unknown-option",
      "'osteon change' has no option '--language'. It belongs to 'osteon interpret' or 'osteon explain'."),
    Slip(
      "explain --details t-score", "unknown-option",
      "'osteon explain' has no option '--details'. It belongs to 'osteon interpret'."),
    Slip(
      "interpret -x", "unknown-option",
      "'osteon interpret' has no option '-x'. 'osteon interpret --help' lists its options."),
    Slip(
      "interpret --=x", "unknown-option",
      "'osteon interpret' has no option '--'. 'osteon interpret --help' lists its options."),
    Slip(
      "interpret -output report.txt", "wrong-hyphens",
      "A long option must begin with two hyphens, but '-output' does not. Did you mean '--output'?"),
    Slip(
      "interpret \u{2014}profile WHO", "wrong-hyphens",
      "A long option must begin with two hyphens, but '\u{2014}profile' does not. Did you mean '--profile'?"),
    Slip(
      "interpret \u{2013}age=66", "wrong-hyphens",
      "A long option must begin with two hyphens, but '\u{2013}age' does not. Did you mean '--age'?"),
    Slip(
      "interpret -1.9", "stray-number",
      "A negative number must follow the option that it belongs to, but one stands alone. "
        + "Write, for example, '--neck-t -1.9'."),
    Slip(
      "interpret --neck-t -1.9 \u{2212}2.4", "stray-number",
      "A negative number must follow the option that it belongs to, but one stands alone. "
        + "Write, for example, '--neck-t -1.9'."),
    Slip(
      "interpret --format text --format json", "repeated-option",
      "The option '--format' may stand once, but stands again. Keep one of the two."),
    Slip(
      "interpret --lines --lines", "repeated-option",
      "The option '--lines' may stand once, but stands again. Keep one of the two."),
    Slip(
      "interpret -o a --output b", "repeated-option",
      "The option '--output' may stand once, but stands again. Keep one of the two."),
  ]

  static let values = [
    Slip(
      "interpret --profile", "missing-value",
      "The option '--profile' needs a value, but has none. "
        + "Write '--profile PROFILE', where PROFILE is ISCD2023, WHO, CAR2013 or ACSM-athlete."),
    Slip("interpret -o", "missing-value", "The option '--output' needs a value, but has none. Write '--output FILE'."),
    Slip("interpret --age=", "missing-value", "The option '--age' needs a value, but has none. Write '--age YEARS'."),
    Slip(
      ["interpret", "--model", ""], "missing-value",
      "The option '--model' needs a value, but has none. Write '--model NAME'."),
    Slip(
      "interpret --output --no-color", "option-for-value",
      "The option '--output' needs a value, but the option '--no-color' follows. "
        + "If '--no-color' is the value, write '--output=--no-color'."),
    Slip(
      "interpret --neck-t --birth-date=1958-03-02", "option-for-value",
      "The option '--neck-t' needs a value, but the option '--birth-date' follows. "
        + "If '--birth-date' is the value, write '--neck-t=--birth-date'."),
    Slip(
      "interpret --what-if=yes", "unexpected-value",
      "The option '--what-if' takes no value, but has one. Write '--what-if' alone, or leave it out."),
    Slip(
      "interpret --format jsn", "unknown-value",
      "The option '--format' must be text or json, but is 'jsn'. Did you mean 'json'?"),
    Slip(
      "interpret --profile iscd2023", "unknown-value",
      "The option '--profile' must be ISCD2023, WHO, CAR2013 or ACSM-athlete, but is 'iscd2023'. "
        + "Did you mean 'ISCD2023'?"),
    Slip(
      "interpret --audience", "missing-value",
      "The option '--audience' needs a value, but has none. "
        + "Write '--audience AUDIENCE', where AUDIENCE is clinician or patient."),
    Slip(
      "interpret --audience pateint", "unknown-value",
      "The option '--audience' must be clinician or patient, but is 'pateint'. Did you mean 'patient'?"),
    Slip(
      "interpret --language deutsch", "unknown-value",
      "The option '--language' must be en or es, but is 'deutsch'. 'osteon interpret --help' describes them."),
    Slip(
      "explain --language ES", "unknown-value",
      "The option '--language' must be en or es, but is 'ES'. Did you mean 'es'?"),
    Slip(
      "interpret --language --details", "option-for-value",
      "The option '--language' needs a value, but the option '--details' follows. "
        + "If '--details' is the value, write '--language=--details'."),
    Slip(
      "interpret --details=all", "unexpected-value",
      "The option '--details' takes no value, but has one. Write '--details' alone, or leave it out."),
    Slip(
      "interpret --menopause yes", "unknown-value",
      "The option '--menopause' must be pre, transition, post or unknown, but is 'yes'. "
        + "'osteon interpret --help' describes them."),
    Slip(
      "reference list --site hipp", "unknown-value",
      "The option '--site' must be lumbar-spine, femoral-neck, total-hip, trochanter, intertrochanter, wards, "
        + "radius-33, radius-ultradistal, radius-mid, total-body or total-body-less-head, but is 'hipp'. "
        + "'osteon reference list --help' describes them."),
    Slip(
      "interpret --neck 0,631", "not-a-number",
      "The option '--neck G/CM2' needs a number, but its value is not one. "
        + "Write digits with a decimal point, not a comma, and no unit."),
    Slip(
      "interpret --neck-t -1,9", "not-a-number",
      "The option '--neck-t T' needs a number, but its value is not one. "
        + "Write digits with a decimal point, not a comma, and no unit."),
    Slip(
      "interpret --age 1958-03-02", "not-a-number",
      "The option '--age YEARS' needs a number, but its value is not one. "
        + "Write digits with a decimal point, not a comma, and no unit."),
    Slip(
      "interpret --width 0", "not-a-count",
      "The option '--width N' needs a whole number above zero, but its value is not one. "
        + "Write digits only, such as 80."),
    Slip(
      "interpret --width 99.5", "not-a-count",
      "The option '--width N' needs a whole number above zero, but its value is not one. "
        + "Write digits only, such as 80."),
    Slip(
      "interpret --birth-date 02.03.1958", "not-a-date",
      "The option '--birth-date DATE' needs a date of the form YYYY-MM-DD, but its value is not one. "
        + "Write, for example, '--birth-date 2001-12-31'."),
    Slip(
      "interpret --scan-date 2026-02-30", "not-a-date",
      "The option '--scan-date DATE' needs a date of the form YYYY-MM-DD, but its value is not one. "
        + "Write, for example, '--scan-date 2001-12-31'."),
  ]

  static let operands = [
    Slip(
      "reference show", "missing-operand",
      "'osteon reference show' needs KEY, but it is missing. "
        + "Write, for example, 'osteon reference show nhanes-iii.femoral-neck.white-female'."),
    Slip(
      "completions", "missing-operand",
      "'osteon completions' needs SHELL, but it is missing. "
        + "Write, for example, 'osteon completions bash > ~/.local/share/bash-completion/completions/osteon'."),
    Slip(
      "completions fisch", "unknown-operand", "SHELL must be bash, zsh or fish, but is 'fisch'. Did you mean 'fish'?"),
    Slip(
      "completions powershell", "unknown-operand",
      "SHELL must be bash, zsh or fish, but is 'powershell'. Write one of these."),
    Slip(
      "explain CLS-06 CLS-07", "excess-operands",
      "'osteon explain' takes one operand, but has 2. "
        + "Write 'osteon explain [OPTION...] [ID]', with quotation marks around a word that holds spaces."),
    Slip(
      "man page", "excess-operands",
      "'osteon man' takes no operand, but has 1. "
        + "Write 'osteon man', with quotation marks around a word that holds spaces."),
    Slip(
      "completions bash zsh", "excess-operands",
      "'osteon completions' takes one operand, but has 2. "
        + "Write 'osteon completions bash|zsh|fish', with quotation marks around a word that holds spaces."),
    Slip(
      "reference list femoral-neck", "excess-operands",
      "'osteon reference list' takes no operand, but has 1. "
        + "Write 'osteon reference list [OPTION...]', with quotation marks around a word that holds spaces."),
  ]

  static let rules = [
    Slip(
      "interpret --age 66 --birth-date 1958-03-02 --scan-date 2026-05-01", "exclusive-options",
      "'--age' and '--birth-date' exclude each other, but both are given. Keep one of the two."),
    Slip(
      "interpret --lines --sex female", "exclusive-options",
      "'--lines' and '--sex' exclude each other, but both are given. Keep one of the two."),
    Slip(
      "interpret --birth-date 1958-03-02", "missing-companion",
      "'--birth-date' needs '--scan-date', but it is not given. Add it, or leave '--birth-date' out."),
    Slip(
      "interpret --spine-vertebrae L1-L3 --neck 0.6", "missing-companion",
      "'--spine-vertebrae' needs '--spine', '--spine-t' or '--spine-z', but none is given. "
        + "Add one of them, or leave '--spine-vertebrae' out."),
    Slip(
      "interpret --side left --spine 0.8", "missing-companion",
      "'--side' needs '--neck', '--neck-t', '--neck-z', '--hip', '--hip-t', '--hip-z', '--radius', '--radius-t' or "
        + "'--radius-z', but none is given. Add one of them, or leave '--side' out."),
    Slip(
      "interpret study.json --neck 0.631", "option-beside-operand",
      "'--neck' stands in the place of STUDY, but both are given. Keep one of the two."),
    Slip(
      "audit --lines --report report.txt studies.ndjson", "exclusive-options",
      "'--report' and '--lines' exclude each other, but both are given. Keep one of the two."),
    Slip(
      "audit --report report.txt a.json b.json", "option-beside-several",
      "'--report' goes with one STUDY, but several are given. Give one at a time."),
    Slip(
      "audit --report - -", "input-twice",
      "Standard input can be read once, but both STUDY and '--report' are to come from it. "
        + "Name a file for one of the two."),
    Slip(
      "audit --report -", "input-twice",
      "Standard input can be read once, but both STUDY and '--report' are to come from it. "
        + "Name a file for one of the two."),
  ]

  static let all = commands + options + values + operands + rules

  private func refusal(of arguments: [String]) -> UsageError? {
    do throws(UsageError) {
      _ = try ArgumentParser().parse(arguments)
      return nil
    } catch {
      return error
    }
  }

  @Test("Each slip has its sentence", arguments: all)
  func sentence(slip: Slip) throws {
    let error = try #require(refusal(of: slip.arguments))
    #expect([error.message, error.remedy].compactMap { $0 }.joined(separator: " ") == slip.sentence)
    #expect(error.code == slip.code)
  }

  @Test("Sentences keep to the house wording", arguments: all)
  func wording(slip: Slip) {
    for word in ["!", "invalid", "error", "sorry", "illegal", "please"] {
      #expect(!slip.sentence.lowercased().contains(word))
    }
  }

  @Test("Every code has a sentence in the table")
  func everyCode() {
    let codes: Set = [
      "missing-command", "unknown-command", "unknown-option", "wrong-hyphens", "stray-number", "missing-value",
      "option-for-value", "unexpected-value", "unknown-value", "not-a-number", "not-a-count", "not-a-date",
      "repeated-option", "missing-operand", "unknown-operand", "excess-operands", "exclusive-options",
      "missing-companion", "option-beside-operand", "option-beside-several", "input-twice",
    ]
    #expect(Set(Self.all.map { $0.code }) == codes)
  }

  @Test(
    "A date or a file name is never repeated",
    arguments: [
      "interpret --birth-date 1958/03/02", "interpret --age 1958-03-02", "interpret --neck-t 1958-03-02",
      "interpret --width 1958-03-02", "interpret -1958-03-02", "interpret --lines=1958-03-02", "1958-03-02.json",
      "interpret 1958-03-02.json --sex male", "interpret --bogus=1958-03-02", "explain a 1958-03-02",
    ])
  func privacy(line: String) throws {
    let error = try #require(refusal(of: line.split(separator: " ").map(String.init)))
    #expect(![error.message, error.remedy ?? ""].joined().contains("1958"))
  }

  @Test("A command with two operands counts them in words")
  func twoOperands() throws {
    let error = #expect(throws: UsageError.self) { try ArgumentParser(.small).parse(["copy", "a", "b", "c"]) }
    #expect(error?.message == "'small copy' takes 2 operands, but has 3.")
  }
}
