"""What the screens of files share: the switch, the buttons, how a file is shown."""

from __future__ import annotations

from bot.feature import Feature
from bot.screens import Action, Button, Document
from bot.turn.context import Context
from cluster import paper_files
from cluster.admission import Checklist, PersonalData
from cluster.paper_files import Page
from storage.errors import NotFound

feature = Feature("files")

FORM = feature.name
MIME = {"jpg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}


def is_on(context: Context) -> bool:
    """Whether the operator takes files at all; never where no whole form is asked in the chat."""
    settings = context.room.settings
    return bool(settings.get("paper_files")) and settings.get("personal_data") == PersonalData.FULL.value


def require_on(context: Context) -> None:
    """Refuse a button that was drawn before the operator switched files off."""
    if not is_on(context):
        raise NotFound("files-refuse-off")


def way_row(context: Context, listed: Checklist) -> list[Button]:
    """Return the button that leads from a checklist to its files; none where nothing may be sent."""
    if not is_on(context) or not any(document.may_be_sent for document, _ in listed.papers):
        return []
    return [Button("files-open", feature.action("list", listed.applicant_id))]


def send_button(applicant_id: int, kind: str, key: str = "files-send") -> Button:
    """Return the button that opens the form."""
    return Button(key, Action.of(FORM, "open", applicant_id, kind))


def paper_button(applicant_id: int, kind: str, key: str = "files-to-paper") -> Button:
    """Return the button that leads to a paper's files."""
    return Button(key, feature.action("paper", applicant_id, kind))


def paper_label(context: Context, kind: str) -> str:
    """Return what a paper is called."""
    label: str = context.content.document(kind).label.in_(context.language)
    return label


def sheet(page: Page, name: str, *, protect: bool) -> Document:
    """Return a file to send, under a name of ours: the person's own may tell anything."""
    file = page.file
    own_name = f"{name}-{file.kind}-{page.number}.{file.format}"
    return Document(own_name, page.content, MIME[file.format], photo=file.as_photo, protect=protect)


def leave_form(context: Context) -> None:
    """Close the form: what was sent is with its job, so there is nothing to come back to."""
    context.talks.end(FORM)


MOST = paper_files.MOST_FILES
