// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Osteon Authors

internal import Densitometry
internal import Dispatch
internal import Formats
internal import Interchange
internal import KnowledgeBase
internal import Reports
internal import Statistics
internal import Synchronization

/// Fits the references of a recipe to the tables of a survey.
///
/// Everything is written at the end, each file under its name only when it is complete.
struct FitAction {
  let recipeFile: String
  let folder: String
  let output: String
  let plots: String?
  let tables: String?
  let only: String?
  let wantsErrors: Bool
  let threads: Int?

  /// Fits and writes.
  ///
  /// - Returns: 0, or 1 if the recipe or its tables were refused.
  func run() throws(FileError) -> Int32 {
    guard let bytes = try ByteReader.readAll(recipeFile, limit: FitRecipe.sizeLimit) else {
      return refuse(SurveyError(.malformedRecipe, "A recipe may have 1 MB, but this one is larger."))
    }
    for folder in [plots, tables?.parentFolder, output == "-" ? nil : output.parentFolder].compactMap(\.self) {
      try Folder.requireWritable(folder)
    }
    let made: Made
    do throws(SurveyError) {
      made = try make(try FitRecipe.read(bytes))
    } catch {
      return refuse(error)
    }
    try write(JSONWriter.write(made.document, .indented(width: 160)) + "\n", to: output)
    if let tables { try write(made.table, to: tables) }
    for reference in made.references { try draw(reference, made.recipe) }
    if !made.references.isEmpty { ByteWriter.printError(FitSummary(made.references).text) }
    return 0
  }

  /// Everything that is made of a recipe, before anything is written.
  private struct Made {
    let recipe: FitRecipe
    let document: JSONValue
    let references: [FittedReference]
    let table: String
  }

  private func make(_ recipe: FitRecipe) throws(SurveyError) -> Made {
    let jobs = recipe.jobs.filter { job in only.map { job.key.contains($0) } ?? true }
    guard !jobs.isEmpty else {
      throw SurveyError(
        .badRecipe, "A curve must have a key with '\(only ?? "")' in it, but none has.",
        remedy: "The first is '\(recipe.jobs.first?.key ?? "")'.")
    }
    let data = try SurveyData(recipe, folder: folder)
    let table =
      tables == nil ? "" : ([BandTable.columns] + (try BandTable(data).rows(jobs))).map { CSVWriter.line($0) }.joined()
    guard recipe.product != .youngAdults else {
      return Made(recipe: recipe, document: try YoungAdultDocument(data).json(jobs), references: [], table: table)
    }
    let isAdjustment = recipe.product == .heightAdjustment
    let fitter = ReferenceFitter(data, wantsErrors: wantsErrors && !isAdjustment)
    let references = try FitQueue(jobs, fitter, threads: threads).run()
    let document =
      isAdjustment ? try HeightAdjustmentDocument(data).json(references) : AgeCurveDocument(recipe).json(references)
    return Made(recipe: recipe, document: document, references: references, table: table)
  }

  private func refuse(_ error: SurveyError) -> Int32 {
    ByteWriter.printError("osteon: \(error.placedLine)\n")
    return 1
  }

  // MARK: Writing

  private func draw(_ reference: FittedReference, _ recipe: FitRecipe) throws(FileError) {
    guard let plots else { return }
    let curve = reference.ageCurve(recipe)
    let source = Source.withKey(recipe.head.source.key)?.title ?? recipe.head.source.key
    let origin = ChartOrigin(
      title: recipe.head.title, source: source, years: recipe.head.years, count: reference.sample.count,
      label: recipe.head.label, headline: reference.job.headline(recipe), quantity: reference.job.quantity(recipe))
    let chart = CentileChart(of: curve, origin: origin, sample: reference.sample)
    try write(chart.svg, to: "\(plots)/\(reference.job.key).svg")
    let worms = WormPlot(title: "\(recipe.head.title): \(reference.job.label)", worms: reference.curve.worms)
    try write(worms.svg, to: "\(plots)/\(reference.job.key).worms.svg")
  }

  private func write(_ text: String, to file: String) throws(FileError) {
    let writer = try ByteWriter(file)
    try writer.write(text)
    try writer.finish()
  }
}

