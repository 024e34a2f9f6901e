/// A browser in words from what it says of itself; a short reading, only to tell one's own sessions apart.
enum BrowserWords {
    static func french(_ userAgent: String) -> String {
        let text = String(userAgent.prefix(400))
        let browser = browsers.first { text.contains($0.mark) }?.name
        let system = systems.first { text.contains($0.mark) }?.name
        return switch (browser, system) {
        case (let browser?, let system?): "\(browser) \(system)"
        case (let browser?, nil): browser
        case (nil, let system?): "Navigateur \(system)"
        case (nil, nil): ""
        }
    }

    /// The most particular first: nearly every browser also calls itself the others.
    private static let browsers = [
        (mark: "Edg", name: "Edge"), (mark: "OPR/", name: "Opera"), (mark: "Firefox/", name: "Firefox"),
        (mark: "FxiOS/", name: "Firefox"), (mark: "Chromium/", name: "Chromium"), (mark: "CriOS/", name: "Chrome"),
        (mark: "Chrome/", name: "Chrome"), (mark: "Safari/", name: "Safari"),
    ]
    private static let systems = [
        (mark: "iPhone", name: "sur iPhone"), (mark: "iPad", name: "sur iPad"), (mark: "Android", name: "sous Android"),
        (mark: "Windows", name: "sous Windows"), (mark: "Mac OS X", name: "sous macOS"),
        (mark: "CrOS", name: "sous ChromeOS"), (mark: "Linux", name: "sous Linux"),
    ]
}
