"""Who appears in the demo story. People, companies and associations are invented; public bodies are real."""

from typing import NamedTuple

from codicefiscale import codicefiscale


class Person(NamedTuple):
    """A human being: ``born`` is an ISO date, ``birthplace`` a municipality."""

    key: str
    first: str
    last: str
    gender: str
    born: str
    birthplace: str
    city: str
    street: str
    title: str = ""

    @property
    def name(self):
        return f"{self.first} {self.last}"

    @property
    def codice_fiscale(self):
        """The valid codice fiscale of these data."""
        return codicefiscale.encode(self.last, self.first, self.gender, self.born, self.birthplace)


class Body(NamedTuple):
    """A legal person: ``form`` is the code of its legal form; ``seat`` numbers the P.IVA of invented ones."""

    key: str
    name: str
    form: str
    city: str
    street: str
    codice_fiscale: str = ""
    ipa: str = ""
    pec: str = ""
    serial: int = 0

    @property
    def partita_iva(self):
        """A valid P.IVA with a number that no office has given; empty for public bodies."""
        if not self.serial:
            return ""
        province = {"LE": "075", "BG": "016"}[PROVINCES[self.city]]
        stem = f"{9990000 + self.serial:07d}{province}"
        return stem + _check_digit(stem)


def _check_digit(stem):
    """The last digit of an eleven-digit code (Luhn, D.M. 23/12/1976)."""
    total = 0
    for position, digit in enumerate(map(int, stem)):
        doubled = digit * 2 if position % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


PROVINCES = {
    "Lecce": "LE",
    "Nardò": "LE",
    "Galatina": "LE",
    "Gallipoli": "LE",
    "Melendugno": "LE",
    "Otranto": "LE",
    "Maglie": "LE",
    "Copertino": "LE",
    "Bergamo": "BG",
    "Treviglio": "BG",
    "Dalmine": "BG",
    "Seriate": "BG",
}
ZIPS = {
    "Lecce": "73100",
    "Nardò": "73048",
    "Galatina": "73013",
    "Gallipoli": "73014",
    "Melendugno": "73026",
    "Otranto": "73028",
    "Maglie": "73024",
    "Copertino": "73043",
    "Bergamo": "24122",
    "Treviglio": "24047",
    "Dalmine": "24044",
    "Seriate": "24068",
}

# --- Lecce ---

