import Postgres

extension RowProbe {
    /// What the rules say must fail on tables without a council column.
    mutating func tryTrials(_ role: String, _ tenant: Int32?) throws {
        for trial in rules.trials where trial.role == role {
            let text = trial.statement.replacing(":tenant", with: tenant.map { String($0) } ?? "null")
            section.add("essais propres aux tables partagées")
            guard let table = catalogue.relations.first(where: { $0.name == trial.table }) else {
                section.fail(trial.table, "la table de l'essai n'existe pas", remedy: "corrigez isolation.json")
                continue
            }
            switch try transaction.attempt(SQL(stringLiteral: text)) {
            case .failure(let error): judge(error, table, role, trial.verb, tenant)
            case .success(let rows):
                let reached = trial.verb == "select" ? rows.count : rows.affected
                if reached > 0 { leak(table, role, trial.verb, tenant, "\(reached) lignes étrangères atteintes") }
            }
        }
    }
}
