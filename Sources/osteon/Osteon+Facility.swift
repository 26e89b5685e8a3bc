// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Assessment
internal import Densitometry
internal import Formats
internal import Interchange

/// The commands on a facility: what its scanners and technologists measure.
extension Osteon {
  /// Works out the precision of a facility from a table.
  static func precision(_ parsed: ParsedCommand) throws(FileError) -> Answer {
    guard let inputs = tables(parsed) else { return noTable(parsed) }
    let action = PrecisionAction(
      asJSON: isJSON(parsed), style: style(parsed), commit: commit, output: parsed.value(for: "output") ?? "-")
    return Answer(status: try action.run(inputs))
  }

  /// Judges the scans of a phantom.
  static func phantom(_ parsed: ParsedCommand) throws(FileError) -> Answer {
    guard let input = tables(parsed)?.first else { return noTable(parsed) }
    let asked = parsed.value(for: "baseline").flatMap { Int($0) } ?? AssessedPhantom.BaselineChoice.usualScans
    guard asked >= AssessedPhantom.BaselineChoice.leastScans else {
      let message = "The option '--baseline N' needs 10 scans or more, but has \(asked). Ask for 15 to 25, one a day."
      return Answer(messages: "osteon: \(message)\n", status: 2)
    }
    let (plot, output) = (parsed.value(for: "plot"), parsed.value(for: "output") ?? "-")
    guard plot != output else {
      let message = "'--plot' and '--output' must go to two places, but go to one. Name a file for '--plot'."
      return Answer(messages: "osteon: \(message)\n", status: 2)
    }
    let action = PhantomAction(
      baseline: parsed.value(for: "baseline-until").flatMap { CalendarDate($0) }.map { .until($0) } ?? .scans(asked),
      patients: parsed.value(for: "scans"), plot: plot, asJSON: isJSON(parsed), style: style(parsed), commit: commit,
      output: output)
    return Answer(status: try action.run(input))
  }

  /// Compares two scanners, or converts a density.
  static func calibrate(_ parsed: ParsedCommand) throws(FileError) -> Answer {
    let numbers: CalibrationNumbers
    do throws(InputError) {
      numbers = try CalibrationNumbers(
        oldError: parsed.value(for: "precision-from"), newError: parsed.value(for: "precision-to"),
        density: parsed.value(for: "bmd"))
    } catch {
      return Answer(messages: "osteon: \(error.placedLine)\n", status: 1)
    }
    let action = CalibrateAction(
      from: parsed.value(for: "from"), to: parsed.value(for: "to"), numbers: numbers,
      plot: parsed.value(for: "plot"), asJSON: isJSON(parsed), style: style(parsed), commit: commit,
      output: parsed.value(for: "output") ?? "-")
    if parsed.flag("published") {
      guard numbers.density == nil || !parsed.operands.isEmpty else {
        let help = "'osteon calibrate --published' lists the keys."
        return Answer(
          messages: "osteon: A density is converted by one conversion, but none is named. \(help)\n", status: 2)
      }
      return Answer(status: try action.runPublished(parsed.operands.first))
    }
    guard let input = tables(parsed)?.first else { return noTable(parsed) }
    return Answer(status: try parsed.flag("phantom") ? action.runPhantom(input) : action.run(input))
  }

  /// The tables that a command line names; `nil` where none is named and nobody pipes one in.
  private static func tables(_ parsed: ParsedCommand) -> [String]? {
    guard parsed.operands.isEmpty else { return parsed.operands }
    return Terminal.isInput ? nil : ["-"]
  }

  private static func noTable(_ parsed: ParsedCommand) -> Answer {
    let help = "Name a file, or see '\(parsed.command.words) --help'."
    return Answer(messages: "osteon: A table must be given, but there is none. \(help)\n", status: 2)
  }
}
