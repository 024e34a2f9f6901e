import Testing

/// An exceptional reading is read-only because each page takes its principal from the session.
@Suite("Pages act as their session says")
struct PrincipalTests {
    @Test("no page names a council's role by itself: in an exceptional reading it would be the wrong one")
    func pagesTakeTheSessionsPrincipal() {
        // The certificate's walk, the keys of programs and the carrier's sealed key have no session.
        let apart = ["/Probe", "Walk.swift", "/API/ApiCall.swift", "/Letters/CarrierHook.swift"]
        for file in Repository.sources where file.room == "Web" {
            guard !apart.contains(where: { file.path.contains($0) }) else { continue }
            for named in ["as: .council(", "as: .members(", "council.principal", "as: .national", "as: .tenant("]
            where file.text.contains(named) {
                Issue.record("\(file.path) says « \(named) »")
            }
        }
    }
}
