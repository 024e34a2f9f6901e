import CCurl

/// What went back and forth for one mail, and what it means.
final class MailExchange {
    /// The last command that we sent.
    enum Command: String, CaseIterable {
        case greeting = "EHLO"
        case oldGreeting = "HELO"
        case encryption = "STAR"
        case password = "AUTH"
        case sender = "MAIL"
        case recipient = "RCPT"
        case mail = "DATA"
    }

    private let bytes: [UInt8]
    private var given = 0
    private(set) var lastLine = ""
    private(set) var lastCommand = Command.greeting

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether the whole mail was handed to libcurl.
    private var isGiven: Bool { given == bytes.count }

    /// What a transfer that failed means. A code is believed only when it is one of refusal: after a time-out libcurl
    /// 7.88 may show the 250 that belonged to the mail before.
    ///
    /// - Parameters:
    ///   - code: the last code of the server, 0 when there was none.
    ///   - curl: the number of libcurl's fault.
    ///   - words: libcurl's words for it.
    func verdict(code: Int, curl: Int, _ words: String) -> MailAnswer {
        let isRefusal = (400..<600).contains(code) && code != 421
        switch (lastCommand, isRefusal) {
        case (.recipient, true), (.mail, true):
            let reply = MailReply.read(lastLine, code: code, isOfRecipient: lastCommand == .recipient)
            return code < 500 ? .postponed(reply) : .refused(reply)
        case (.recipient, false) where isHungUp(code), (.mail, false) where isHungUp(code):
            return .postponed(MailReply.read(lastLine, code: code, isOfRecipient: lastCommand == .recipient))
        // The server was ready for another mail: that it says nothing of this reader is held against this mail alone.
        case (.recipient, false): return .postponed(.silence("no answer for the reader", isOfRecipient: true))
        case (.mail, false) where code != 421 && isGiven: return .unknown("curl \(curl): \(words)")
        case (.mail, false): return .postponed(.silence("connection lost in the mail", isOfRecipient: false))
        default: return .unusable("\(lastCommand.rawValue) \(code), curl \(curl): \(words)")
        }
    }

    /// Whether the server said that it closes the conversation (RFC 5321, 3.8).
    private func isHungUp(_ code: Int) -> Bool { code == 421 && lastLine.hasPrefix("421") }

    /// Has libcurl read the mail from here and tell what is said.
    func attach(to handle: UnsafeMutableRawPointer) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        for option in [CURLOPT_READDATA, CURLOPT_HEADERDATA, CURLOPT_DEBUGDATA] {
            _ = sextant_curl_context(handle, option, context)
        }
        _ = sextant_curl_number(handle, CURLOPT_INFILESIZE, bytes.count)
        _ = sextant_curl_number(handle, CURLOPT_VERBOSE, 1)
        _ = sextant_curl_transferring(handle, CURLOPT_READFUNCTION) { room, size, count, context in
            guard let room, let context else { return 0 }
            return Unmanaged<MailExchange>.fromOpaque(context).takeUnretainedValue().give(room, size * count)
        }
        _ = sextant_curl_transferring(handle, CURLOPT_HEADERFUNCTION) { line, size, count, context in
            guard let line, let context else { return 0 }
            let text = String(decoding: UnsafeRawBufferPointer(start: line, count: size * count), as: UTF8.self)
            Unmanaged<MailExchange>.fromOpaque(context).takeUnretainedValue().hear(text)
            return size * count
        }
        _ = sextant_curl_debugging(handle) { _, kind, text, count, context in
            guard kind == CURLINFO_HEADER_OUT, let text, let context else { return 0 }
            // The verb alone: what follows may be a password.
            let verb = String(decoding: UnsafeRawBufferPointer(start: text, count: min(4, count)), as: UTF8.self)
            Unmanaged<MailExchange>.fromOpaque(context).takeUnretainedValue().say(verb)
            return 0
        }
    }

    func give(_ room: UnsafeMutablePointer<CChar>, _ size: Int) -> Int {
        let count = min(size, bytes.count - given)
        bytes.withUnsafeBytes { bytes in
            UnsafeMutableRawPointer(room).copyMemory(from: bytes.baseAddress! + given, byteCount: count)
        }
        given += count
        return count
    }

    func hear(_ line: String) {
        let text = line.prefix(300).filter { !$0.isNewline }
        if !text.hasPrefix("221") { lastLine = String(text) }
    }

    func say(_ verb: String) {
        if let command = Command(rawValue: verb) { lastCommand = command }
    }
}

extension MailAnswer.Reply {
    /// What stands for an answer that did not come.
    fileprivate static func silence(_ words: String, isOfRecipient: Bool) -> MailAnswer.Reply {
        MailAnswer.Reply(code: 421, enhanced: nil, text: words, isOfRecipient: isOfRecipient)
    }
}

/// Reads the last line of a reply: `550 5.1.1 unknown mailbox` (RFC 5321, 4.2; RFC 3463).
enum MailReply {
    static func read(_ line: String, code: Int, isOfRecipient: Bool) -> MailAnswer.Reply {
        var text = line[...]
        if text.hasPrefix(String(code)) { text = text.dropFirst(3).drop { $0 == " " || $0 == "-" } }
        let first = text.prefix { $0 != " " }
        let parts = first.split(separator: ".", omittingEmptySubsequences: false)
        let isStatus = parts.count == 3 && parts.allSatisfy { Int($0) != nil }
        return MailAnswer.Reply(
            code: code, enhanced: isStatus ? String(first) : nil,
            text: String((isStatus ? text.dropFirst(first.count) : text).drop { $0 == " " }),
            isOfRecipient: isOfRecipient)
    }
}
