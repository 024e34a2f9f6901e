public import Postgres

extension AlertGate {
    /// The campaign comes before the delivery, in whichever transaction changes one.
    public func hold(_ notice: Int64, council: Int32, _ transaction: Transaction) throws {
        guard let id = try EntryStore(transaction: transaction, council: council).campaign(ofNotice: notice) else {
            return
        }
        _ = try CampaignStore(transaction: transaction, council: council).lock(id)
    }
}
