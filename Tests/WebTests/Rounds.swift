import Glibc

/// How many inputs a fuzz test tries, said in one line: fifty times the usual with `SEXTANT_LONG=1`.
func rounds(_ usual: Int, of parser: String) -> Int {
    let tried = getenv("SEXTANT_LONG").map { String(cString: $0) == "1" } == true ? usual * 50 : usual
    print("fuzz: \(parser): \(tried) inputs")
    return tried
}

/// The seed of a fuzz test: its own, moved by `SEXTANT_SEED`.
func fuzzSeed(_ own: UInt64) -> UInt64 {
    own &+ (getenv("SEXTANT_SEED").flatMap { UInt64(String(cString: $0)) } ?? 0)
}
