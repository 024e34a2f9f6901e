import Access
import Frameworks
import Intake
import Postgres
import Standings
import Vocabulary

/// The resources of `/api/v1`: read-only, each behind a scope of the key, described by `Resources/openapi.json`.
struct ApiRoutes {
    let database: Database
    let law: LawInForce

    /// How many items a page has, unless asked otherwise, and at most.
    static let pageSize: Int64 = 50
    static let largestPage: Int64 = 200

    func add(to routes: SiteRoutes, door: ApiDoor) {
        routes.key("/api/v1/council", nil, door) { call in
            var parameters = ApiParameters(call.query)
            try parameters.check()
            return ApiDocuments.council(call.caller)
        }
        routes.key("/api/v1/physicians", .register, door, physicians)
        routes.key("/api/v1/physicians/:id", .register, door, physician)
        routes.key("/api/v1/standings", .register, door, changes)
        routes.key("/api/v1/frameworks", .frameworks, door, frameworks)
        routes.key("/api/v1/frameworks/:framework/:version", .frameworks, door, framework)
        routes.key("/api/v1/lots", .imports, door, lots)
        routes.key("/api/v1/figures", .figures, door, figures)
        routes.key("/api/v1/region", .region, door, region)
    }

    @Sendable private func figures(_ call: ApiCall) async throws -> JSON {
        var parameters = ApiParameters(call.query)
        try parameters.check()
        return try await call.read(database) { transaction in
            .object([
                .init("items", .array(try NationalFigure.all(transaction).map(ApiDocuments.figure)))
            ])
        }
    }

    @Sendable private func region(_ call: ApiCall) async throws -> JSON {
        var parameters = ApiParameters(call.query)
        try parameters.check()
        return try await call.read(database) { transaction in
            let region = try RegionalFigure.region(call.caller.council.code, transaction)
            return .object([
                .init("whole", region.whole.map(ApiDocuments.council) ?? .null),
                .init("councils", .array(region.councils.map(ApiDocuments.council))),
            ])
        }
    }

    @Sendable private func physicians(_ call: ApiCall) async throws -> JSON {
        var parameters = ApiParameters(call.query)
        var filter = WorklistFilter()
        filter.state = parameters.choice("state", WorklistState.self)
        filter.framework = parameters.code("framework")
        filter.isLate = parameters.truth("late")
        filter.isComplete = parameters.truth("complete")
        let limit = Int(
            parameters.number("limit", from: 1, through: ApiRoutes.largestPage, standard: ApiRoutes.pageSize))
        let after = parameters.cursor("cursor", of: "p")
        try parameters.check()
        return try await call.read(database) { [filter] transaction in
            let rows = try StandingFeed.page(filter, after: after, limit: limit + 1, transaction)
            let page = rows.prefix(limit)
            let told = call.query.pairs.filter { ["state", "framework", "late", "complete"].contains($0.name) }
            let reading = ListReading(
                "api physicians", filter: told.map { (name: $0.name, value: $0.value) },
                shows: page.map(\.physicianID))
            try call.record(.listExported, detail: reading.detail, transaction)
            let next = rows.count > limit ? page.last.map { ApiCursor(list: "p", after: $0.physicianID).text } : nil
            return .object([
                .init("items", .array(page.map(ApiDocuments.physician))),
                .init("next", next.map { .string($0) } ?? .null),
            ])
        }
    }

    @Sendable private func physician(_ call: ApiCall) async throws -> JSON {
        var parameters = ApiParameters(call.query)
        try parameters.check()
        let id = try call.id()
        return try await call.read(database) { [law] transaction in
            guard let row = try StandingFeed.row(id, transaction) else { throw ApiProblem(.notFound) }
            let assessor = try law.assessor(transaction, on: call.today, at: call.now)
            let documents = try WorklistCase.documents(transaction, assessor, physician: id, on: call.today)
            try call.record(.fileRead, on: "physician:\(id)", transaction)
            return try ApiDocuments.physician(row, documents)
        }
    }

    @Sendable private func changes(_ call: ApiCall) async throws -> JSON {
        var parameters = ApiParameters(call.query)
        let limit = Int(
            parameters.number("limit", from: 1, through: ApiRoutes.largestPage, standard: ApiRoutes.pageSize))
        let after = parameters.number("after", from: 0, through: 999_999_999_999_999_999, standard: 0)
        try parameters.check()
        return try await call.read(database) { transaction in
            let found = try StandingFeed.changes(after: after, limit: limit, transaction)
            let reading = ListReading("api standings", shows: found.changes.map(\.physicianID))
            try call.record(.listExported, detail: reading.detail, transaction)
            return .object([
                .init("items", .array(found.changes.map(ApiDocuments.change))),
                .init("after", .integer(Int(found.last))), .init("hasMore", .bool(found.hasMore)),
            ])
        }
    }

    @Sendable private func frameworks(_ call: ApiCall) async throws -> JSON {
        var parameters = ApiParameters(call.query)
        try parameters.check()
        return try await call.read(database) { transaction in
            let versions = try VersionStore.list(transaction).filter { $0.stage == .approved }
            let states = FrameworkVersion.states(of: versions, on: call.today)
            return .object([
                .init("items", .array(versions.map { ApiDocuments.version($0, states[$0.key]) }))
            ])
        }
    }

    @Sendable private func framework(_ call: ApiCall) async throws -> JSON {
        var parameters = ApiParameters(call.query)
        try parameters.check()
        guard let id = call.parameters["framework"], let number = call.parameters["version"],
            Query.isFrameworkCode(id), Query.isFrameworkCode(number)
        else { throw ApiProblem(.notFound) }
        let key = FrameworkVersion.Key(FrameworkID(id), number)
        return try await call.read(database) { transaction in
            guard let version = try VersionStore.find(key, transaction), version.stage == .approved,
                let text = try VersionStore.content(key, transaction)
            else { throw ApiProblem(.notFound) }
            let versions = try VersionStore.list(of: key.framework, transaction).filter { $0.stage == .approved }
            let state = FrameworkVersion.states(of: versions, on: call.today)[key]
            guard case .object(let members) = ApiDocuments.version(version, state) else { return .null }
            return .object(members + [.init("content", try JSON(parsing: text))])
        }
    }

    @Sendable private func lots(_ call: ApiCall) async throws -> JSON {
        var parameters = ApiParameters(call.query)
        let limit = Int(
            parameters.number("limit", from: 1, through: ApiRoutes.largestPage, standard: ApiRoutes.pageSize))
        let before = parameters.cursor("cursor", of: "l")
        try parameters.check()
        return try await call.read(database) { transaction in
            let found = try LotStore.list(
                transaction, limit: limit + 1, before: before == 0 ? nil : LotID(before))
            let page = found.prefix(limit)
            let next = found.count > limit ? page.last.map { ApiCursor(list: "l", after: $0.id.number).text } : nil
            return .object([
                .init("items", .array(page.map(ApiDocuments.lot))), .init("next", next.map { .string($0) } ?? .null),
            ])
        }
    }
}
