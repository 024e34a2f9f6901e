import Access
import Letters
import Postgres
import Support
import Testing
import Vocabulary

@testable import Web

@Suite("Letters left out for their words are written again, from the page of their lot")
struct LotRewritingTests {
    private func page(_ lot: Int64, _ browser: Browser) async throws -> String {
        try await browser.get(.postalLots(.lot("33", lot))).text.replacing("\u{A0}", with: " ")
    }

    /// The first letters of a lot have three pages.
    private func leaveOut(_ lot: Int64, _ count: Int, _ ground: LotGround) async throws {
        let council = try await ground.journey.council("33")
        _ = try await ground.journey.database.transaction(as: council.principal) { transaction in
            try transaction.query(
                """
                update letters.lot_line set state = 'left_out', reason = 'La lettre aurait 3 pages.', fault = 'words',
                    is_open = false
                where lot_id = \(lot) and delivery_id in (
                    select delivery_id from letters.lot_line where lot_id = \(lot) order by 1 limit \(count))
                """)
        }
    }

    /// Other national words, which come with the program.
    private func publish(_ ground: LotGround) async throws {
        try await ground.journey.place.owner.transaction(as: nil) { transaction in
            try transaction.query(
                """
                insert into letters.template_version (template_id, version, kind, in_force_from, content)
                select 'alert', 90, 'alert', '2029-01-02', replace(replace(content, '"version": 2', '"version": 90'),
                    '"version":2', '"version":90')
                from letters.template_version where template_id = 'alert' and version = 2
                """)
        }
    }

    @Test("the form says what to do first; while the words are the same it is refused, then the page says who waits")
    func journey() async throws {
        try await LotGround.run { browser, ground in
            let lot = try await ground.prepare(browser)
            try await leaveOut(lot, 2, ground)
            let shown = try await page(lot, browser)
            #expect(shown.contains("Le texte de 2 de ces lettres ne tient pas sur le papier."))
            #expect(shown.contains("Écrire de nouveau avec le modèle en vigueur</button>"))
            let same = try await ground.post(.words, of: lot, [], browser)
            #expect(same.status == 409)
            #expect(same.text.contains("déjà écrites avec les mots en vigueur"))
            try await publish(ground)
            let asked = try await ground.post(.words, of: lot, [], browser)
            #expect(asked.location?.hasSuffix("fait=lettres-a-ecrire-de-nouveau") == true)
            let waiting = try await page(lot, browser)
            #expect(waiting.contains("seront écrites de nouveau par le prochain lot"))
            #expect(!waiting.contains("Écrire de nouveau avec le modèle en vigueur</button>"))
            let journal = try await ground.journey.rows(
                "select detail from access.event where action = 'letters_rewritten'")
            #expect(journal.count == 1 && journal[0].contains("2"))
        }
    }

    @Test("a lot without such a letter has no form, and the act says that nothing waits")
    func nothing() async throws {
        try await LotGround.run { browser, ground in
            let lot = try await ground.prepare(browser)
            try await ground.work()
            let shown = try await page(lot, browser)
            #expect(!shown.contains("Écrire de nouveau"))
            let refused = try await ground.post(.words, of: lot, [], browser)
            #expect(refused.status == 409 && refused.text.contains("Aucune lettre laissée de côté pour son texte"))
        }
    }
}