LECCE_PEOPLE = (
    Person("quarta", "Antonella", "Quarta", "F", "1978-03-12", "Lecce", "Lecce", "Via Palmieri 18"),
    Person("petrelli", "Giovanni", "Petrelli", "M", "1969-11-02", "Maglie", "Lecce", "Via dei Perroni 4"),
    Person("miglietta", "Chiara", "Miglietta", "F", "1984-07-25", "Lecce", "Lecce", "Viale Gallipoli 31"),
    Person("de_giorgi", "Cosimo", "De Giorgi", "M", "1951-02-09", "Copertino", "Copertino", "Via Re Galantuomo 12"),
    Person("stefanelli", "Paola", "Stefanelli", "F", "1973-09-30", "Galatina", "Galatina", "Corso Re d'Italia 9"),
    Person("caputo", "Marco", "Caputo", "M", "1990-05-17", "Lecce", "Lecce", "Via Taranto 55"),
    Person("leone", "Federica", "Leone", "F", "1988-12-01", "Gallipoli", "Gallipoli", "Via Antonietta De Pace 40"),
    Person("conte", "Luigi", "Conte", "M", "1947-06-21", "Lecce", "Lecce", "Piazza Mazzini 7"),
    Person("rizzo", "Alessandra", "Rizzo", "F", "1981-01-19", "Nardò", "Nardò", "Via Lata 3"),
    Person("pascali", "Davide", "Pascali", "M", "1992-10-08", "Lecce", "Lecce", "Via Merine 22"),
    Person("toma", "Ilaria", "Toma", "F", "1986-04-14", "Maglie", "Maglie", "Via Roma 61"),
    Person("manca", "Francesco", "Manca", "M", "1976-08-03", "Otranto", "Otranto", "Via delle Torri 5"),
    Person("perrone", "Silvia", "Perrone", "F", "1995-02-27", "Lecce", "Lecce", "Via Adua 14"),
    Person("negro", "Antonio", "Negro", "M", "1963-12-11", "Galatina", "Galatina", "Via Soleto 8"),
    Person("spedicato", "Elena", "Spedicato", "F", "1970-05-05", "Lecce", "Lecce", "Viale Otranto 77"),
    Person("martina", "Roberto", "Martina", "M", "1958-09-16", "Lecce", "Lecce", "Via Cavour 2"),
    Person("greco", "Serena", "Greco", "F", "1993-11-23", "Lecce", "Lecce", "Via Leuca 109"),
    Person("calo", "Matteo", "Calò", "M", "1998-03-29", "Gallipoli", "Gallipoli", "Lungomare Galilei 16"),
    Person("mazzotta", "Giulia", "Mazzotta", "F", "1989-06-06", "Lecce", "Lecce", "Via Salvatore Grande 20"),
    Person("tarantino", "Pierluigi", "Tarantino", "M", "1967-01-31", "Melendugno", "Melendugno", "Via San Foca 11"),
    Person("ingrosso", "Teresa", "Ingrosso", "F", "1955-10-13", "Lecce", "Lecce", "Via Zanardelli 36"),
    # They ask to join.
    Person("elia", "Sara", "Elia", "F", "1994-07-19", "Lecce", "Lecce", "Via Duca degli Abruzzi 13"),
    Person("rucco", "Tommaso", "Rucco", "M", "1983-02-11", "Copertino", "Copertino", "Via Casole 45"),
    Person("carra", "Noemi", "Carrà", "F", "2000-12-05", "Gallipoli", "Lecce", "Via dei Mocenigo 9"),
    # They act for bodies and are not members.
    Person("sindaco_lecce", "Lorenzo", "Montinari", "M", "1968-04-22", "Lecce", "Lecce", "Piazza Sant'Oronzo 1"),
    Person("delegata_lecce", "Valentina", "Carluccio", "F", "1982-08-18", "Lecce", "Lecce", "Via Rubichi 16"),
    Person("delegato_unisalento", "Andrea", "Protopapa", "M", "1971-12-04", "Galatina", "Lecce", "Via per Monteroni 1"),
    Person("presidente_provincia", "Stefano", "Gabrieli", "M", "1964-07-07", "Maglie", "Maglie", "Via Gallipoli 2"),
    Person("delegata_camera", "Daniela", "Vergari", "F", "1975-03-03", "Nardò", "Lecce", "Viale Gallipoli 39"),
    Person("ad_luminaria", "Fabio", "Rollo", "M", "1980-02-20", "Lecce", "Lecce", "Via del Mare 5"),
    Person("presidente_ciclo", "Monica", "Errico", "F", "1979-10-10", "Lecce", "Lecce", "Via Bari 12"),
    Person("delegato_nardo", "Piero", "Dell'Anna", "M", "1966-05-15", "Nardò", "Nardò", "Piazza Battisti 2"),
    Person("presidente_coop", "Rosaria", "Palumbo", "F", "1972-01-08", "Copertino", "Copertino", "Via Verdi 30"),
    Person("ad_levante", "Lucia", "Merico", "F", "1985-09-02", "Otranto", "Lecce", "Via per Arnesano 16"),
    Person("sindaco_prima", "Ettore", "Bortone", "M", "1959-03-25", "Lecce", "Lecce", "Via Libertini 10"),
    Person("delegata_prima", "Rosa", "Fracella", "F", "1960-11-16", "Lecce", "Lecce", "Via Arco di Trionfo 6"),
    Person("ad_salentodati", "Ugo", "Bellisario", "M", "1977-07-01", "Galatina", "Galatina", "Via Gallipoli 101"),
    Person("presidente_terra", "Livia", "Sticchi", "F", "1965-04-04", "Maglie", "Maglie", "Via Trento 6"),
    Person("ad_idrogea", "Claudio", "Maruccia", "M", "1970-10-29", "Lecce", "Lecce", "Via Surbo 90"),
    Person("designato_lecce", "Sandro", "Litti", "M", "1976-02-15", "Lecce", "Lecce", "Via Orsini del Balzo 21"),
    Person("delegato_melendugno", "Gianni", "Candido", "M", "1974-06-12", "Melendugno", "Melendugno", "Via Roma 1"),
)  # fmt: skip

