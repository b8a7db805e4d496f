"""Show text with entities as safe HTML, for the chat page."""

from html import escape

from sandbox.text import Entity, utf16_offsets

_TAGS = {
    "bold": "strong",
    "italic": "em",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
_CLASSES = {"spoiler", "mention", "hashtag", "cashtag", "bot_command", "phone_number", "text_mention", "custom_emoji"}
_SAFE_LINKS = ("http://", "https://", "tg://", "mailto:", "tel:", "ton://")


def to_html(text: str, entities: list[Entity]) -> str:
    """Return HTML that may be inserted as it is: everything is escaped, only the tags of entities are made here."""
    offsets = utf16_offsets(text)
    place = {offset: i for i, offset in enumerate(offsets)}
    spans = []
    for entity in entities:
        begin, end = place.get(entity["offset"]), place.get(entity["offset"] + entity["length"])
        if begin is not None and end is not None and begin < end:
            spans.append((begin, end, entity))
    return _render(text, spans)


def _render(text: str, spans: list[tuple[int, int, Entity]]) -> str:
    """Walk over all edges; overlapping entities are closed and opened again so that tags nest."""
    edges = sorted({0, len(text), *(b for b, _, _ in spans), *(e for _, e, _ in spans)})
    pieces: list[str] = []
    opened: list[tuple[int, Entity]] = []
    for begin, end in zip(edges, edges[1:] or edges, strict=False):
        keep = [item for item in opened if item[0] > begin]
        # Everything from the first entity that ends here is closed; what goes on is opened again.
        first = next((i for i, item in enumerate(opened) if item[0] <= begin), len(opened))
        pieces += [_close(item[1]) for item in reversed(opened[first:])]
        again = keep[first:]
        opened = opened[:first]
        for item in [*again, *((e, entity) for b, e, entity in spans if b == begin)]:
            opened.append(item)
            pieces.append(_open(item[1], text, begin, item[0]))
        pieces.append(escape(text[begin:end]))
    pieces += [_close(item[1]) for item in reversed(opened)]
    return "".join(pieces)


def _open(entity: Entity, text: str, begin: int, end: int) -> str:
    kind = entity["type"]
    if kind in ("text_link", "url", "email"):
        return f'<a href="{escape(_target(entity, text[begin:end]))}" target="_blank" rel="noopener noreferrer">'
    if kind == "pre" and entity.get("language"):
        return f'<pre data-language="{escape(entity["language"])}">'
    if kind == "expandable_blockquote":
        return '<blockquote class="expandable">'
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>"
    return f'<span class="{kind if kind in _CLASSES else "entity"}">'


def _close(entity: Entity) -> str:
    kind = entity["type"]
    return "</a>" if kind in ("text_link", "url", "email") else f"</{_TAGS.get(kind, 'span')}>"


def _target(entity: Entity, shown: str) -> str:
    if entity["type"] == "email":
        return f"mailto:{shown}"
    url = str(entity.get("url") or shown)
    if url.lower().startswith(_SAFE_LINKS):
        return url
    return f"http://{url}" if entity["type"] == "url" else "#"
