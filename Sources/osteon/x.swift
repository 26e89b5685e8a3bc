internal import Assessment
internal import Formats
internal import Reports
@main struct X {
  static func main() {
    let args = Array(CommandLine.arguments.dropFirst())
    let a = InterpretAction(options: AssessmentOptions(), format: args[0] == "json" ? .json : .text, style: TextStyle(), output: "-", readsLines: false)
    if args[0] == "explain" { _ = try? ExplainAction(style: TextStyle(), asJSON: false).run(args[1]); return }
    _ = try? a.run(Array(args.dropFirst()))
  }
}
