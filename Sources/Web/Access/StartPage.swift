import Access

/// On which page a member begins, by what the role opens.
enum StartPage {
    static func url(of membership: Membership) -> SiteURL {
        let (council, role) = (membership.council, membership.role)
        return switch council.kind {
        case .national: .nationalOffice
        case .cncp: Policy.may(role, .openCertificationOffice) ? .certificationOffice : .figures(.cncp)
        case .ministry: .figures(.ministry)
        case .platform: .platform
        case .college: .college(council.code)
        case .regional: .region(council.code)
        case .departmental: start(council.code, role)
        }
    }

    private static func start(_ code: String, _ role: Role) -> SiteURL {
        if Policy.may(role, .readRegister) { return .dashboard(code) }
        return Policy.may(role, .readOwnFiles) ? .ownFiles(code) : .imports(code, before: nil)
    }
}
