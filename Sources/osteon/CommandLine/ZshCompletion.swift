// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The completion script for zsh, to be loaded from `fpath` or sourced.
struct ZshCompletion {
  private let table: CommandTable

  /// Creates the script of the program that a table declares.
  init(of table: CommandTable) {
    self.table = table
  }

  /// The lines of the script.
  var lines: [String] {
    let name = table.program.name
    let function = table.root.functionName
    return ["#compdef \(name)", table.provenance(of: .zsh), ""]
      + table.paths.reversed().flatMap { (path: CommandPath) in self.function(path) + [""] }
      + [
        "if [[ ${funcstack[1]} == \(function) ]]; then", "  \(function) \"$@\"", "else",
        "  compdef \(function) \(name)", "fi",
      ]
  }

  private func function(_ path: CommandPath) -> [String] {
    ["\(path.functionName)() {"] + (path.subpaths.isEmpty ? leaf(path) : group(path)) + ["}"]
  }

  private func leaf(_ path: CommandPath) -> [String] {
    let specs = table.options(at: path).map { spec($0) } + path.command.operands.enumerated().map { spec($1, at: $0) }
    return ["  _arguments -s -S \\"] + specs.dropLast().map { "    \($0) \\" } + specs.suffix(1).map { "    \($0)" }
  }

  private func group(_ path: CommandPath) -> [String] {
    [
      "  local curcontext=$curcontext state line",
      "  local -a commands=(",
    ]
      + path.subpaths.map { "    '\($0.command.name):\(Self.quotable($0.command.summary))'" }
      + [
        "  )",
        "  _arguments -C -S \\",
      ]
      + table.options(at: path).map { "    \(spec($0)) \\" }
      + [
        "    '1: :->command' \\",
        "    '*:: :->rest'",
        "  case $state in",
        "    command) _describe -t commands command commands ;;",
        "    rest)",
        "      case $line[1] in",
      ]
      + path.subpaths.map { "        \($0.command.name)) \($0.functionName) ;;" }
      + [
        "      esac",
        "      ;;",
        "  esac",
      ]
  }

  /// Returns the description of an option as `_arguments` reads it.
  private func spec(_ option: Option) -> String {
    let names = [option.typedShort, option.typed].compactMap { $0 }
    let excluded = option.isRepeatable ? "*" : names.count > 1 ? "(\(names.joined(separator: " ")))" : ""
    let value = option.value.map { ":\(Self.literal($0.name)):\(action($0.allowed ?? [], isFile: $0.isFile))" } ?? ""
    let rest = "[\(Self.literal(option.help))]\(value)'"
    guard names.count > 1 else { return "'\(excluded)\(long(option))\(rest)" }
    return "'\(excluded)'{\(option.typedShort ?? "")\(option.value == nil ? "" : "+"),\(long(option))}'\(rest)"
  }

  private func long(_ option: Option) -> String { option.typed + (option.value == nil ? "" : "=") }

  private func spec(_ operand: Operand, at index: Int) -> String {
    let place = operand.isRepeatable ? "*" : "\(index + 1)"
    let separator = operand.isOptional && !operand.isRepeatable ? "::" : ":"
    let action = action(table.words(of: operand), isFile: operand.isFile)
    return "'\(place)\(separator)\(Self.literal(operand.name)):\(action)'"
  }

  private func action(_ words: [String], isFile: Bool) -> String {
    if !words.isEmpty { return "(\(words.joined(separator: " ")))" }
    return isFile ? "_files" : " "
  }

  /// Returns a text that stands for itself within a description in single quotation marks.
  private static func literal(_ text: String) -> String {
    let escaped = text.map { "[]:\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    return quotable(escaped)
  }

  private static func quotable(_ text: String) -> String {
    text.map { $0 == "'" ? "'\\''" : String($0) }.joined()
  }
}
