/// The part of the help about reading with other eyes.
enum HelpReadings {
    static let html: HTML = """
        <h2 id="lectures-aide">Lectures exceptionnelles et avis</h2>
        <p><strong>Voir comme.</strong> Le président ou un administrateur du conseil voit Sextant comme le voit un autre
        rôle ou un membre de son conseil, pour l'aider ou vérifier un droit : trente minutes au plus, avec un motif, et
        sans rien pouvoir modifier. Un bandeau le rappelle sur chaque page.</p>
        <p><strong>Accès exceptionnel.</strong> Pour un incident, le Conseil national ou l'exploitant de la plateforme
        peut lire un seul conseil, soixante minutes au plus, avec un motif et un nouveau code de son second facteur. Il ne
        peut rien modifier, et le bloc 4 reste masqué.</p>
        <p><strong>Avis.</strong> Le président et les administrateurs du conseil sont prévenus aussitôt : un bandeau reste
        sur leurs pages tant que chacun n'a pas indiqué, à la page « Avis », en avoir pris connaissance. Ils peuvent y
        mettre fin à une lecture en cours : dès sa page suivante, elle ne montre plus rien. Le début, la fin et chaque
        page ouverte sont au journal, sous la nature « Lectures exceptionnelles », avec le nom de la personne qui a lu et
        celui du rôle vu.</p>
        """
}
