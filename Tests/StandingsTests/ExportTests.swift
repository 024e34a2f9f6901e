import Access
import Intake
import Postgres
@testable import Standings
import Support
import Testing
import Vocabulary

@Suite("The export of standings (contracts §7)")
struct ExportTests {
    @Test("what was stored by the night is what judging now would export, line for line")
    func storedEqualsLive() async throws {
        try await MiniCountry.run(physicians: 160, seed: 21) { journey in
            let live = try await journey.standings("2027-01-01")
            try await journey.nightly("2027-01-01")
            let stored = try await journey.standings("2027-01-01")
            #expect(live.count > 100)
            #expect(stored == live)
            #expect(stored.map(\.rpps) == stored.map(\.rpps).sorted())
            #expect(Set(stored.map(\.council)) == ["33", "2A"])
        }
    }

    @Test("a fact that came after the night is in the export at once")
    func laterFact() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            try await journey.nightly("2026-11-21")
            try await journey.accounts(AccountFeed.Action.complete(.claire))
            #expect(try await journey.standing(of: .claire, on: "2026-11-21")?.isComplete == true)
        }
    }

    @Test("only facts dated on or before the day count (contracts §6)")
    func factsOfTheDay() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            try await journey.accounts([
                .init("a", of: .claire, "mg1-dpc-andpc-faf", on: "2025-03-10", evidence: "attestation_formation")
            ])
            #expect(try await journey.standing(of: .claire, on: "2025-03-09")?.counts == [0, 0, 0, 0])
            #expect(try await journey.standing(of: .claire, on: "2025-03-10")?.counts == [1, 0, 0, 0])
        }
    }

    @Test("one council alone, by its code; an unknown code is refused in a sentence")
    func oneCouncil() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire), .init(.hugo, council: "2A")])
            #expect(try await journey.standings("2026-11-21", council: "2A").map(\.rpps) == [Practitioner.hugo.rpps])
            let refusal = await #expect(throws: Refusal.self) {
                try await journey.standings("2026-11-21", council: "999")
            }
            #expect(refusal?.sentence.contains("« 999 »") == true)
        }
    }

    @Test("each council visited is told of the export in its log")
    func exportIsLogged() async throws {
        try await Journey.run { journey in
            try await journey.roll([.init(.claire)])
            _ = try await journey.standings("2026-11-21", council: "33")
            let events = try await journey.rows(
                "select actor, action, subject from access.event order by event_id desc limit 1")
            #expect(events.count == 1)
            #expect(events[0].hasPrefix("(essai,"))
            #expect(events[0].hasSuffix("standings:2026-11-21)"))
            #expect(try await journey.count("access.event", in: "75") == 0)
        }
    }

    private static let complete = StandingLine(
        rpps: "09900000011", council: "2A", framework: "medecine-generale", cycleStart: day("2023-01-01"),
        cycleEnd: day("2031-12-31"), counts: [2, 1, 0, 2], required: [2, 2, 0, 2], isComplete: false, isLate: true,
        nextAlertOn: day("2027-01-01"), state: "in_cycle")
    private static let missing = StandingLine(rpps: "19900000011", council: "33", state: "framework_missing")

    @Test("a line of JSON has every column, numbers as numbers, truth as truth, and null where nothing is known")
    func jsonLine() {
        #expect(
            Self.complete.json
                == #"{"rpps":"09900000011","council":"2A","framework":"medecine-generale","cycle_start":"2023-01-01","#
                + #""cycle_end":"2031-12-31","b1":2,"b2":1,"b3":0,"b4":2,"required1":2,"required2":2,"required3":0,"#
                + #""required4":2,"complete":false,"late":true,"next_alert_on":"2027-01-01","state":"in_cycle"}"#)
        #expect(Self.missing.json.contains(#""b1":null"#))
        #expect(Self.missing.json.contains(#""complete":null,"late":null,"next_alert_on":null"#))
    }

    @Test("the CSV has a header, true and false, and empty cells where nothing is known")
    func csvText() {
        let text = String(decoding: StandingLine.csv([Self.complete, Self.missing]), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        #expect(
            lines == [
                "rpps;council;framework;cycle_start;cycle_end;b1;b2;b3;b4;required1;required2;required3;required4;"
                    + "complete;late;next_alert_on;state",
                "09900000011;2A;medecine-generale;2023-01-01;2031-12-31;2;1;0;2;2;2;0;2;false;true;2027-01-01;in_cycle",
                "19900000011;33;;;;;;;;;;;;;;;framework_missing",
            ])
    }
}
