import CPq
import Dispatch
import Glibc

/// Hears what transactions announce at their commit (`pg_notify`), on a connection of its own, never the pool's.
///
/// It opens the connection again when the server went away. Through a transaction pooler it hears nothing: who listens
/// must also look from time to time.
public final class Listener: Sendable {
    private let conninfo: String
    private let channels: [String]
    private let name: String

    /// - Parameters:
    ///   - conninfo: a libpq connection string or URI, straight to the server.
    ///   - channels: names of channels, lower-case letters and underscores; others are ignored.
    ///   - name: what the server calls the session (`application_name`); under the same rule.
    public init(_ conninfo: String, channels: [String], name: String = "sextant") {
        func isPlain(_ name: String) -> Bool {
            !name.isEmpty && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }
        }
        self.conninfo = conninfo
        self.channels = channels.filter(isPlain)
        self.name = isPlain(name) ? name : "sextant"
    }

    /// The channel of each announcement, until the reading task is cancelled. Once connected, and again after each
    /// loss, it gives the channels themselves: something may have been said meanwhile.
    public func notifications() -> AsyncStream<String> {
        AsyncStream(bufferingPolicy: .bufferingNewest(64)) { continuation in
            let ear = Ear(conninfo, channels, name) { continuation.yield($0) }
            continuation.onTermination = { _ in ear.close() }
            Thread.start { ear.listen() }
        }
    }
}

/// A thread for work that blocks for as long as it lives: it takes no place among those of the pool.
private enum Thread {
    static func start(_ body: @escaping @Sendable () -> Void) {
        DispatchQueue(label: "sextant.listener").async(execute: body)
    }
}

/// The connection of one listener, and a pipe by which it is told to end.
private final class Ear: Sendable {
    private static let pauses: [Int32] = [200, 1000, 5000]

    private let conninfo: String
    private let channels: [String]
    private let name: String
    private let hear: @Sendable (String) -> Void
    private let reading: Int32
    private let writing: Int32

    init(_ conninfo: String, _ channels: [String], _ name: String, _ hear: @escaping @Sendable (String) -> Void) {
        self.conninfo = conninfo
        self.channels = channels
        self.name = name
        self.hear = hear
        var ends: [Int32] = [-1, -1]
        _ = pipe(&ends)
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        Glibc.close(reading)
        Glibc.close(writing)
    }

    /// From now on nothing is heard.
    func close() { _ = write(writing, "x", 1) }

    /// Hears until it is closed.
    func listen() {
        var losses = 0
        while true {
            if let handle = connected() {
                losses = 0
                for channel in channels { hear(channel) }
                let isClosed = attend(handle)
                PQfinish(handle)
                if isClosed { return }
            }
            if wait(for: nil, Self.pauses[min(losses, Self.pauses.count - 1)]) { return }
            losses += 1
        }
    }

    private func connected() -> OpaquePointer? {
        guard let handle = PQconnectdb(conninfo) else { return nil }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        PQclear(PQexec(handle, "set application_name = '\(name)'"))
        for channel in channels where PQstatus(handle) == CONNECTION_OK {
            let result = PQexec(handle, "listen \(channel)")
            defer { PQclear(result) }
            guard PQresultStatus(result) == PGRES_COMMAND_OK else { break }
            if channel == channels.last { return handle }
        }
        PQfinish(handle)
        return nil
    }

    /// True when closed, false when the connection is lost.
    private func attend(_ handle: OpaquePointer) -> Bool {
        while true {
            if wait(for: PQsocket(handle), -1) { return true }
            guard PQconsumeInput(handle) == 1, PQstatus(handle) == CONNECTION_OK else { return false }
            while let notice = PQnotifies(handle) {
                hear(String(cString: notice.pointee.relname))
                PQfreemem(notice)
            }
        }
    }

    /// Waits for the server, the end or so many milliseconds (-1: without limit); true at the end.
    private func wait(for socket: Int32?, _ milliseconds: Int32) -> Bool {
        var watched = [pollfd(fd: reading, events: Int16(POLLIN), revents: 0)]
        if let socket { watched.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0)) }
        _ = poll(&watched, nfds_t(watched.count), milliseconds)
        return watched[0].revents != 0
    }
}
