import Frameworks
import Vocabulary

/// Asks why a version may judge what was done before today.
struct RetroactiveField {
    let start: CalendarDate?
    let typed: String

    init(_ version: FrameworkVersion, _ typed: String?) {
        start = version.effectiveFrom
        self.typed = typed ?? ""
    }

    var html: HTML {
        """
        <div class="sx-field"><label for="retroactif">Motif de l'effet rétroactif (obligatoire)</label>
        <span class="hint">Cette version commence \(start.map { "le \($0)" as HTML }), dans le passé : des actions déjà jugées le
        seraient de nouveau.</span>
        <input id="retroactif" name="retroactif" maxlength="500" autocomplete="off" value="\(typed)" required></div>
        """
    }
}