LECCE_BODIES = (
    Body(
        "comune_lecce", "Comune di Lecce", "municipality", "Lecce", "Piazza Sant'Oronzo 1", "80008510754", "c_e506",
        "comune.lecce@pec.example.org",
    ),
    Body("unisalento", "Università del Salento", "university", "Lecce", "Piazza Tancredi 7"),
    Body("provincia_lecce", "Provincia di Lecce", "public_body", "Lecce", "Via Umberto I 13"),
    Body("camera_lecce", "Camera di Commercio di Lecce", "chamber_of_commerce", "Lecce", "Viale Gallipoli 39"),
    Body("comune_nardo", "Comune di Nardò", "municipality", "Nardò", "Piazza Battisti 2", ipa="c_f842"),
    Body("comune_melendugno", "Comune di Melendugno", "municipality", "Melendugno", "Piazza Pertini 1", ipa="c_f101"),
    Body("comune_otranto", "Comune di Otranto", "municipality", "Otranto", "Via Basilica 8", ipa="c_g188"),
    Body("levante", "Levante Robotica S.r.l.", "company", "Lecce", "Via per Arnesano 16", serial=8),
    Body("luminaria", "Luminaria Sistemi S.r.l.", "company", "Lecce", "Via del Mare 5", serial=1),
    Body("salentodati", "SalentoDati S.r.l.", "company", "Galatina", "Via Gallipoli 101", serial=2),
    Body("barocca", "Barocca Mobilità Soc. Coop.", "cooperative", "Copertino", "Via Verdi 28", serial=3),
    Body("ciclo", "Associazione Ciclo Levante", "association", "Lecce", "Via Bari 12", serial=4),
    Body("fondazione_terra", "Fondazione Terra di Mezzo", "foundation", "Maglie", "Via Trento 6", serial=5),
    Body("studio_arnesano", "Studio Arnesano e Associati", "professional_firm", "Lecce", "Via Imbriani 24", serial=6),
    Body("idrogea", "Idrogea S.p.A.", "company", "Lecce", "Via Surbo 90", serial=7),
)  # fmt: skip

# --- Bergamo ---

BERGAMO_PEOPLE = (
    Person("locatelli", "Giorgio", "Locatelli", "M", "1962-04-18", "Bergamo", "Bergamo", "Via Pignolo 42"),
    Person("rota", "Francesca", "Rota", "F", "1977-11-27", "Treviglio", "Bergamo", "Via Broseta 15"),
    Person("zanchi", "Paolo", "Zanchi", "M", "1985-06-09", "Bergamo", "Seriate", "Via Nazionale 30"),
    Person("carminati", "Laura", "Carminati", "F", "1991-08-21", "Bergamo", "Bergamo", "Via Borgo Palazzo 88"),
    Person("gritti", "Sergio", "Gritti", "M", "1953-03-02", "Dalmine", "Dalmine", "Viale Mariano 7"),
    Person("cortesi", "Marta", "Cortesi", "F", "1987-01-14", "Treviglio", "Treviglio", "Via Roma 19"),
    Person("facchinetti", "Bianca", "Facchinetti", "F", "1982-10-03", "Bergamo", "Bergamo", "Via San Bernardino 50"),
    Person("signorelli", "Omar", "Signorelli", "M", "1996-05-20", "Seriate", "Seriate", "Via Marconi 12"),
    Person("sindaca_bergamo", "Elisabetta", "Previtali", "F", "1970-09-09", "Bergamo", "Bergamo", "Via Tasso 27"),
    Person("delegato_unibg", "Michele", "Bonomi", "M", "1968-02-24", "Bergamo", "Bergamo", "Via Salvecchio 19"),
    Person("delegato_dalmine", "Cristina", "Mazzoleni", "F", "1979-05-28", "Dalmine", "Dalmine", "Piazza Libertà 1"),
    Person("ad_orobia", "Daniele", "Pesenti", "M", "1974-12-30", "Bergamo", "Bergamo", "Via Corridoni 12"),
)  # fmt: skip

BERGAMO_BODIES = (
    Body("comune_bergamo", "Comune di Bergamo", "municipality", "Bergamo", "Via Matteotti 27", "80034840167", "c_a794"),
    Body("unibg", "Università degli Studi di Bergamo", "university", "Bergamo", "Via Salvecchio 19"),
    Body("comune_dalmine", "Comune di Dalmine", "municipality", "Dalmine", "Piazza Libertà 1", ipa="c_d245"),
    Body("camera_bergamo", "Camera di Commercio di Bergamo", "chamber_of_commerce", "Bergamo", "Largo Belotti 16"),
    Body("orobia", "Orobia Digitale S.p.A.", "company", "Bergamo", "Via Corridoni 12", serial=11),
    Body("parco_serio", "Cooperativa Parco Serio", "cooperative", "Seriate", "Via Decò 5", serial=12),
)  # fmt: skip
