import Glibc

/// The process that sets letters: `typesetter.py` under a Python that has `typst`, at the other end of a socket.
///
/// It gets no environment of ours, closes whatever file it inherits, and ends by itself when the socket closes.
final class TypesetterProcess {
    /// Why nothing came back.
    enum Loss: Error, Hashable {
        /// It does not start; the errno of the system.
        case cannotStart(Int32)
        /// It closed the socket.
        case died
        /// Nothing came for as long as it may take.
        case silent
        /// What came is no answer.
        case garbled
    }

    /// The number that the system gave it.
    let pid: pid_t
    private let socket: Int32

    /// Starts it.
    init(python: String, script: String, folder: String) throws(Loss) {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw .cannotStart(errno)
        }
        defer { close(ends[1]) }
        do throws(Loss) {
            // Isolated: neither the environment nor a folder of the account changes what Python loads.
            pid = try Self.start([python, "-I", "-B", script, folder], at: ends[1])
        } catch {
            close(ends[0])
            throw error
        }
        socket = ends[0]
    }

    deinit {
        close(socket)
        kill(pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    }

    private static func start(_ words: [String], at end: Int32) throws(Loss) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, end, 0)
        posix_spawn_file_actions_adddup2(&actions, end, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own: Ctrl-C reaches us first. Signals as at birth, whatever we ignore.
        var every = sigset_t()
        sigfillset(&every)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &every)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var pid: pid_t = 0
        let code = posix_spawn(&pid, words[0], &actions, &attributes, &arguments, &environment)
        guard code == 0 else { throw .cannotStart(code) }
        return pid
    }

    /// Sends a line, if any, and waits for its answer.
    ///
    /// - Parameter patience: the longest silence, in milliseconds.
    func ask(_ line: [UInt8], patience: Int32) throws(Loss) -> TypesetAnswer {
        try send(line, patience: patience)
        var reader = TypesetAnswerReader()
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 262_144, alignment: 16)
        defer { room.deallocate() }
        while true {
            try wait(for: Int16(POLLIN), patience: patience)
            let count = recv(socket, room.baseAddress!, room.count, Int32(MSG_DONTWAIT))
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { throw .died }
            do {
                if let answer = try reader.take(room[..<count]) { return answer }
            } catch {
                throw .garbled
            }
        }
    }

    private func send(_ line: [UInt8], patience: Int32) throws(Loss) {
        var sent = 0
        while sent < line.count {
            try wait(for: Int16(POLLOUT), patience: patience)
            let count = line.withUnsafeBytes {
                Glibc.send(
                    socket, $0.baseAddress! + sent, line.count - sent,
                    Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
            }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { throw .died }
            sent += count
        }
    }

    private func wait(for events: Int16, patience: Int32) throws(Loss) {
        while true {
            var place = pollfd(fd: socket, events: events, revents: 0)
            let count = poll(&place, 1, patience)
            if count > 0 { return }
            if count == 0 { throw .silent }
            if errno != EINTR { throw .died }
        }
    }
}
