import ArgumentParser
@main struct Sextant: AsyncParsableCommand { func run() async throws {} }
