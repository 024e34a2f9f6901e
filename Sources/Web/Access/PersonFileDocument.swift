import Access
public import Standings
import Vocabulary

/// Everything a council holds about one physician, as one document that a browser shows and a printer prints, without
/// any reference outside it; the same as JSON at its end, for a program.
public struct PersonFileDocument: Sendable {
    let file: PersonFile

    /// The document of a file.
    public init(file: PersonFile) { self.file = file }

    /// UTF-8.
    public var bytes: [UInt8] { html.bytes }

    private var html: HTML {
        """
        <!DOCTYPE html>
        <html lang="fr"><head><meta charset="utf-8"><title>Dossier n° \(raw: Int(file.physicianID))</title>
        <style>\(PersonFileDocument.style)</style></head><body>
        <h1>Ce que le conseil détient sur vous</h1>
        <p>\(file.council.name). Numéro RPPS \(French.rpps(file.rppsNumber)). Document établi le \(file.madeOn) au titre du
        droit d'accès (règlement général sur la protection des données, article 15).</p>
        \(file.isWhole ? .empty : PersonFileDocument.masked)
        \(file.parts.map(part))
        <h2>Les mêmes données pour un logiciel (JSON)</h2><pre>\(file.json.text)</pre>
        </body></html>

        """
    }

    private static let style: HTML = """
        body{font:14px/1.5 sans-serif;margin:2em;max-width:70em}table{border-collapse:collapse;margin:.5em 0}
        th,td{border:1px solid #767676;padding:.2em .5em;text-align:left;vertical-align:top}
        caption{text-align:left;font-weight:bold}pre{white-space:pre-wrap;overflow-wrap:anywhere}
        h2{margin-top:1.5em;break-after:avoid}tr{break-inside:avoid}
        """

    private static let masked: HTML = """
        <p><strong>Ce document ne dit rien de vos actions du bloc 4 (santé).</strong> Elles ne sont connues que de l'agent
        qui instruit votre dossier : demandez-lui un export entier.</p>
        """

    private func part(_ part: PersonFile.Part) -> HTML {
        let rows = (part.rows.array ?? []).compactMap(\.members)
        let title: HTML = "<h2>\(say: PersonFileWords.title(of: part.table))</h2>"
        guard !rows.isEmpty else { return "\(title)<p>Rien.</p>" }
        var keys: [String] = []
        for member in rows.joined() where !keys.contains(member.key) { keys.append(member.key) }
        let head = keys.map { "<th scope=\"col\">\(say: PersonFileWords.name(of: $0))</th>" as HTML }
        let body = rows.map { row -> HTML in
            let cells = keys.map { key -> HTML in
                let value = row.first { $0.key == key }?.value ?? .null
                return "<td>\(PersonFileWords.text(of: value, key: key))</td>"
            }
            return "<tr>\(cells)</tr>"
        }
        return "\(title)<table><thead><tr>\(head)</tr></thead><tbody>\(body)</tbody></table>"
    }
}