/// Fits several curves at once and shows how far it has come.
private struct FitQueue {
  private let jobs: [FitJob]
  private let fitter: ReferenceFitter
  private let threads: Int

  init(_ jobs: [FitJob], _ fitter: ReferenceFitter, threads: Int?) {
    self.jobs = jobs
    self.fitter = fitter
    self.threads = threads ?? Terminal.processorCount
  }

  /// The state that the threads share.
  private struct Progress {
    var next = 0
    var done = 0
    var results: [Int: FittedReference] = [:]
    var error: (index: Int, error: SurveyError)?
  }

  /// Returns the fits in the order of the jobs.
  ///
  /// - Throws: The error of the first job in that order that has one, of those begun before it was seen.
  func run() throws(SurveyError) -> [FittedReference] {
    let progress = Mutex(Progress())
    let clock = ContinuousClock()
    let start = clock.now
    DispatchQueue.concurrentPerform(iterations: min(threads, jobs.count)) { _ in
      while let index = next(progress) {
        let result = Result { () throws(SurveyError) in try fitter.fit(jobs[index]) }
        progress.withLock { state in
          switch result {
          case .success(let reference): state.results[index] = reference
          case .failure(let error): if index < state.error?.index ?? .max { state.error = (index, error) }
          }
          state.done += 1
          show(state.done, since: clock.now - start, after: jobs[index])
        }
      }
    }
    if Terminal.isError { ByteWriter.printError("\r\u{1B}[K") }
    let state = progress.withLock { $0 }
    if let error = state.error { throw error.error }
    return jobs.indices.compactMap { state.results[$0] }
  }

  private func next(_ progress: borrowing Mutex<Progress>) -> Int? {
    progress.withLock { state in
      guard state.next < jobs.count, state.error == nil else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  private func show(_ done: Int, since elapsed: Duration, after job: FitJob) {
    guard Terminal.isError else { return }
    let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    let left = seconds / Double(done) * Double(jobs.count - done)
    ByteWriter.printError(
      "\r\u{1B}[K\(done) of \(jobs.count) curves, about \(Fixed(left, places: 0)) s left: \(job.label)")
  }
}

extension FitJob {
  /// The quantity with its unit, where it is the writer's own; `nil` for one that the engine knows.
  fileprivate func quantity(_ recipe: FitRecipe) -> String? {
    let word = curve.quantity ?? recipe.head.quantity
    guard Quantity(rawValue: word) == nil else { return nil }
    return "\(words(word)), \(curve.unit ?? recipe.head.unit)"
  }

  /// What the curve describes, where group, quantity or value is the writer's own; `nil` where the curve can say it.
  fileprivate func headline(_ recipe: FitRecipe) -> String? {
    let isKnownGroup = group == "all" || PopulationGroup(rawValue: group) != nil
    guard !isKnownGroup || quantity(recipe) != nil || curve.site == nil else { return nil }
    return "\(words(curve.stem)) by age: \(sex.rawValue), \(group == "all" ? "all groups" : group)"
  }

  /// A kebab-case name as words: `phalanx-width` becomes `Phalanx width`.
  private func words(_ name: String) -> String {
    let spaced = name.map { $0 == "-" || $0 == "." ? " " : String($0) }.joined()
    return spaced.prefix(1).uppercased() + spaced.dropFirst()
  }
}

extension FittedReference {
  /// The curve as the engine uses it.
  func ageCurve(_ recipe: FitRecipe) -> AgeCurve {
    AgeCurve(
      key: job.key,
      subject: AgeCurveSubject(
        quantity: Quantity(rawValue: job.curve.quantity ?? recipe.head.quantity) ?? .arealDensity,
        site: job.curve.site, vertebrae: job.curve.vertebrae, sex: job.sex, group: PopulationGroup(rawValue: job.group),
        scale: recipe.head.scale),
      sparseFrom: job.sparseFrom, tag: recipe.head.tag,
      knots: curve.rows.map { AgeCurve.Knot(age: $0.age, distribution: $0.distribution) })
  }
}

extension String {
  /// The folder that a path lies in.
  var parentFolder: String {
    guard let slash = lastIndex(of: "/") else { return "." }
    return slash == startIndex ? "/" : String(self[..<slash])
  }
}
