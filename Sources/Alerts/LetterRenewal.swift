import Access
import Letters
import Postgres
import Registry
import Vocabulary

/// Writes a letter on paper again that no longer says what is known: another notice takes its place, in the words that
/// the first was written with, to the address that the roll has now. The first is withdrawn, and kept.
struct LetterRenewal {
    /// Why, and what becomes of it, as sentences.
    private enum Words {
        static let address = "L’adresse du médecin au Tableau a changé depuis que la lettre a été écrite."
        static let facts = "Ce que dit la lettre a changé depuis qu’elle a été écrite."
        static let wanted = "La lettre est écrite de nouveau avec les mots en vigueur."
        static let next = "Une lettre à jour ira dans le prochain lot."
        static func age(_ days: Int) -> String { "La lettre a été écrite il y a plus de \(days) jours." }
    }

    let letter: HeldLetter
    let letterhead: Letterhead
    let council: Council
    let day: CalendarDate
    let transaction: Transaction

    /// What a letter says today and where it goes.
    struct Today {
        /// The notice, which takes the place of the letter's own.
        let notice: Notice
        let words: Wording
        /// The lines of the envelope.
        let lines: [String]
    }

    /// The lines of the envelope today: those that a person gave, or those of the roll.
    ///
    /// - Throws: ``NoWay`` when the roll has an address to which nothing can go.
    func lines(to contact: PhysicianContact) throws -> [String] {
        let refused =
            try StandingStore(transaction: transaction, council: council.id)
            .refusedAddresses([contact.physicianID])[contact.physicianID] ?? []
        // A roll that has lost its address says nothing against the one that it had.
        guard !letter.isMended, contact.envelope.count >= 3 else { return letter.address }
        guard case .post(let lines) = Route.post(contact, refused: refused) else {
            throw NoWay(exclusion: Route.obstacle(contact, refused: refused))
        }
        return lines
    }

    /// The address of the roll is none that a letter can go to.
    struct NoWay: Error { let exclusion: Exclusion }

    /// Why the letter is no longer one to send; nil when it still is. What is on paper already is not asked for its age,
    /// nor for words that were asked for.
    ///
    /// - Parameter mostDays: after which it is written again; nil never asks.
    func reason(_ today: Today, mostDays: Int?) throws -> String? {
        if letter.wantsWords, !letter.isSet { return Words.wanted }
        if today.lines != letter.address { return Words.address }
        // A letter that was kept without its sender is compared as soon as it can still be written again.
        if letter.text.sender != nil || !letter.isSet {
            let text = try PostNotice(letterhead, by: .campaign, on: day, words: today.words)
                .text(of: today.notice, council, transaction)
            if !text.readsOnPaper(as: letter.text) { return Words.facts }
        }
        guard !letter.isSet, let mostDays, letter.madeOn.adding(days: mostDays) < day else { return nil }
        return Words.age(mostDays)
    }

    /// What is said of a letter that is on paper already.
    func waits(_ reason: String) -> Renewal { .waits("\(reason) \(Words.next)") }

    /// Withdraws it and posts the one that takes its place; the key of that notice.
    func replace(by today: Today, author: Author) throws -> Int64 {
        try WithdrawNotice([letter.noticeID], because: "Remplacée par une lettre à jour.")
            .run(on: day, transaction, council: council.id)
        return try PostNotice(letterhead, by: author, on: day, words: today.words)
            .run(today.notice, to: .post(today.lines), of: council, transaction).noticeID
    }
}
