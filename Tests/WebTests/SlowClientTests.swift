import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import Web

/// A connection whose clock the test moves.
private struct Connection {
    let channel: EmbeddedChannel
    private let patience = SlowClients.Patience()

    init() throws {
        channel = EmbeddedChannel(handler: SlowClients(SlowClients.Patience()))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    func wait(_ time: TimeAmount) { channel.embeddedEventLoop.advanceTime(by: time) }

    func head() throws {
        let request = HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/connexion")
        try channel.writeInbound(HTTPRequestPart.head(request))
    }

    func body(_ count: Int) throws {
        try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(repeating: 0x61, count: count)))
    }

    func end() throws { try channel.writeInbound(HTTPRequestPart.end(nil)) }

    func answer() throws {
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
    }
}

@Test("whoever never ends the headers of a request is cut off, and so is a form that comes a byte at a time")
func slowClientsAreCutOff() throws {
    let silent = try Connection()
    silent.wait(.seconds(19))
    #expect(silent.channel.isActive)
    silent.wait(.seconds(2))
    #expect(!silent.channel.isActive)
    let dripping = try Connection()
    try dripping.head()
    for _ in 0..<19 {
        try dripping.body(1)
        dripping.wait(.seconds(1))
    }
    #expect(dripping.channel.isActive)
    dripping.wait(.seconds(1))
    #expect(!dripping.channel.isActive)
}

@Test("a large file that comes steadily, an answer that takes its time and a browser that comes back are left alone")
func patientClientsStay() throws {
    let steady = try Connection()
    try steady.head()
    for _ in 0..<20 {
        try steady.body(30 << 10)
        steady.wait(.seconds(19))
    }
    try steady.end()
    steady.wait(.seconds(300))
    #expect(steady.channel.isActive, "the answer is being prepared")
    try steady.answer()
    steady.wait(.seconds(60))
    #expect(steady.channel.isActive, "the browser may come back")
    try steady.head()
    try steady.end()
    try steady.answer()
    steady.wait(.seconds(76))
    #expect(!steady.channel.isActive, "it did not")
}
