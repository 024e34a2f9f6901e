import Vocabulary

extension TemplateVersion {
    /// A file of `Resources/templates`, or what was kept of it.
    ///
    /// - Throws: ``ComposeFault`` when its words could not make a letter; `InputFault` when a member is missing.
    init(_ json: JSON, council: Int32 = 0) throws {
        func text(_ key: String) throws -> String {
            guard let text = json[key]?.string, !text.isEmpty else { throw TemplateFault(member: key) }
            return text
        }
        func paragraphs(_ key: String) throws -> [String] {
            let found = (json[key]?.array ?? []).compactMap(\.string)
            guard !found.isEmpty, found.count == json[key]?.array?.count else { throw TemplateFault(member: key) }
            return found
        }
        guard let kind = Notice.Kind(rawValue: try text("kind")) else { throw TemplateFault(member: "kind") }
        guard let day = CalendarDate(iso: try text("inForceFrom")) else { throw TemplateFault(member: "inForceFrom") }
        guard let version = json["version"]?.integer, version >= 1 else { throw TemplateFault(member: "version") }
        self.init(
            id: try text("id"), councilID: council, version: version, kind: kind, inForceFrom: day,
            subject: try text("subject"), mail: try paragraphs("mail"), letter: try paragraphs("letter"))
        try ComposeLetter.check(self)
    }
}

/// A template that lacks a member, or has one of another form.
struct TemplateFault: Error, CustomStringConvertible {
    let member: String
    var description: String { "a template of a letter has no usable member « \(member) »" }
}
