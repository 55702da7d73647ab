"""The words of the scrutiny sheet: ``{key: (Italian, English)}``. Data only; used by ``words.py``."""

PHRASES: dict[str, tuple[str, str]] = {
    "and": ("{first} e {last}", "{first} and {last}"),
    # --- parts
    "rules": ("Regole dell’elezione", "Rules of the election"),
    "votes": ("Voti", "Votes"),
    "result": ("Risultato", "Result"),
    "count": ("Scrutinio", "Count"),
    "candidates": ("Candidati", "Candidates"),
    "papers": ("Schede", "Ballot papers"),
    "reserves": ("Non eletti, nell’ordine in cui sono chiamati", "Not elected, in the order in which they are called"),
    # --- rules
    "held_on": ("Data", "Date"),
    "method": ("Metodo", "Method"),
    "seats": ("Seggi", "Seats"),
    "preferences": ("Preferenze", "Preferences"),
    "ranked": ("in ordine, fino a {count}", "in order, up to {count}"),
    "in_list": ("nella lista votata, fino a {count}", "inside the list voted for, up to {count}"),
    "closed_lists": ("nessuna (liste bloccate)", "none (closed lists)"),
    "limited": ("fino a {count}, meno dei seggi (voto limitato)", "up to {count}, fewer than the seats (limited vote)"),
    "at_most": ("al massimo {count}", "at most {count}"),
    "at_least": ("almeno {count}", "at least {count}"),
    "votes_max": ("Voti per scheda, al massimo", "Votes per paper, at most"),
    "threshold": ("Soglia", "Threshold"),
    "threshold_value": ("almeno {share} dei voti di lista", "at least {share} of the list votes"),
    "droop": ("Quota (Droop)", "Quota (Droop)"),
    "droop_value": (
        "{valid} voti validi : ({seats} seggi + 1), senza la frazione, + 1 = {droop}",
        "{valid} valid votes : ({seats} seats + 1), the fraction ignored, + 1 = {droop}",
    ),
    "paper_value": ("Valore delle schede trasferite", "Value of transferred papers"),
    "decimals": ("{count} decimali, il resto si trascura", "{count} decimals, the rest ignored"),
    "exact": ("frazioni esatte", "exact fractions"),
    "quota": ("Seggi riservati e quote", "Reserved seats and quotas"),
    "if_short.vacant": ("se mancano candidati il seggio resta vacante", "with too few candidates the seat stays vacant"),
    "if_short.open": ("se mancano candidati il seggio va agli altri", "with too few candidates the seat goes to the others"),
    "ties": ("Parità", "Ties"),
    "tie.seniority": ("anzianità d’iscrizione nel libro", "seniority in the members’ book"),
    "tie.age_older": ("età (il più anziano)", "age (the older)"),
    "tie.age_younger": ("età (il più giovane)", "age (the younger)"),
    "tie.list_order": ("ordine di lista", "order of the list"),
    "tie.lot": ("sorteggio", "lot"),
    "tie.run_off": ("ballottaggio", "run-off"),
    "seed": ("Seme del sorteggio", "Seed of the lot"),
    "method.plurality": ("Maggioranza dei voti", "Plurality"),
    "method.dhondt": ("Liste, metodo D’Hondt", "Lists, D'Hondt"),
    "method.sainte_lague": ("Liste, metodo Sainte-Laguë", "Lists, Sainte-Laguë"),
    "method.stv": ("Voto singolo trasferibile", "Single transferable vote"),
    "method.schulze": ("Metodo Schulze", "Schulze"),
    "how.plurality": (
        "Sono eletti i candidati con più voti, nell’ordine dei voti. Chi non ha alcun voto non è eletto. Un candidato è "
        "scavalcato se il suo seggio renderebbe impossibile coprire i seggi riservati o rispettare le quote.",
        "The candidates with most votes are elected, in the order of votes. Nobody without a vote is elected. A candidate is "
        "passed over if seating them would make it impossible to fill the reserved seats or meet the quotas.",
    ),
    "how.dhondt": (
        "I voti di ciascuna lista si dividono per 1, 2, 3, …; i seggi vanno ai quozienti più alti. A parità di quoziente "
        "prevale la lista con più voti. Nella lista i seggi vanno ai candidati con più preferenze o, senza preferenze, in "
        "ordine di lista.",
        "The votes of each list are divided by 1, 2, 3, …; the seats go to the highest quotients. Equal quotients: the list "
        "with more votes. Inside a list the seats go by preferences or, without preferences, by the order of the list.",
    ),
    "how.sainte_lague": (
        "I voti di ciascuna lista si dividono per 1, 3, 5, …; i seggi vanno ai quozienti più alti. A parità di quoziente "
        "prevale la lista con più voti. Nella lista i seggi vanno ai candidati con più preferenze o, senza preferenze, in "
        "ordine di lista.",
        "The votes of each list are divided by 1, 3, 5, …; the seats go to the highest quotients. Equal quotients: the list "
        "with more votes. Inside a list the seats go by preferences or, without preferences, by the order of the list.",
    ),
    "how.stv": (
        "Metodo Gregory inclusivo ponderato (regole delle elezioni locali scozzesi, SSI 2007/42, regole 45–51). È eletto chi "
        "raggiunge la quota. L’eccedenza maggiore si trasferisce per prima: tutte le schede dell’eletto passano alla "
        "preferenza successiva, ciascuna al valore eccedenza × valore ricevuto : voti dell’eletto. Senza eccedenze è escluso "
        "chi ha meno voti e le sue schede passano con il valore che hanno. Parità: contano i voti della fase precedente più "
        "vicina in cui differivano, poi la regola di parità. Quando restano tanti candidati quanti seggi, sono eletti.",
        "Weighted inclusive Gregory method (the rules of Scottish council elections, SSI 2007/42, rules 45–51). Who reaches "
        "the quota is elected. The largest surplus is transferred first: all papers of the elected go to their next "
        "preference, each at the value surplus × value received : votes of the elected. With no surplus, the candidate with "
        "fewest votes is excluded and the papers go on at their value. Ties: the votes of the most recent preceding stage at "
        "which they differed, then the tie rule. When as many candidates are left as seats, they are elected.",
    ),
    "how.schulze": (
        "Per ogni coppia si contano i voti che preferiscono l’uno all’altro; chi non è indicato su una scheda vi sta ultimo. "
        "Un percorso da A a B è una catena di vittorie, forte quanto la sua vittoria più debole: contano i voti a favore e, a "
        "parità, i meno contrari. A precede B se il suo percorso più forte verso B è più forte di quello di B verso A. I seggi "
        "vanno in quest’ordine.",
        "For each pair the votes that prefer one to the other are counted; who is not named on a paper stands last on it. A "
        "path from A to B is a chain of victories, as strong as its weakest victory: votes in favour count and, if they are "
        "equal, the fewer against. A is before B if its strongest path to B is stronger than B’s to A. The seats go in that "
        "order.",
    ),
    # --- votes
    "entitled": ("Voti spettanti agli aventi diritto", "Votes of those entitled"),
    "voters": ("Voti di chi risulta aver votato", "Votes of those marked as having voted"),
    "cast": ("Voti trovati nell’urna", "Votes found in the box"),
    "blank": ("– in bianco", "– blank"),
    "void": ("– nulli", "– void"),
    "valid": ("– validi", "– valid"),
    # --- columns
    "place": ("N.", "No."),
    "number": ("N.", "No."),
    "elected": ("Eletto", "Elected"),
    "candidate": ("Candidato", "Candidate"),
    "list": ("Lista", "List"),
    "by": ("In base a", "By"),
    "rank": ("Ordine", "Order"),
    "change": ("Variazione", "Change"),
    "status": ("Esito", "Status"),
    "total": ("Totale", "Total"),
    "figure.votes": ("Voti", "Votes"),
    "figure.preferences": ("Preferenze", "Preferences"),
    "figure.position": ("Posto in lista", "Place on the list"),
    "figure.before": ("Precede", "Is before"),
    "row_before_column": ("Riga prima di colonna", "Row before column"),
    "non_transferable": ("Non trasferibili", "Not transferable"),
    "lost": ("Frazioni trascurate", "Fractions ignored"),
    "paper": ("Scheda (numeri dei candidati)", "Paper (numbers of candidates)"),
    "papers_count": ("Schede", "Papers"),
    # --- how somebody was elected
    "by.most_votes": ("voti", "votes"),
    "by.quotient": ("quoziente di lista", "the list’s quotient"),
    "by.quota_reached": ("quota raggiunta", "quota reached"),
    "by.last_seats": ("ultimi seggi, senza quota", "last seats, without the quota"),
    "by.path": ("ordine di Schulze", "Schulze order"),
    "by.reserved": ("seggio riservato o quota", "reserved seat or quota"),
    # --- status
    "status.continuing": ("in corsa", "continuing"),
    "status.elected": ("eletto", "elected"),
    "status.excluded": ("escluso", "excluded"),
    "status.below_threshold": ("sotto soglia o senza voti", "below the threshold or without votes"),
    "status.not_elected": ("non eletto", "not elected"),
    # --- rounds
    "round.votes": ("Voti dei candidati", "Votes of the candidates"),
    "round.list_votes": ("Voti delle liste", "Votes of the lists"),
    "round.quotients": ("Quozienti", "Quotients"),
    "round.preferences": ("Preferenze: {who}", "Preferences: {who}"),
    "round.list_order": ("Ordine di lista: {who}", "Order of the list: {who}"),
    "round.first_preferences": ("Prime preferenze", "First preferences"),
    "round.surplus": ("Eccedenza di {who}", "Surplus of {who}"),
    "round.exclusion": ("Esclusione di {who}", "Exclusion of {who}"),
    "round.last_seats": ("Ultimi seggi", "Last seats"),
    "round.pairs": (
        "Confronti a coppie: voti che mettono la riga prima della colonna",
        "Pairs: votes that put the row before the column",
    ),
    "round.paths": (
        "Percorso più forte dalla riga alla colonna: voti a favore e contro la sua vittoria più debole",
        "Strongest path from row to column: votes for and against its weakest victory",
    ),
    "round.seats": ("Assegnazione dei seggi", "Seats"),
    # --- decisions
    "decision.elected.quota_reached": (
        "{who}: eletto con {votes} voti (quota {quota}).",
        "{who}: elected with {votes} votes (quota {quota}).",
    ),
    "decision.elected.last_seats": (
        "{who}: eletto con {votes} voti; restano tanti candidati quanti seggi.",
        "{who}: elected with {votes} votes; as many candidates are left as seats.",
    ),
    "decision.surplus": (
        "{who}: eccedenza di {surplus} su {total} voti, trasferita per prima perché è la maggiore.",
        "{who}: surplus of {surplus} out of {total} votes, transferred first because it is the largest.",
    ),
    "decision.excluded.fewest_votes": (
        "{who}: escluso con {votes} voti, il numero più basso.",
        "{who}: excluded with {votes} votes, the fewest.",
    ),
    "decision.excluded.quota": (
        "{who}: escluso con {votes} voti, perché con la sua elezione non si potrebbe rispettare «{label}».",
        "{who}: excluded with {votes} votes, because electing them would make “{label}” impossible.",
    ),
    "decision.guarded": (
        "{who}: non può essere escluso, benché abbia meno voti: serve per i seggi riservati o le quote.",
        "{who}: cannot be excluded, though with fewer votes: needed for the reserved seats or quotas.",
    ),
    "decision.passed_over": ("{who}: scavalcato per rispettare «{label}».", "{who}: passed over, so that “{label}” can be met."),
    "decision.quota_short.vacant": (
        "«{label}»: chiesti {asked}, possibili {possible}; seggi che restano vacanti: {vacant}.",
        "“{label}”: {asked} asked for, {possible} possible; seats that stay vacant: {vacant}.",
    ),
    "decision.quota_short.open": (
        "«{label}»: chiesti {asked}, possibili {possible}; i seggi mancanti vanno agli altri candidati.",
        "“{label}”: {asked} asked for, {possible} possible; the missing seats go to the other candidates.",
    ),
    "decision.without_votes": ("Senza voti, quindi non eleggibili: {who}.", "Without votes, hence not elected: {who}."),
    "decision.below_threshold": (
        "Senza seggi, perché sotto la soglia ({share} di {total} voti) o senza voti: {who}.",
        "Without seats, being below the threshold ({share} of {total} votes) or without votes: {who}.",
    ),
    "decision.equal_quotients": (
        "Quoziente uguale ({quotient}) per l’ultimo seggio: prevale la lista con più voti.",
        "Equal quotients ({quotient}) for the last seat: the list with more votes comes first.",
    ),
    "decision.list_exhausted": (
        "{who}: tutti i suoi candidati ({seats}) hanno un seggio; gli altri quozienti passano alle altre liste.",
        "{who}: all its candidates ({seats}) have a seat; its further quotients pass to the other lists.",
    ),
    "decision.path_order": ("Posto {rank}: {who}.", "Place {rank}: {who}."),
    "decision.called": ("{who} è chiamato al posto di {gone}.", "{who} is called in the place of {gone}."),
    "decision.nobody_left": ("Nessun candidato può prendere il posto di {gone}.", "No candidate can take the place of {gone}."),
    "decision.no_seat_free": (
        "Il posto di {gone} è già coperto: nessun seggio è libero.",
        "The place of {gone} is already filled: no seat is free.",
    ),
    # --- ties
    "tie_by.seniority": (
        "Parità fra {who}: prevale l’iscrizione più antica ({values}).",
        "Tie between {who}: the earlier entry wins ({values}).",
    ),
    "tie_by.age_younger": (
        "Parità fra {who}: prevale il più giovane d’età ({values}).",
        "Tie between {who}: the younger wins ({values}).",
    ),
    "tie_by.age_older": (
        "Parità fra {who}: prevale il più anziano d’età ({values}).",
        "Tie between {who}: the older wins ({values}).",
    ),
    "tie_by.list_order": (
        "Parità fra {who}: prevale l’ordine di lista ({values}).",
        "Tie between {who}: the order of the list wins ({values}).",
    ),
    "tie_by.lot": (
        "Parità fra {who}: sorteggio, il valore minore prevale ({values}).",
        "Tie between {who}: by lot, the smallest value wins ({values}).",
    ),
    "tie_by.run_off": (
        "Parità fra {who}: decisa dal ballottaggio ({values}).",
        "Tie between {who}: decided by the run-off ({values}).",
    ),
    "tie_by_stage": (
        "Parità fra {who}: decidono i voti della fase {stage} ({figures}).",
        "Tie between {who}: the votes at stage {stage} decide ({figures}).",
    ),
    "tie_open": ("Parità fra {who}: nessun criterio automatico decide.", "Tie between {who}: no automatic criterion decides."),
    "waits.lot": (
        "Manca un sorteggio fra {names} (seggi: {seats}): registrare il seme e ripetere il conteggio.",
        "A lot is needed between {names} (seats: {seats}): record the seed and count again.",
    ),
    "waits.run_off": (
        "Occorre un ballottaggio fra {names} (seggi: {seats}).",
        "A run-off is needed between {names} (seats: {seats}).",
    ),
    # --- result
    "nobody_elected": ("Nessuno è eletto finora.", "Nobody is elected so far."),
    "vacant": ("Seggi vacanti: {count}.", "Vacant seats: {count}."),
    "equal_ranks": (
        "Chi ha lo stesso numero è in parità: la parità si scioglie solo se occorre chiamarlo.",
        "Those with the same number are tied: the tie is broken only if one of them has to be called.",
    ),
    "papers_note": (
        "Le schede uguali, contate insieme. Con queste chiunque può ripetere lo scrutinio.",
        "Papers that are alike, counted together. With these anybody can do the count again.",
    ),
    "how_lot": (
        "Il sorteggio si può ripetere: il valore di ciascun candidato è lo SHA-256 del seme, una barra verticale e il suo numero "
        "(per il candidato 1: printf '%s|%s' '{seed}' 1 | sha256sum). Prevale il valore minore.",
        "The lot can be drawn again: each candidate’s value is the SHA-256 of the seed, a vertical bar and the number "
        "(for candidate 1: printf '%s|%s' '{seed}' 1 | sha256sum). The smallest wins.",
    ),
}
