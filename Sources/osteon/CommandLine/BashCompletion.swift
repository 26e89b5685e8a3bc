// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

/// The completion script for bash 3.2 and later, without the bash-completion package.
struct BashCompletion {
  private let table: CommandTable

  /// Creates the script of the program that a table declares.
  init(of table: CommandTable) {
    self.table = table
  }

  private var name: String { table.program.name }

  private var function: String { table.root.functionName }

  /// The lines of the script.
  var lines: [String] {
    [table.provenance(of: .bash), ""] + helpers + [""] + main
      + ["", "complete -F \(function) \(name)"]
  }

  private var helpers: [String] {
    [
      "\(function)_words() {",
      "  COMPREPLY=($(compgen -W \"$2\" -- \"$1\"))",
      "}",
      "",
      "\(function)_files() {",
      "  local IFS=$'\\n'",
      "  compopt -o filenames 2>/dev/null",
      "  COMPREPLY=($(compgen -f -- \"$1\"))",
      "}",
    ]
  }

  /// Bash cuts `--name=value` into three words, so that an equals sign stands for "a value follows".
  private var main: [String] {
    [
      "\(function)() {",
      "  local current=${COMP_WORDS[COMP_CWORD]} command=\(name) option= word is_value= is_ended= i",
      "  COMPREPLY=()",
      "  for ((i = 1; i < COMP_CWORD; i++)); do",
      "    word=${COMP_WORDS[i]}",
      "    if [[ $word == = ]]; then is_value=1; continue; fi",
      "    if [[ $is_value ]]; then is_value=; continue; fi",
      "    option=",
      "    case \"$command $word\" in",
    ]
      + table.paths.dropFirst().map { "      '\($0.words)') command=$command' '$word ;;" }
      + table.paths.compactMap { valueTakers($0) }.map { "      \($0)) option=$word is_value=1 ;;" }
      + [
        "      *' --') is_ended=1 ;;",
        "    esac",
        "  done",
        "  if [[ $current == = && $option ]]; then current=; is_value=1; fi",
        "  if [[ $is_value ]]; then",
        "    case \"$command $option\" in",
      ]
      + table.paths.flatMap { values($0) }.map { "      " + $0 }
      + [
        "    esac",
        "  elif [[ $current == -* && ! $is_ended ]]; then",
        "    case $command in",
      ]
      + table.paths.map { "      '\($0.words)') \(function)_words \"$current\" '\(optionWords($0))' ;;" }
      + [
        "    esac",
        "  else",
        "    case $command in",
      ]
      + table.paths.compactMap { operands($0) }.map { "      " + $0 }
      + [
        "    esac",
        "  fi",
        "}",
      ]
  }

  private func typed(_ option: Option) -> [String] { [option.typedShort, option.typed].compactMap { $0 } }

  private func pattern(_ path: CommandPath, _ options: [Option]) -> String {
    options.flatMap { typed($0) }.map { "'\(path.words) \($0)'" }.joined(separator: " | ")
  }

  private func valueTakers(_ path: CommandPath) -> String? {
    let takers = path.command.options.filter { $0.value != nil }
    return takers.isEmpty ? nil : pattern(path, takers)
  }

  private func optionWords(_ path: CommandPath) -> String {
    table.options(at: path).flatMap { typed($0) }.joined(separator: " ")
  }

  private func values(_ path: CommandPath) -> [String] {
    path.command.options.compactMap { option in
      action(words: option.value?.allowed ?? [], isFile: option.value?.isFile ?? false).map {
        "\(pattern(path, [option]))) \($0) ;;"
      }
    }
  }

  private func operands(_ path: CommandPath) -> String? {
    let words = path.command.subcommands.map { $0.name } + path.command.operands.flatMap { table.words(of: $0) }
    return action(words: words, isFile: path.command.operands.contains { $0.isFile })
      .map { "'\(path.words)') \($0) ;;" }
  }

  private func action(words: [String], isFile: Bool) -> String? {
    if !words.isEmpty { return "\(function)_words \"$current\" '\(words.joined(separator: " "))'" }
    return isFile ? "\(function)_files \"$current\"" : nil
  }
}
