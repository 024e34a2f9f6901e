import Documents
import Synchronization
import Testing
import Vocabulary

@testable import Letters

/// A server of the tests: keeps what it was asked, and answers in turn.
private final class Counter: WebRoute {
    private let asked = Mutex<[WebRequest]>([])
    private let answers: Mutex<[WebAnswer]>

    init(_ answers: [WebAnswer]) { self.answers = Mutex(answers) }

    var requests: [WebRequest] { asked.withLock { $0 } }

    func ask(_ request: WebRequest) async -> WebAnswer {
        asked.withLock { $0.append(request) }
        return answers.withLock { $0.isEmpty ? .unheard("no answer left") : $0.removeFirst() }
    }
}

@Suite("AR24 as it is documented: signed questions, sealed answers, HTTP 200 whatever the outcome")
struct AR24Tests {
    private let account = AR24Account(
        address: "http://127.0.0.1:9/api", token: "token", privateKey: "7X9gx9E3Qx4EiUdB63nc", user: "12")
    private let letter = RegisteredLetter(
        reference: "33-1-A", givenName: "Claire", familyName: "AUBIN", email: "claire@example.org",
        pdf: Array("%PDF".utf8), hook: "https://sextant.example/hooks/ar24/33-1-00")

    /// 2021-05-26 14:00:00 in Paris.
    private func carrier(_ route: Counter) -> AR24Carrier { AR24Carrier(account, route: route) { 1_622_030_400 } }

    private func plain(_ text: String) -> WebAnswer { .answered(status: 200, Array(text.utf8)) }

