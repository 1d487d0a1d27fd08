"""How the columns of client lists are called in five languages.

Not words of ours on a screen but words of other people's files; the first of each language heads
the column that we write.
"""

import re
from collections.abc import Mapping, Sequence

from salon_desktop.application.ports.files import ClientField
from salon_desktop.domain.clients.names import folded

F = ClientField

WRITTEN: dict[ClientField, dict[str, str]] = {
    F.FIRST_NAME: {
        "it": "Nome",
        "de": "Vorname",
        "ro": "Prenume",
        "fi": "Etunimi",
        "en": "First name",
    },
    F.LAST_NAME: {
        "it": "Cognome",
        "de": "Nachname",
        "ro": "Nume de familie",
        "fi": "Sukunimi",
        "en": "Last name",
    },
    F.MOBILE: {
        "it": "Cellulare",
        "de": "Handy",
        "ro": "Telefon mobil",
        "fi": "Matkapuhelin",
        "en": "Mobile",
    },
    F.PHONE: {"it": "Telefono", "de": "Telefon", "ro": "Telefon", "fi": "Puhelin", "en": "Phone"},
    F.EMAIL: {"it": "E-mail", "de": "E-Mail", "ro": "E-mail", "fi": "Sähköposti", "en": "E-mail"},
    F.BIRTH_DATE: {
        "it": "Data di nascita",
        "de": "Geburtsdatum",
        "ro": "Data nașterii",
        "fi": "Syntymäaika",
        "en": "Date of birth",
    },
    F.LANGUAGE: {"it": "Lingua", "de": "Sprache", "ro": "Limba", "fi": "Kieli", "en": "Language"},
    F.NOTE: {
        "it": "Note",
        "de": "Notizen",
        "ro": "Observații",
        "fi": "Huomautukset",
        "en": "Notes",
    },
    F.ALERT: {
        "it": "Avviso",
        "de": "Hinweis",
        "ro": "Avertisment",
        "fi": "Varoitus",
        "en": "Alert",
    },
}

_ALSO: dict[ClientField, str] = {
    F.FIRST_NAME: "firstname, given name, forename, rufname, prenom, prenumele, etunimet",
    F.LAST_NAME: "lastname, surname, family name, familienname, zuname, numele de familie",
    F.NAME: (
        "nome e cognome, nome cognome, vorname nachname, vor und nachname, full name, "
        "first and last name, prenume nume, prenume si nume, etunimi sukunimi, nominativo"
    ),
    F.NAME_LAST_FIRST: (
        "cognome e nome, cognome nome, nachname vorname, name vorname, nume prenume, "
        "nume si prenume, sukunimi etunimi, last name first name, surname name"
    ),
    F.MOBILE: (
        "cell, numero cellulare, telefono cellulare, tel cellulare, mobil, mobiltelefon, "
        "mobilnummer, handynummer, mobile phone, mobile number, cell phone, cellphone, gsm, "
        "mobilul, telefonul mobil, kannykka, whatsapp, numero whatsapp, whatsapp number"
    ),
    F.PHONE: (
        "tel, tel n, numero di telefono, numero telefono, numero, recapito, recapito telefonico, "
        "telefono fisso, telefono casa, telefonnummer, rufnummer, telefon privat, festnetz, "
        "phone number, telephone, contact number, home phone, landline, numar de telefon, "
        "numarul de telefon, nr telefon, telefon fix, puhelinnumero, puh, lankapuhelin"
    ),
    F.EMAIL: (
        "e mail, email, mail, posta elettronica, indirizzo email, indirizzo e mail, "
        "email address, e mail address, e mail adresse, emailadresse, adresa de email, "
        "adresa email, sahkopostiosoite"
    ),
    F.BIRTH_DATE: (
        "nascita, nato il, nata il, compleanno, data nascita, geburtstag, geboren, geboren am, "
        "geb, gebdatum, birthday, birth date, birthdate, dob, born, ziua de nastere, "
        "zi de nastere, nascut, syntymapaiva, syntynyt, synt"
    ),
    F.LANGUAGE: "lang, lingua preferita, korrespondenzsprache, preferred language, limba preferata",
    F.NOTE: (
        "nota, annotazioni, osservazioni, commenti, notiz, bemerkung, bemerkungen, anmerkung, "
        "anmerkungen, kommentar, note, comment, comments, remarks, observatii, observatie, "
        "mentiuni, notite, muistiinpanot, huomautus, huom, lisatiedot"
    ),
    F.ALERT: "allerta, avvertenza, avvertenze, warnung, achtung, alerta, warning, huomio",
    F.CONSENT: (
        "consenso, consensi, privacy, consenso privacy, consenso whatsapp, einwilligung, "
        "zustimmung, dsgvo, einwilligung whatsapp, consent, gdpr, whatsapp consent, opt in, optin, "
        "acord, consimtamant, acord gdpr, acord whatsapp, suostumus, lupa, whatsapp suostumus"
    ),
    F.CONSENT_SERVICE: (
        "consenso promemoria, promemoria, consenso servizio, erinnerungen, terminerinnerung, "
        "einwilligung erinnerungen, reminders, consent reminders, reminder consent, "
        "appointment reminders, mementouri, acord memento, muistutukset, muistutuslupa"
    ),
    F.CONSENT_OFFERS: (
        "consenso marketing, consenso offerte, offerte, newsletter, marketing, promozioni, "
        "einwilligung werbung, werbung, werbeeinwilligung, angebote, consent marketing, "
        "marketing consent, consent offers, offers, promotions, acord marketing, oferte, "
        "markkinointilupa, markkinointi, tarjoukset, uutiskirje"
    ),
}
# What these mean depends on the other columns: alone they are the whole name.
_NAME_OR_PART = frozenset(
    {"nome", "name", "nume", "nimi", "numele", "cliente", "kunde", "kundin", "client", "customer"}
)
_SINGLE = frozenset(F) - {F.MOBILE, F.PHONE, F.NOTE}
_NAMES = frozenset({F.FIRST_NAME, F.LAST_NAME, F.NAME, F.NAME_LAST_FIRST})
_PUNCTUATION = re.compile(r"[^\w]+|_")
_COUNTER = re.compile(r" ?\d$")


