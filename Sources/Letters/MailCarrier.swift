public import Documents
import Dispatch
import Synchronization

/// Hands mails to whoever takes them further.
public protocol MailCarrier: Sendable {
    /// Hands one mail over and waits for the answer.
    ///
    /// - Parameters:
    ///   - bytes: the mail, lines ended by CRLF.
    ///   - from: the address to which failures are reported.
    ///   - to: the reader's address.
    func carry(_ bytes: [UInt8], from: String, to: String) async -> MailAnswer
}

/// Hands mails to a mail server; as many conversations as mails under way at once, each kept open for the next.
public final class ServerCarrier: MailCarrier {
    private let server: MailServer
    private let idle = Mutex<[Conversation]>([])

    /// Opens nothing yet.
    public init(_ server: MailServer) { self.server = server }

    /// Hands one mail over, on a thread of its own: the conversation blocks.
    public func carry(_ bytes: [UInt8], from: String, to: String) async -> MailAnswer {
        let conversation = idle.withLock { $0.popLast() } ?? Conversation(MailRoute(server))
        let answer = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: conversation.route.send(bytes, from: from, to: to))
            }
        }
        idle.withLock { $0.append(conversation) }
        return answer
    }

    /// One thread at a time has it: whoever took it off the list.
    private final class Conversation: @unchecked Sendable {
        let route: MailRoute
        init(_ route: MailRoute) { self.route = route }
    }
}
