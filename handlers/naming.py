"""How roles, organisations, office hours and documents are put on screens and in notices."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from babel.dates import get_day_names
from markupsafe import Markup

from bot.screens import BLANK
from bot.texts import Texts
from cluster import places
from cluster.calendar import OfficeHours
from cluster.content import Content, Programme
from storage.internship import Place
from storage.roles import Role

LONGEST_LEAD = 30


def role_name(texts: Texts, language: str, role: Role) -> Markup:
    """Return a role in lower case, as it stands after a colon."""
    return texts.get(language, f"people-role-{role}")


def capital(text: str) -> str:
    """Return a name with a capital letter, as it stands on a button."""
    return text[:1].upper() + text[1:]


def organisation_name(content: Content, key: str | None, language: str) -> str:
    """Return the short name of a college or enterprise; its key where the content has it no more."""
    known = {one.key: one.short for one in content.colleges} | {one.key: one.short for one in content.enterprises}
    return known[key].in_(language) if key in known else key or ""


def site_name(content: Content, place: Place, language: str) -> str:
    """Return the site of places: content's own name for it, else the enterprise's words."""
    known = places.site_of(content, place.enterprise, place.site)
    return known.name.in_(language) if known is not None else place.site


def held_role(texts: Texts, content: Content, language: str, role: Role, organisation: str | None) -> Markup:
    """Return a role together with the organisation that it is held for, if any."""
    name = role_name(texts, language, role)
    if organisation is None:
        return name
    where = organisation_name(content, organisation, language)
    return texts.get(language, "people-role-of", role=name, organisation=where)


def programme_name(say: Callable[..., str], language: str, programme: Programme) -> str:
    """Return a programme as people tell it from the others of its college: its short name and the education before.

    `say` gives a text of `language` by its key.
    """
    base = say(f"ranking-base-{programme.base_education[0]}")
    return f"{programme.short.in_(language)}, {base}"


@lru_cache(maxsize=32)  # the few texts of the content, shown to everybody
def with_leads(text: str) -> Markup:
    """Return a document for reading: the words that a paragraph begins with, up to their full stop, stand in bold."""
    paragraphs = (paragraph.partition(". ") for paragraph in text.split("\n\n"))
    return BLANK.join(
        Markup("<b>{}</b>{}{}").format(lead, stop, rest) if rest and len(lead) <= LONGEST_LEAD else lead + stop + rest
        for lead, stop, rest in paragraphs
    )


def office_hours(hours: OfficeHours, language: str) -> str:
    """Return when an office answers, in Moscow time, as in Mon-Fri 8:30-17:00."""
    days = get_day_names("abbreviated", locale=language)
    runs: list[list[int]] = []
    for day in sorted(hours.weekdays):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    # Babel counts days from 0 = Monday.
    spoken = ", ".join("\u2013".join(dict.fromkeys((days[run[0] - 1], days[run[-1] - 1]))) for run in runs)
    return f"{spoken} {hours.opens:%-H:%M}\u2013{hours.closes:%-H:%M}"
