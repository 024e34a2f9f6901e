public import Intake
import Postgres

/// The tables that lots write, those that others refer to last: what undoing visits.
public enum LotRelations {
    /// Of a council's roll and account lots.
    public static let council: [UndoLot.Relation] = [
        .init("registry.declaration", "registry.declaration"),
        .init("registry.platform_alert", "registry.platform_alert"),
        .init("registry.account", "registry.account"), .init("registry.missing_address", "registry.missing_address"),
        .init("registry.exemption", "registry.exemption"), .init("registry.care_status", "registry.care_status"),
        .init("registry.qualification", "registry.qualification"),
        .init("registry.registration", "registry.registration"),
    ]
    /// Of the national directory.
    public static let directory: [UndoLot.Relation] = [
        .init(
            "registry.physician", "registry.physician", key: "physician_id",
            columns: """
                family_name, given_name, search_name, civility, title, category, practice_mode, specialty_codes,
                site_department, site_commune, sector, authority, left_extraction_on, changed_lot
                """)
    ]
}
