import Postgres

/// The role of exceptional readings: what a council reads, while a permission holds, and nothing it could write.
extension CatalogueReview {
    private static let reader = "sextant_council_reader"
    private static let council = "sextant_council"
    /// The tenant's rows, while the permission of the transaction holds.
    private static let tenantForm = "(council_id = ( SELECT access.reading_council() AS reading_council))"
    /// The permission alone, before the council's own rule on what belongs to no council.
    private static let guardForm = "(( SELECT access.reading_council() AS reading_council) IS NOT NULL)"

    /// Whether a rule is the reader's: no wider than the council's own rule on the same table, and closed without a
    /// permission.
    func isReading(_ policy: IsolationCatalogue.Policy) -> Bool {
        guard policy.name == "reading", policy.roles == [CatalogueReview.reader], policy.command == "select",
            policy.isPermissive, policy.check.isEmpty
        else { return false }
        let own = catalogue.policies.filter {
            $0.table == policy.table && $0.covers(CatalogueReview.council, "select")
        }
        if own.contains(where: \.isTenant) { return policy.using == CatalogueReview.tenantForm }
        guard own.count == 1 else { return false }
        return policy.using == "(\(CatalogueReview.guardForm) AND \(own[0].using))"
    }

    mutating func reviewReader() {
        let secured = Set(catalogue.relations.filter(\.hasSecurity).map(\.name))
        for right in catalogue.rights where right.role == CatalogueReview.reader {
            if right.verb != "select" && !(right.verb == "insert" && right.relation == "access.event") {
                section.fail(
                    right.relation, "\(CatalogueReview.reader) a le droit « \(right.verb) » : il ne doit que lire",
                    remedy: "revoke \(right.verb) on \(right.relation) from \(CatalogueReview.reader)")
            }
            if right.verb == "select", !catalogue.may(CatalogueReview.council, "select", right.relation) {
                section.fail(
                    right.relation, "\(CatalogueReview.reader) lit ce que le conseil lui-même ne lit pas",
                    remedy: "revoke select on \(right.relation) from \(CatalogueReview.reader)")
            }
        }
        section.count(
            "tables lues à titre exceptionnel",
            catalogue.rights.count { $0.role == CatalogueReview.reader && secured.contains($0.relation) })
        section.accept(
            "règles « reading »",
            because:
                "La lecture exceptionnelle d'un conseil suit les règles du conseil, tant que sa permission court ; elle "
                + "n'écrit que sa trace au journal.")
    }
}
