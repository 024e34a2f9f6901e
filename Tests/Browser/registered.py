"""The pages of registered letters and of a council's own milestones: numbers of a pile, what the post says, an agreement
to electronic letters, a letter that is handed over; rules that are refused, proposed, sent back and published; and the
calendar of the country.
"""

import re

CARRIER = {"SEXTANT_AR24_ADDRESS": "http://127.0.0.1:9/api", "SEXTANT_AR24_TOKEN": "jeton", "SEXTANT_AR24_KEY": "cle",
           "SEXTANT_AR24_USER": "1"}
NUMBER = "1A 123 456 7890 1"


def refused(agent, field, report, what):
    """The page came back as an error, said above the form and beside the field."""
    page = agent.visitor.page
    report.check(page.title().startswith("Erreur") and page.locator(f"#erreurs a[href='#{field}']").count() == 1
                 and page.locator(f"#{field}[aria-invalid='true']").count() == 1, what)


def numbers(agent, council, lot, report):
    """Numbers typed one after the other; what is none is refused beside its field."""
    page, place = agent.visitor.page, f"{lot}/recommandes"
    agent.look(place, "numeros-vides")
    agent.visitor.go(place)
    page.fill("#numero", "12")
    agent.press("Enregistrer ce numéro")
    refused(agent, "numero", report, "a number that is none is not said beside its field")
    page.fill("#numero", NUMBER)
    agent.press("Enregistrer ce numéro")
    report.check(NUMBER.replace(" ", "") in agent.visitor.text().replace("\u00a0", "").replace(" ", ""),
                 "a number is not shown once it is recorded")
    agent.look(place, "numeros")
    agent.look(f"/cd/{council}/recommandes", "recommandes")


def agreement(agent, council, report):
    """A physician who is written to on paper agrees to electronic letters; the page where theirs will be offered."""
    page = agent.visitor.page
    agent.visitor.go(f"/cd/{council}/contacts?etat=sans-adresse")
    people = [link.get_attribute("href") for link in page.locator("main tbody th a").all()]
    physician = re.search(r"/medecins/(\d+)", people[0]).group(1)
    place = f"/cd/{council}/medecins/{physician}/accord"
    agent.look(place, "accord-absent")
    agent.visitor.go(place)
    page.fill("#adresse", "accord@example.org")
    page.evaluate("document.querySelector('#precision').required = false")
    agent.press("Enregistrer l.accord")
    refused(agent, "precision", report, "an agreement of which nobody says how it is known is recorded")
    page.fill("#precision", "courrier signé")
    agent.press("Enregistrer l.accord")
    report.check("accord@example.org" in agent.visitor.text(), "an agreement is not shown once it is recorded")
    agent.look(place, "accord-donne")
    return f"/cd/{council}/recommandes"


def sending(agent, register):
    """A letter of somebody who agreed is handed over."""
    agent.look(register, "recommandes-a-envoyer")
    agent.press("Envoyer en recommandé|Envoyer")
    agent.look(register, "recommande-demande")


def rules(agent, president, council, report):
    """Milestones of a council's own: beyond the bounds, proposed, sent back, proposed again, published."""
    page, place = agent.visitor.page, f"/cd/{council}/regles-alertes"
    agent.look(place, "regles-nationales")
    agent.visitor.go(place)
    first = page.locator("main form input[inputmode='numeric']").first
    name = first.get_attribute("id")
    for value, state in (("9", "regles-hors-bornes"), ("2", "")):
        page.fill(f"#{name}", value)
        page.fill("#raison", "Alerter plus tôt les médecins du département.")
        agent.press("Proposer ces règles")
        if state:
            refused(agent, name, report, "a milestone beyond the bounds is not refused beside its field")
    agent.look(place, "regles-proposees")
    report.check(not page.get_by_role("button", name="Publier ces règles").count(), "the proposer may publish")
    president.look(place, "regles-a-publier")
    president.visitor.go(place)
    president.press("Publier ces règles")
    president.look(place, "regles-publiees")
