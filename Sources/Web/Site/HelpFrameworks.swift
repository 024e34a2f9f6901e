/// The part of the help about référentiels, specialties and the national offices.
enum HelpFrameworks {
    static let html: HTML = "\(versions)\(completing)\(others)"

    private static let versions: HTML = """
        <h2 id="referentiels-aide">Référentiels</h2>
        <p>Chaque référentiel a des versions, avec la date à partir de laquelle chacune s'applique. Les conseils voient
        les versions approuvées, en vigueur ou à venir. Un brouillon ne juge personne : il dit ce qui lui manque, puis
        il est proposé. Une deuxième personne du CNCP lit son effet sur les médecins avant de l'approuver ou de le
        refuser ; une version approuvée ne se modifie plus. Un conseil voit ce que change une version proposée et son
        effet sur ses propres médecins.</p>
        <p>Une version qui commence avant le jour de son approbation, alors qu'une autre est en vigueur, jugerait de
        nouveau des actions déjà jugées : elle est refusée, sauf si un motif d'effet rétroactif est donné. Ce motif reste
        dans l'historique.</p>
        """

    private static let completing: HTML = """
        <h2 id="completer">Compléter et signer un référentiel</h2>
        <p>La liste de l'ANS ne donne que des codes, des blocs et des libellés. Pour compléter un brouillon :</p>
        <ol><li>ouvrez-le et choisissez « Télécharger le texte (JSON) » ;</li>
        <li>le CNP y écrit ce que la page signale comme manquant : date d'effet, nombre d'actions par bloc (deux au
        moins, R. 4022-7), mode de labellisation, justificatifs, seuils et sources ;</li>
        <li>le CNP signe le texte avec sa clé, ce qui donne un paquet (.sxpkg) ; la personne qui administre Sextant
        l'y aide (commande « sextant framework sign ») ;</li>
        <li>importez ce paquet : il remplace le brouillon, et peut être proposé dès que rien n'y manque.</li></ol>
        <p>Un paquet sans signature, ou signé par une clé inconnue ou révoquée, est refusé : demandez-le au CNP.</p>
        """

    private static let others: HTML = """
        <h2 id="specialites-aide">Spécialités</h2>
        <p>Chaque spécialité du Tableau mène à un référentiel, avec une certitude, une source et une date. Tout le monde
        peut lire ces correspondances ; le Conseil national les corrige. Avant d'être enregistrée, une correction dit
        combien de médecins elle concerne. Une correspondance ne s'efface pas : une nouvelle la remplace.</p>
        <h2 id="accueils">Accueils nationaux</h2>
        <p>Les personnes du Conseil national et du CNCP commencent sur leur propre page : les versions qui attendent une
        deuxième personne, avec leur effet, et les brouillons avec ce qui leur manque. Elles ne voient aucun médecin,
        seulement des nombres.</p>
        <p>Un agent d'un conseil régional commence sur la page de sa région : quels conseils départementaux ont transmis
        leurs chiffres, et à quelle date. Un conseil qui n'a rien transmis y est « non transmis »,
        jamais compté pour zéro ; les petits nombres sont masqués.</p>
        """
}