def fields_of(headings: Sequence[str]) -> list[ClientField | None]:
    """Return what each heading means; the second column of a single thing means nothing."""
    keys = [_key(heading) for heading in headings]
    fields = [_KNOWN.get(key) or _KNOWN.get(_COUNTER.sub("", key)) for key in keys]
    for place, key in enumerate(keys):
        if key in _NAME_OR_PART:
            fields[place] = _part(key, fields)
    return _once(fields)


def with_stated(
    fields: Sequence[ClientField | None], stated: Mapping[int, ClientField | None]
) -> list[ClientField | None]:
    """Return the meanings with those a person stated; keys count columns from 1."""
    kept = [
        stated.get(place, None if one in stated.values() and one in _SINGLE else one)
        for place, one in enumerate(fields, start=1)
    ]
    return _once(kept)


def has_names(fields: Sequence[ClientField | None]) -> bool:
    """Tell whether any column holds names: without one there is no client list."""
    return any(one in _NAMES for one in fields)


def headings_in(language: str) -> dict[ClientField, str]:
    """Return what we call the columns in one of the five languages, English for any other."""
    return {one: names.get(language, names["en"]) for one, names in WRITTEN.items()}


def _key(heading: str) -> str:
    return _PUNCTUATION.sub(" ", folded(heading)).strip()


def _part(key: str, fields: Sequence[ClientField | None]) -> ClientField:
    has_first, has_last = F.FIRST_NAME in fields, F.LAST_NAME in fields
    if has_last and not has_first:
        return F.FIRST_NAME
    return F.LAST_NAME if has_first and not has_last else F.NAME


def _once(fields: Sequence[ClientField | None]) -> list[ClientField | None]:
    seen: set[ClientField] = set()
    kept: list[ClientField | None] = []
    for one in fields:
        kept.append(None if one in _SINGLE and one in seen else one)
        if one is not None:
            seen.add(one)
    return kept


def _table() -> dict[str, ClientField]:
    known = {_key(alias): one for one, text in _ALSO.items() for alias in text.split(", ")}
    for one, names in WRITTEN.items():
        known |= {_key(name): one for name in names.values()}
    return {key: one for key, one in known.items() if key not in _NAME_OR_PART}


_KNOWN = _table()