    private func field(_ name: String, of request: WebRequest) -> String? {
        guard case .form(let parts) = request.body else { return nil }
        return parts.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test("the example of the documentation is signed and opened as it says")
    func documented() throws {
        let cipher = AR24Cipher(privateKey: "7X9gx9E3Qx4EiUdB63nc")
        let date = "2021-05-26 14:00:00"
        #expect(cipher.signature(of: date) == "bDop0cbjKpkySlpvnNGvBMg7PuYFFgPPqTTS2RAHoY0=")
        let open = try #require(cipher.open("WwBOU6s8DaMWmYdctBJwfuoujFgVygBUjhsbdf8eWqQ=", date: date))
        #expect(String(decoding: open, as: UTF8.self).contains("SUCCESS"))
        #expect(cipher.open("WwBOU6s8DaMWmYdctBJwfuoujFgVygBUjhsbdf8eWqQ=", date: "2021-05-26 14:00:01") == nil)
    }

    @Test("a letter goes in two questions, the file then the letter, each signed by the clocks of Paris")
    func deposit() async throws {
        let route = Counter([
            plain(#"{"status":"SUCCESS","result":{"file_id":"77"}}"#),
            plain(#"{"status":"SUCCESS","result":{"id":4711}}"#),
        ])
        let upload = await carrier(route).upload(letter)
        #expect(upload == .taken("77"))
        let answer = await carrier(route).deposit(letter, file: "77")
        #expect(answer == .accepted("4711"))
        #expect(route.requests.map(\.address) == ["http://127.0.0.1:9/api/attachment", "http://127.0.0.1:9/api/mail"])
        for request in route.requests {
            #expect(field("date", of: request) == "2021-05-26 14:00:00")
            #expect(request.headers["signature"] == "bDop0cbjKpkySlpvnNGvBMg7PuYFFgPPqTTS2RAHoY0=")
            #expect(field("token", of: request) == "token")
        }
        let mail = try #require(route.requests.last)
        #expect(field("attachment[0]", of: mail) == "77")
        #expect(field("ref_dossier", of: mail) == "33-1-A")
        #expect(field("to_lastname", of: mail) == "AUBIN")
        #expect(field("webhook", of: mail) == "https://sextant.example/hooks/ar24/33-1-00")
    }

    @Test(
        "whatever becomes of the file, nobody is left in doubt: it sends nothing",
        arguments: [
            (WebAnswer.unknown("curl 28"), CarrierUpload.postponed("ar24.silent")),
            (.answered(status: 502, []), .postponed("ar24.http 502")),
            (.unheard("curl 7"), .postponed("ar24.unreachable")),
            (
                .answered(status: 200, Array(#"{"status":"ERROR","slug":"invalid_file","message":"x"}"#.utf8)),
                .refused("invalid_file x")
            ),
        ] as [(WebAnswer, CarrierUpload)])
    func uploads(answer: WebAnswer, expected: CarrierUpload) async {
        let upload = await carrier(Counter([answer])).upload(letter)
        #expect(upload == expected)
    }

    @Test(
        "the letter alone can leave somebody in doubt; a refusal is the letter's, not the account's",
        arguments: [
            (WebAnswer.unknown("curl 28"), CarrierAnswer.unknown("ar24.silent")),
            (.answered(status: 502, []), .unknown("ar24.http 502")),
            (.answered(status: 503, []), .postponed("ar24.http 503")),
            (.unheard("curl 7"), .postponed("ar24.unreachable")),
            (.answered(status: 200, Array(#"{"status":"maintenance"}"#.utf8)), .postponed("ar24.maintenance")),
            (.answered(status: 200, Array("<html>".utf8)), .unknown("ar24.unreadable")),
            (
                .answered(status: 200, Array(#"{"status":"ERROR","slug":"invalid_email","message":"x"}"#.utf8)),
                .refused("invalid_email x")
            ),
            (
                .answered(status: 200, Array(#"{"status":"ERROR","slug":"invalid_token","message":"x"}"#.utf8)),
                .postponed("ar24.invalid_token")
            ),
        ] as [(WebAnswer, CarrierAnswer)])
    func outcomes(answer: WebAnswer, expected: CarrierAnswer) async {
        let said = await carrier(Counter([answer])).deposit(letter, file: "77")
        #expect(said == expected)
    }

    @Test(
        "a letter that AR24 does not know is told from an AR24 that does not answer",
        arguments: [
            (
                WebAnswer.answered(
                    status: 200, Array(#"{"status":"ERROR","slug":"mail_not_exists","message":"x"}"#.utf8)),
                CarrierNews.unknown("mail_not_exists x")
            ),
            (.unheard("curl 7"), .silent("ar24.unreachable")), (.unknown("curl 28"), .silent("ar24.silent")),
            (
                .answered(status: 200, Array(#"{"status":"ERROR","slug":"invalid_token","message":"x"}"#.utf8)),
                .silent("ar24.invalid_token")
            ),
        ] as [(WebAnswer, CarrierNews)])
    func news(answer: WebAnswer, expected: CarrierNews) async {
        let news = await carrier(Counter([answer])).report(on: "4711")
        #expect(news == expected)
    }

    @Test("nothing more is asked for once the outcome and its deposit are proved, not before (CPCE, R. 53-3)")
    func proved() {
        let report = CarrierReport(
            reference: "33-1-A", sentOn: nil, events: [.init(.unclaimed, on: CalendarDate(iso: "2029-01-17")!)],
            proofs: [])
        #expect(!report.isProved(by: []))
        #expect(!report.isProved(by: [.deposit]))
        #expect(!report.isProved(by: [.deposit, .receipt]))
        #expect(report.isProved(by: [.deposit, .negligence]))
        let open = CarrierReport(reference: "33-1-A", sentOn: nil, events: [], proofs: [])
        #expect(!open.isProved(by: [.deposit, .negligence]))
    }

    @Test("a letter's state is read by its own dates; one outcome, and a proof for each state")
    func report() async throws {
        let route = Counter([
            plain(
                """
                {"status":"SUCCESS","result":{"id":"4711","status":"negligence","ref_dossier":"33-1-A",
                "ts_ev_date":"2029-01-02 18:15:01","view_date":"","negligence_date":"2029-01-17 18:15:01",
                "proof_ev_url":"https://app.ar24.fr/get/proof/ev-1?token=1","proof_ng_url":"https://app.ar24.fr/get/proof/ng-1"}}
                """)
        ])
        guard case .known(let report) = await carrier(route).report(on: "4711") else {
            Issue.record("AR24 knows the letter")
            return
        }
        #expect(report.reference == "33-1-A")
        #expect(report.sentOn == CalendarDate(iso: "2029-01-02"))
        #expect(report.events.map(\.kind) == [.unclaimed])
        #expect(report.events.map(\.on) == [CalendarDate(iso: "2029-01-17")])
        #expect(report.proofs.map(\.kind) == [.deposit, .negligence])
        #expect(report.isFinal)
        #expect(route.requests.map(\.address).allSatisfy { $0.contains("date=2021-05-26%2014%3A00%3A00&id=4711") })
    }

    @Test(
        "a proof is fetched from AR24 alone, and only a PDF is one",
        arguments: [
            ("http://127.0.0.1:9/get/proof/ev-1", true), ("https://www.ar24.fr/get/proof/ev-1", true),
            ("http://127.0.0.1:91/get", false), ("https://ar24.fr.example.org/get", false),
            ("https://www.ar24.fr@example.org/get", false), ("http://www.ar24.fr/get", false),
            ("https://example.org/#.ar24.fr", false), ("file:///etc/passwd", false),
        ])
    func proofs(address: String, isAsked: Bool) async {
        let route = Counter([plain("%PDF-1.4")])
        let file = await carrier(route).proof(at: address)
        #expect((file != nil) == isAsked)
        #expect(route.requests.isEmpty != isAsked)
        let page = await carrier(Counter([plain("<html>")])).proof(at: address)
        #expect(page == nil)
    }

    @Test("the council itself takes nothing electronically")
    func manual() async {
        #expect(!ManualCarrier().takesLetters)
        let upload = await ManualCarrier().upload(letter)
        guard case .refused = upload else { Issue.record("\(upload)"); return }
        let answer = await ManualCarrier().deposit(letter, file: "")
        guard case .refused = answer else { Issue.record("\(answer)"); return }
    }
}
