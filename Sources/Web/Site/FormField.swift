/// A line to be typed: its label, its hint and what was wrong with it, tied to each other for whoever does not see them.
struct FormField {
    let id: String
    let name: String
    let label: HTML
    var hint = HTML.empty
    var value = ""
    /// The most characters of the line.
    var most = 500
    /// Further attributes of the input, with a space before each.
    var attributes = HTML.empty
    /// The errors of the page; those of other fields are passed over.
    var errors: [(field: String, sentence: HTML)] = []

    var html: HTML {
        """
        <div class="sx-field"><label for="\(id)">\(label)</label>
        <input id="\(id)" name="\(name)" required maxlength="\(raw: most)" value="\(value)"\(attributes)\(description)>\
        \(hintLine)\(errorLine)</div>
        """
    }

    private var error: HTML? { errors.first { $0.field == id }?.sentence }

    private var description: HTML {
        var names: [String] = []
        if !hint.isEmpty { names.append("\(id)-aide") }
        if error != nil { names.append("\(id)-erreur") }
        guard !names.isEmpty else { return .empty }
        let invalid: HTML = error == nil ? .empty : " aria-invalid=\"true\""
        return " aria-describedby=\"\(names.joined(separator: " "))\"\(invalid)"
    }

    private var hintLine: HTML {
        hint.isEmpty ? .empty : "<span class=\"hint\" id=\"\(id)-aide\">\(hint)</span>"
    }

    private var errorLine: HTML {
        error.map { "<span class=\"error\" id=\"\(id)-erreur\">\($0)</span>" as HTML } ?? .empty
    }
}

extension FormField {
    /// Why somebody decides: kept, and read by others.
    static func reason(
        id: String = "raison", _ label: HTML, value: String, errors: [(field: String, sentence: HTML)]
    ) -> FormField {
        FormField(
            id: id, name: "raison", label: label,
            hint: "Elle reste dans l'historique. N'y écrivez ni numéro RPPS ni motif de santé.", value: value,
            errors: errors)
    }
}
