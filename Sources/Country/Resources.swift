import Foundation

extension CountryGenerator {
    /// The tables that the country is drawn from; origin and licence of each in `Resources/README.md`.
    public struct Resources: Sendable {
        struct Department: Sendable {
            let code: String
            let name: String
            /// Physicians in activity on 1 January 2026 (DREES).
            let physicians: Int
            /// Communes with INSEE code and name.
            var communes: [(code: String, name: String)] = []
            var communeChoice = WeightedChoice([1])
            /// Chooses a row of ``Resources/drawnSpecialties``.
            var specialtyChoice = WeightedChoice([1])
        }

        struct Specialty: Sendable {
            let code: String
            let label: String
            /// Index in ``Resources/colleges`` of the first candidate; nil for research, which has no CNP.
            let college: Int?
        }

        struct College: Sendable {
            let code: String
            let name: String
            /// Number of listed actions of blocks 1 to 4.
            let actions: [Int]
            let specialtyCodes: [String]
        }

        var departments: [Department]
        let specialties: [Specialty]
        let colleges: [College]
        /// Specialties (indices) in the order of the weights' columns.
        let drawnSpecialties: [Int]
        let ages: [ClosedRange<Int>]
        let ageChoice: WeightedChoice
        let catalogue: Catalogue

        /// Reads the tables of `folder`, or those shipped with the program when nil.
        ///
        /// Throws ``CountryError/badResource(_:)`` naming the file that is missing or malformed.
        public init(folder: String? = nil) throws {
            let folder = folder ?? Bundle.module.path(forResource: "Resources", ofType: nil) ?? ""
            func table(_ name: String, _ required: String...) throws -> ResourceTable {
                try ResourceTable(path: "\(folder)/\(name).csv", required: required)
            }
            colleges = try Resources.colleges(table("colleges", "code", "name", "actions_1", "specialty_codes"))
            specialties = try Resources.specialties(table("specialties", "code", "label", "candidates"), of: colleges)
            let ageRows = try table("ages", "from", "through", "physicians").rows.map { $0.compactMap(Int.init) }
            ages = ageRows.map { $0[0]...$0[1] }
            ageChoice = WeightedChoice(ageRows.map { $0[2] })
            let weights = try table("weights", "department")
            let codes = specialties.map(\.code)
            drawnSpecialties = weights.header.dropFirst().compactMap { codes.firstIndex(of: $0) }
            departments = try Resources.departments(
                table("departments", "code", "name", "physicians"),
                communes: table("communes", "department", "code", "name", "population"), weights: weights)
            catalogue = try Catalogue(
                table("lines", "framework", "action", "blocks", "shape"), colleges: colleges)
        }

        private static func colleges(_ table: ResourceTable) -> [College] {
            let rows = table.columns(
                "code", "name", "actions_1", "actions_2", "actions_3", "actions_4", "specialty_codes")
            return rows.map { row in
                College(
                    code: row[0], name: row[1], actions: row[2...5].map { Int($0) ?? 0 },
                    specialtyCodes: row[6].split(separator: " ").map(String.init))
            }
        }

        private static func specialties(_ table: ResourceTable, of colleges: [College]) -> [Specialty] {
            table.columns("code", "label", "candidates").map { row in
                let candidates = row[2].split(separator: " ")
                let college = candidates.first.flatMap { first in colleges.firstIndex { $0.code == first } }
                return Specialty(code: row[0], label: row[1], college: college)
            }
        }

        private static func departments(
            _ table: ResourceTable, communes: ResourceTable, weights: ResourceTable
        ) -> [Department] {
            let communeRows = Dictionary(
                grouping: communes.columns("department", "code", "name", "population"), by: { $0[0] })
            let weightRows = Dictionary(weights.rows.map { ($0[0], $0.dropFirst()) }, uniquingKeysWith: { $1 })
            return table.columns("code", "name", "physicians").map { row in
                var department = Department(code: row[0], name: row[1], physicians: Int(row[2]) ?? 0)
                let own = communeRows[row[0]] ?? []
                department.communes = own.map { ($0[1], $0[2]) }
                department.communeChoice = WeightedChoice(own.map { Int($0[3]) ?? 1 })
                department.specialtyChoice = WeightedChoice(
                    (weightRows[row[0]] ?? []).map { Int((Double($0) ?? 0) * 10) })
                return department
            }
        }
    }
}
