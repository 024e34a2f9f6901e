import Access
import HTTPTypes
import Hummingbird

/// What happens to forms beside the handlers: who may send them, and what is kept of one that came too late.
extension Door {
    /// A form comes from a page of ours. Browsers that say where a request comes from are believed; the others have
    /// the form's proof to show all the same.
    func checkSender(_ request: Request) throws(Problem) {
        guard request.method == .post, let name = HTTPField.Name("Sec-Fetch-Site"),
            let sender = request.headers[name]
        else { return }
        guard sender == "same-origin" || sender == "none" else { throw .staleForm }
    }

    /// Whoever reads with other eyes changes nothing; they may only look for something, come back to themselves, or
    /// leave.
    func checkWriting(_ visitor: Session?, _ request: Request) throws(Problem) {
        guard request.method == .post, visitor?.reading != nil else { return }
        let path = request.uri.path
        guard [SiteURL.reading(.end).path, SiteURL.signOut.path].contains(path) || SiteURL(path)?.isQuestion == true
        else { throw .readOnly }
    }

    /// Keeps what was typed when the session had ended meanwhile; the form must have been made for that session.
    func keepDraft(
        _ request: Request, _ token: SessionToken?, _ knock: Knock, bodyLimit: Int
    ) async throws -> Bool {
        guard request.method == .post, let token, let url = SiteURL(request.uri.path), !url.isQuestion,
            case let address = url.path, !address.hasPrefix("/compte"), address != SiteURL.signOut.path,
            (request.headers[.contentType] ?? "").lowercased().hasPrefix("application/x-www-form-urlencoded")
        else { return false }
        let form = try await Body.read(request, limit: min(bodyLimit, 256 << 10)).form
        guard token.accepts(form.raw("preuve")) else { return false }
        let fields = form.pairs.filter { !["preuve", "brouillon"].contains($0.name) }
            .map { Draft.Field(name: $0.name, value: $0.value) }
        return try await drafts.keep(
            fields, address: address, token: token, nonce: settings.random(12), now: knock.now)
    }

    /// A draft that was sent again and accepted is no longer one.
    func eraseDraft(_ form: Query, _ visit: Visit, after reply: Reply) async throws {
        guard case .go = reply, let session = visit.visitor, let id = form.id("brouillon") else { return }
        try await drafts.erase(id, of: session)
    }
}
