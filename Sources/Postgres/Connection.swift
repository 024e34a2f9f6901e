import CPq
import Glibc

/// One session with the server. Blocking; used by one thread at a time, which the pool sees to.
final class Connection: @unchecked Sendable {
    private let handle: OpaquePointer

    /// - Throws: `PostgresError.unreachable` with the server's sentence.
    init(_ conninfo: String) throws(PostgresError) {
        guard let handle = PQconnectdb(conninfo) else { throw .unreachable("out of memory") }
        self.handle = handle
        guard PQstatus(handle) == CONNECTION_OK else {
            // The handle is set, so `deinit` ends it.
            throw .unreachable(String(cString: PQerrorMessage(handle)).trimmed)
        }
        // Notices speak of dropped temporary tables and the like: no reader for them.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
    }

    deinit { PQfinish(handle) }

    /// Whether the session can be used again.
    var isAlive: Bool { PQstatus(handle) == CONNECTION_OK }
    /// Whether no transaction is open.
    var isIdle: Bool { PQtransactionStatus(handle) == PQTRANS_IDLE }

    /// A handle that may cancel the running statement from another thread; free with `PQfreeCancel`.
    func cancelHandle() -> OpaquePointer? { PQgetCancel(handle) }

    /// Runs a statement or several without binds.
    func run(_ text: String) throws(PostgresError) -> Rows {
        try check(PQexec(handle, text))
    }

    /// Runs one statement with its binds.
    func run(_ statement: SQL) throws(PostgresError) -> Rows {
        try check(
            withBinds(statement.binds) { types, values in
                PQexecParams(handle, statement.text, Int32(statement.binds.count), types, values, nil, nil, 0)
            })
    }

    /// Sends all statements at once and answers with the last one's rows: one round trip.
    ///
    /// An error in any of them skips the rest; the caller rolls back.
    func pipeline(_ statements: [SQL]) throws(PostgresError) -> Rows {
        guard PQenterPipelineMode(handle) == 1 else { throw lost() }
        for statement in statements {
            let sent = withBinds(statement.binds) { types, values in
                PQsendQueryParams(handle, statement.text, Int32(statement.binds.count), types, values, nil, nil, 0)
            }
            guard sent == 1 else { throw lost() }
        }
        guard PQpipelineSync(handle) == 1 else { throw lost() }
        var failure: PostgresError?
        var last: Rows?
        for _ in statements {
            guard let result = PQgetResult(handle) else { throw lost() }
            do throws(PostgresError) { last = try check(result) } catch { failure = failure ?? error }
            while let extra = PQgetResult(handle) { PQclear(extra) }
            if PQstatus(handle) != CONNECTION_OK { throw failure ?? lost() }
        }
        while let sync = PQgetResult(handle) {
            let status = PQresultStatus(sync)
            PQclear(sync)
            if status == PGRES_PIPELINE_SYNC { break }
        }
        guard PQexitPipelineMode(handle) == 1 else { throw failure ?? lost() }
        if let failure { throw failure }
        guard let last else { throw .decoding("an empty pipeline") }
        return last
    }

    /// Starts `copy … from stdin` and lets `body` write; an error thrown by it ends the copy as failed.
    func copyIn(_ statement: SQL, _ body: (CopyWriter) throws -> Void) throws -> Int {
        let start = withBinds(statement.binds) { types, values in
            PQexecParams(handle, statement.text, Int32(statement.binds.count), types, values, nil, nil, 0)
        }
        guard PQresultStatus(start) == PGRES_COPY_IN else { return try check(start).affected }
        PQclear(start)
        let writer = CopyWriter(handle: handle)
        do {
            try body(writer)
            try writer.flush()
        } catch {
            _ = PQputCopyEnd(handle, "stopped by the sender")
            while let result = PQgetResult(handle) { PQclear(result) }
            throw error
        }
        guard PQputCopyEnd(handle, nil) == 1 else { throw lost() }
        let rows = try check(PQgetResult(handle))
        while let extra = PQgetResult(handle) { PQclear(extra) }
        return rows.affected
    }

    /// Starts `copy … to stdout` and hands each row's bytes (with its line feed) to `body`.
    func copyOut(_ statement: SQL, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let start = PQexec(handle, statement.text)
        guard PQresultStatus(start) == PGRES_COPY_OUT else {
            _ = try check(start)
            return
        }
        PQclear(start)
        var failure: (any Error)?
        while true {
            var buffer: UnsafeMutablePointer<CChar>?
            let length = PQgetCopyData(handle, &buffer, 0)
            guard length >= 0, let buffer else { break }
            if failure == nil {
                do { try body(UnsafeRawBufferPointer(start: buffer, count: Int(length))) } catch { failure = error }
            }
            PQfreemem(buffer)
        }
        while let result = PQgetResult(handle) {
            do throws(PostgresError) { _ = try check(result) } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
    }

    private func lost() -> PostgresError { .unreachable(String(cString: PQerrorMessage(handle)).trimmed) }

    private func check(_ result: OpaquePointer?) throws(PostgresError) -> Rows {
        guard let result else { throw lost() }
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY, PGRES_SINGLE_TUPLE: return Rows(result)
        default: break
        }
        defer { PQclear(result) }
        func field(_ code: Int32) -> String? { PQresultErrorField(result, code).map { String(cString: $0) } }
        guard let state = field(Int32(UInt8(ascii: "C"))), PQstatus(handle) == CONNECTION_OK, !state.hasPrefix("57P")
        else { throw lost() }
        throw .server(
            ServerError(
                sqlState: state, message: field(Int32(UInt8(ascii: "M"))) ?? "",
                detail: field(Int32(UInt8(ascii: "D"))),
                constraint: field(Int32(UInt8(ascii: "n")))))
    }

    private func withBinds<Value>(
        _ binds: [SQL.Bind], _ body: ([Oid], UnsafePointer<UnsafePointer<CChar>?>) -> Value
    ) -> Value {
        let copies: [UnsafeMutablePointer<CChar>?] = binds.map { bind in bind.text.flatMap { strdup($0) } }
        defer { for copy in copies { free(copy) } }
        let values = UnsafeMutablePointer<UnsafePointer<CChar>?>.allocate(capacity: max(1, binds.count))
        defer { values.deallocate() }
        for (index, copy) in copies.enumerated() {
            (values + index).initialize(to: copy.map { UnsafePointer($0) })
        }
        return body(binds.map(\.type), UnsafePointer(values))
    }
}

extension String {
    var trimmed: String {
        var text = self[...]
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }
}
