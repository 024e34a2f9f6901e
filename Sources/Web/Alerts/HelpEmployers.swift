/// The part of the help about the information of employers.
enum HelpEmployers {
    static let html: HTML = """
        <h2 id="employeurs-aide">Information des employeurs</h2>
        <p>L'Ordre peut alerter un médecin et son employeur (R. 4022-18) ; il n'y est pas tenu, et Sextant ne le fait pas de
        lui-même. Le président du conseil le permet d'abord, avec une raison et un délai laissé au médecin ; il peut revenir
        sur ce choix à tout moment.</p>
        <p>Ensuite, pour une alerte qui est bien partie, un agent instructeur propose d'informer l'employeur depuis la page de
        cette alerte : il écrit le nom et l'adresse, que le Tableau ne connaît pas, et la raison. Une autre personne décide,
        toujours. Le médecin est prévenu d'abord, par courriel ou par lettre ; le courrier à l'employeur ne part qu'après le
        délai, et jamais si le médecin n'a pas pu être prévenu.</p>
        <p>L'employeur apprend qu'une alerte a été adressée et pour quelle échéance : ni nombre d'actions, ni bloc, ni raison
        de santé. Juste avant l'envoi, Sextant vérifie de nouveau : si le programme est devenu complet, si l'alerte a été
        rétractée ou si le conseil n'informe plus les employeurs, rien ne part. La base elle-même refuse d'informer l'employeur
        d'un médecin qui n'est pas en retard.</p>
        <p>Une information se retire avant la décision, et s'annule après : ce qui n'est pas parti ne part pas, et qui a déjà
        reçu un courrier en reçoit un second qui l'annule. Rétracter l'alerte annule aussi l'information de l'employeur.</p>
        """
}
