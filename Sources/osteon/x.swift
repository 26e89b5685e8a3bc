internal import Assessment
internal import Formats
internal import Glibc
internal import Reports

@main struct X {
  static func main() {
    let args = Array(CommandLine.arguments.dropFirst())
    let isJSON = args.contains("json")
    let files = args.dropFirst().filter { $0 != "--format" && $0 != "json" }
    if args[0] == "explain" {
      exit((try? ExplainAction(style: TextStyle(), asJSON: isJSON).run(args[1])) ?? 1)
    }
    let a = InterpretAction(
      options: AssessmentOptions(), format: isJSON ? .json : .text, style: TextStyle(), output: "-", readsLines: false)
    exit((try? a.run(Array(files))) ?? 1)
  }
}
