/// The part of the help about the words of letters.
enum HelpTemplates {
    static let html: HTML = """
        <h2 id="modeles-aide">Modèles de courriers</h2>
        <p>Les textes nationaux sont les mêmes pour tous les conseils. Au Conseil national, une personne modifie le texte en
        vigueur, lit ce qui change paragraphe par paragraphe, puis le propose ; une autre, qui n'en a pas écrit la dernière version, le
        publie à partir d'un jour qui n'est pas passé, ou le renvoie avec une raison. Un texte publié ne change plus : un suivant le
        remplace, le même jour s'il le faut. Avant son jour, deux personnes peuvent le révoquer : l'une le demande, l'autre le
        confirme. Il l'emporte sur les textes livrés avec Sextant, y compris ceux d'une version ultérieure du logiciel.</p>
        <p>Une alerte ne peut être ni proposée ni publiée sans l'offre d'accompagnement, les champs {cnp} et {plateforme} et la
        phrase « n'est pas une décision », dans le courriel et dans la lettre : la page du brouillon dit ce qui manque. À la
        proposition et à la publication, Sextant met en page une lettre d'essai avec les valeurs les plus longues : deux pages au
        plus, et des caractères que les polices connaissent. Si l'outil de mise en page ne répond pas, rien n'est perdu.</p>
        <p>Un champ s'écrit entre accolades et devient une valeur : {destinataire}, {conseil}, {echeance}… La page liste ceux que
        chaque courrier connaît. Les nombres du programme d'un médecin ne figurent que dans la lettre sur papier, jamais dans un
        courriel.</p>
        <p>Un conseil ne peut pas changer un texte national. Il y ajoute ses propres textes : un en-tête, un paragraphe libre et
        une délégation de signature dans la lettre sur papier, une signature dans la lettre et le courriel. Un agent instructeur ou
        le président les propose ; le président, ou la personne qui a sa délégation, les publie, jamais celle qui les a proposés.
        Les courriers déjà écrits gardent leur texte et disent quelle version ils portent.</p>
        <p>L'aperçu montre jusqu'à trois courriers tels que les recevraient les premiers destinataires de la dernière campagne,
        nomme les caractères invisibles qui en ont été retirés, compte les pages de la lettre et donne son PDF. Rien n'est
        envoyé ni conservé ; la consultation est inscrite au journal. Le PDF porte « APERÇU : ne pas envoyer » sur
        chaque page. Les agents du conseil y ont accès.</p>
        <p>L'expéditeur (nom, adresse de réponse, téléphone, adresse postale) se propose sur la même page et se publie de même : une
        autre personne le lit, la première fois aussi. La page dit ce qui est en vigueur, depuis quand et par qui. Sans adresse
        postale, aucun lot de lettres ne peut être préparé.</p>
        """
}
