import Intake
import Vocabulary

/// The form that brings a file (S29): nothing is written to the register yet.
struct NewImportPage: Page {
    let code: String
    let proof: String
    var kind = LotKind.roll
    var asOf: String
    var errors: [(field: String, sentence: HTML)] = []

    var title: String { errors.isEmpty ? "Importer un fichier" : "Erreur : Importer un fichier" }
    var section: Section? { .imports }

    var main: HTML {
        """
        <div class="sx-narrow"><h1>Importer un fichier</h1>
        <p>Le fichier est d'abord lu et contrôlé. Rien n'est écrit dans le registre avant que vous n'appliquiez
        l'import.</p>
        \(ErrorSummary(errors: errors).html)
        \(PostForm(action: .imports(code, before: nil), proof: proof, isUpload: true, content: fields).html)
        \(help)</div>
        """
    }

    private var fields: HTML {
        """
        <fieldset><legend>Contenu</legend>
        \(choice(.roll, "Tableau du conseil (CSV)"))\(choice(.accounts, "Comptes individuels (un ou plusieurs fichiers)"))
        </fieldset>
        <div class="sx-field"><label for="date">Situation à la date du</label>
        <span class="hint">Le jour pour lequel le fichier est exact.</span>
        <input type="date" id="date" name="date" value="\(asOf)" required></div>
        <div class="sx-field"><label for="fichier">Fichier</label>
        <span class="hint">CSV en UTF-8, séparé par des points-virgules, des virgules ou des tabulations.</span>
        <input type="file" id="fichier" name="fichier" multiple></div>
        <div class="sx-field"><label for="collage">Ou cellules copiées d'un tableur, ligne de titres comprise</label>
        <textarea id="collage" name="collage" rows="5" spellcheck="false"></textarea></div>
        <p><button class="sx-primary">Lire et contrôler le fichier</button></p>
        """
    }

    private func choice(_ value: LotKind, _ label: HTML) -> HTML {
        """
        <div class="choice"><input type="radio" id="contenu-\(value.rawValue)" name="contenu" value="\(value.rawValue)"\
        \(kind == value, "checked")><label for="contenu-\(value.rawValue)">\(label)</label></div>
        """
    }

    private var help: HTML {
        """
        <details><summary>Colonnes attendues pour le Tableau</summary>
        <p>Obligatoires : <code>rpps</code>, <code>departement_inscription</code>, <code>date_inscription</code>,
        <code>specialite_sm</code>.</p>
        <p>Facultatives : <code>date_diplome</code>, <code>annee_naissance</code>, <code>date_qualification</code>,
        <code>courriel_rpps</code>, <code>courriel_verifie_le</code>, <code>soins_directs</code>,
        <code>soins_directs_depuis</code>, <code>exoneration_bloc3_du</code>, <code>exoneration_bloc3_au</code>,
        <code>exoneration_motif</code>, <code>fin_inscription</code>, <code>motif_fin</code>,
        <code>service_de_sante_armees</code>, <code>adresse_1</code> à <code>adresse_6</code>.</p>
        <p>L'ordre des colonnes, les accents et les majuscules ne comptent pas. Dates : 21/11/2026 ou 2026-11-21.</p>
        </details>
        <p><a href="\(SiteURL.help)#imports">Aide sur les imports</a></p>
        """
    }
}
