import HummingbirdCore
import NIOCore
import NIOHTTPTypes

/// Cuts off whoever keeps a connection without using it: a request that never ends its headers, a form that comes a
/// byte at a time. One such client costs a connection; thousands would cost the site.
final class SlowClients: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// What a client is given.
    struct Patience: Sendable {
        /// For the headers of the first request, from the beginning of the connection.
        var headers = TimeAmount.seconds(20)
        /// For the headers of the next one, from the end of the answer before: browsers keep connections for a while.
        var nextHeaders = TimeAmount.seconds(75)
        /// The body is looked at this often…
        var body = TimeAmount.seconds(20)
        /// …and must have grown by so many bytes meanwhile: 1 KiB a second.
        var least = 20 << 10
    }

    /// The limits of every connection: headers of 32 KiB, a hundred of them, and the patience above.
    static var configuration: HTTP1Channel.Configuration {
        .init(
            additionalChannelHandlers: [SlowClients(Patience())], idleTimeout: .seconds(75),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))
    }

    private enum State {
        case awaitingHeaders
        case readingBody(soFar: Int, lastLook: Int)
        case answering
    }

    private let patience: Patience
    private var state = State.answering
    private var timer: Scheduled<Void>?

    init(_ patience: Patience) { self.patience = patience }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { awaitHeaders(context, for: patience.headers) }
    }

    func channelActive(context: ChannelHandlerContext) {
        awaitHeaders(context, for: patience.headers)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            state = .readingBody(soFar: 0, lastLook: 0)
            schedule(context, in: patience.body)
        case .body(let part):
            if case .readingBody(let soFar, let lastLook) = state {
                state = .readingBody(soFar: soFar + part.readableBytes, lastLook: lastLook)
            }
        case .end:
            state = .answering
            timer?.cancel()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data), case .answering = state {
            awaitHeaders(context, for: patience.nextHeaders)
        }
        context.write(data, promise: promise)
    }

    private func awaitHeaders(_ context: ChannelHandlerContext, for time: TimeAmount) {
        state = .awaitingHeaders
        schedule(context, in: time)
    }

    private func schedule(_ context: ChannelHandlerContext, in time: TimeAmount) {
        timer?.cancel()
        timer = context.eventLoop.assumeIsolatedUnsafeUnchecked().scheduleTask(in: time) { self.look(context) }
    }

    private func look(_ context: ChannelHandlerContext) {
        switch state {
        case .answering: return
        case .awaitingHeaders: context.close(promise: nil)
        case .readingBody(let soFar, let lastLook):
            guard soFar - lastLook >= patience.least else { return context.close(promise: nil) }
            state = .readingBody(soFar: soFar, lastLook: soFar)
            schedule(context, in: patience.body)
        }
    }
}
