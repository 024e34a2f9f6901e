"""The words of letters: a council proposes its own and its president publishes them, letters are looked at before they
leave, and the national council writes, checks and proposes other national words.
"""

COUNCIL = "33"


def propose(agent, report):
    """A block with a flaw is refused where it was typed; without it waits for another person."""
    page, home = agent.visitor.page, f"/cd/{COUNCIL}/modeles"
    agent.visitor.go(home)
    agent.look(home, "modeles-du-conseil")
    for words, expected in (("Docteur {age}", "n'existe pas"), ("Docteur Anne Petit\n{conseil}", "est proposé")):
        section = page.locator("section:has(> h2#signature-titre)")
        if not section.locator("textarea").is_visible():
            section.locator("summary").first.click()
        section.locator("textarea").fill(words)
        with page.expect_navigation():
            section.get_by_role("button", name="Proposer ce texte").click()
        said = page.inner_text("body").replace("’", "'")
        report.check(expected in said, f"the proposal of « {words} » does not say « {expected} »")
    agent.look(home, "modeles-proposes")


def preview(agent, report):
    path = f"/cd/{COUNCIL}/modeles/apercu?nature=alerte&propositions=oui"
    agent.look(path, "apercu")
    agent.visitor.go(path)
    text = agent.visitor.text()
    report.check("Docteur Anne Petit" in text, "the preview does not show the proposed signature")
    report.check(text.count("Voir ce destinataire") == 3, "the preview is not of three real recipients")
    report.check(text.count("télécharger le PDF") == 3, "not every preview says its pages and gives its file")


def publish(president, report):
    president.visitor.go(f"/cd/{COUNCIL}/modeles")
    president.look(f"/cd/{COUNCIL}/modeles", "modeles-a-publier")
    president.press("Publier ce texte")
    report.check("Le texte est publié" in president.visitor.page.inner_text("body"), "nothing says that it is published")
    president.visitor.go(f"/cd/{COUNCIL}/modeles/apercu?nature=alerte")
    report.check("Docteur Anne Petit" in president.visitor.text(), "the published signature is in no letter")


def national(writer, report):
    """From the words in force to a proposal; its author cannot publish it."""
    page = writer.visitor.page
    writer.look("/national/modeles", "modeles-nationaux")
    writer.look("/national/modeles/alerte", "texte-en-vigueur")
    writer.visitor.go("/national/modeles/alerte")
    writer.press("Modifier ce texte")
    page.fill("#objet", "Objet avec {age}")
    writer.press("Enregistrer le brouillon")
    report.check("À corriger avant de proposer" in writer.visitor.text(), "an unknown field is not named")
    writer.look("/national/modeles/alerte/brouillon", "brouillon-a-corriger")
    page.fill("#objet", "Votre certification : un repère")
    writer.press("Enregistrer le brouillon")
    writer.press("Proposer ce texte")
    report.check("une autre personne du Conseil national" in writer.visitor.text(), "its author is offered to publish it")
    writer.look("/national/modeles/alerte/brouillon", "texte-propose")


def run(people, reader, report):
    """`people` of the demonstration; `reader` opens a session of one of them."""
    own = {person.role: person for person in people if person.council == COUNCIL}
    agent = reader(own["Agent instructeur"])
    propose(agent, report)
    preview(agent, report)
    publish(reader(own["Président du conseil"]), report)
    national(reader(next(person for person in people if person.council == "national")), report)
