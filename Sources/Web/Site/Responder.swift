import Access
import HTTPTypes
import Hummingbird
import NIOCore

/// Turns a reply into an HTTP response.
struct Responder {
    let assets: Assets
    let settings: SiteSettings
    let isNewVisitor: Bool

    private var names: CookieNames { CookieNames(isSecure: settings.isBehindHTTPS) }

    func response(_ reply: Reply, frame: Frame, token: SessionToken) throws -> Response {
        switch reply {
        case .page(let page): return html(Layout(frame: frame).html(page), status: .ok, token: token)
        case .refused(let page):
            return html(Layout(frame: frame).html(page), status: .unprocessableContent, token: token)
        case .conflicted(let page):
            return html(Layout(frame: frame).html(page), status: .conflict, token: token)
        case .go(let url, let notice): return redirect(url, notice)
        case .file(let name, let type, let bytes): return file(name: name, type: type, bytes: bytes)
        case .cached(let file): return cached(file)
        case .document(let type, let bytes):
            return Response(
                status: .ok, headers: [.contentType: type, .cacheControl: "public, max-age=300"], body: body(bytes))
        case .text(let status, let text): return plain(text, status: .init(code: status))
        case .opened(let url, let session, let device):
            var response = redirect(url, nil)
            response.headers.append(cookie(names.set(names.session, session.text)))
            response.headers.append(cookie(names.set(names.device, device.text, seconds: 180 * 86_400)))
            return response
        case .renewed(let url, let session, let device, let notice):
            var response = redirect(url, notice)
            response.headers.append(cookie(names.set(names.session, session.text)))
            if let device {
                response.headers.append(cookie(names.set(names.device, device.text, seconds: 180 * 86_400)))
            }
            return response
        case .entered(let url, let session, let handle, let notice):
            var response = redirect(url, notice)
            if let session { response.headers.append(cookie(names.set(names.session, session.text))) }
            response.headers.append(cookie(names.set(names.provider, handle.text)))
            return response
        case .away(let address, let forgetsProvider):
            var response = Response(status: .seeOther, headers: [.location: address.text, .cacheControl: "no-store"])
            if isNewVisitor { response.headers.append(cookie(names.set(names.visit, token.text))) }
            if forgetsProvider { response.headers.append(cookie(names.set(names.provider, "", seconds: 0))) }
            return response
        case .closed(let url, let notice):
            var response = redirect(url, notice)
            response.headers.append(cookie(names.set(names.session, "", seconds: 0)))
            return response
        }
    }

    /// To the sign-in page, and from there back to where the reader was going; a lost form is not sent again.
    func toSignIn(_ request: Request) -> Response {
        let wanted = request.method == .get || request.method == .head ? SiteURL(request.uri.string)?.text : nil
        return redirect(.signIn(next: wanted), nil)
    }

    /// To the sign-in page, and from there to the form that was kept.
    func toSignInWithDraft() -> Response { redirect(.signIn(next: SiteURL.drafts.text), .draftKept) }

    func problem(_ problem: Problem, reference: String, frame: Frame) -> Response {
        var response = html(
            Layout(frame: frame).html(ProblemPage(problem: problem, reference: reference)),
            status: .init(code: problem.status), token: nil)
        switch problem {
        case .tooMany(let seconds): response.headers[.retryAfter] = String(seconds)
        case .unavailable: response.headers[.retryAfter] = "5"
        // What follows on the connection may be the rest of a body of which nobody knows the end.
        case .tooLarge: response.headers[.connection] = "close"
        default: break
        }
        return response
    }

    private func html(_ html: HTML, status: HTTPResponse.Status, token: SessionToken?) -> Response {
        var headers: HTTPFields = [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"]
        if isNewVisitor, let token { headers.append(cookie(names.set(names.visit, token.text))) }
        return Response(status: status, headers: headers, body: body(html.bytes))
    }

    private func redirect(_ url: SiteURL, _ notice: Notice?) -> Response {
        let text = url.text
        let location = notice.map { text + (text.contains("?") ? "&" : "?") + "fait=\($0.rawValue)" } ?? text
        return Response(status: .seeOther, headers: [.location: location, .cacheControl: "no-store"])
    }

    private func file(name: String, type: String, bytes: [UInt8]) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type, .cacheControl: "no-store", .contentDisposition: "attachment; filename=\"\(name)\"",
            ], body: body(bytes))
    }

    private func cached(_ file: Assets.File) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: file.type, .cacheControl: "public, max-age=31536000, immutable", .eTag: file.tag],
            body: body(file.bytes))
    }

    private func plain(_ text: String, status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: body(Array(text.utf8)))
    }

    private func body(_ bytes: [UInt8]) -> ResponseBody { ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)) }

    private func cookie(_ value: String) -> HTTPField { HTTPField(name: .setCookie, value: value) }
}
