/// The part of the help about the queue.
enum HelpQueue {
    static let html: HTML = """
        <h2 id="file-aide">File des tâches</h2>
        <p>Ce qui se fait plus tard (préparer les messages d'une campagne, envoyer un courriel) attend dans une file. La
        personne qui exploite la plateforme voit combien de tâches attendent et depuis quand, jamais leur contenu. Une
        tâche qui échoue est essayée de nouveau, de plus en plus tard ; après dix échecs elle est mise de côté, sans
        retenir les autres, jusqu'à ce que quelqu'un en corrige la cause et la remette dans la file.</p>
        <p>Sans serveur d'envoi, les courriels attendent : aucun n'est perdu, et la page le dit.</p>
        """
}
