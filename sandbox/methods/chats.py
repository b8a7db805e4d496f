"""Methods that tell of a chat and its members."""

from sandbox.chats import member
from sandbox.errors import bad_request
from sandbox.methods import Call, check_member, find_chat, method
from sandbox.model import Chat, Json

_NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)
_PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics",
)  # fmt: skip


def _known(call: Call) -> Chat:
    chat = find_chat(call, call.given["chat_id"])
    if chat.is_private and not chat.started:
        raise bad_request("chat not found")
    if not chat.is_private and not chat.username:
        check_member(call, chat)
    return chat


@method("getChat")
def get_chat(call: Call) -> Json:
    """Return what is known of a chat."""
    chat = _known(call)
    info: Json = {
        **call.sandbox.world.chat_object(chat),
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": _NO_GIFTS,
    }
    if chat.username or (chat.is_private and info.get("username")):
        info["active_usernames"] = [info["username"]]
    if chat.type in ("group", "supergroup"):
        info["permissions"] = dict.fromkeys(_PERMISSIONS, True)
    if chat.pinned:
        info["pinned_message"] = chat.messages[chat.pinned[-1]].body
    return info


@method("getChatMember")
def get_chat_member(call: Call) -> Json:
    """Return the status of somebody in a chat."""
    chat, user_id = _known(call), call.given["user_id"]
    if user_id not in call.sandbox.world.people and user_id not in call.sandbox.world.bots:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if chat.is_private:
        if user_id not in (chat.id, call.bot.id):
            raise bad_request("member not found")
        return {"user": user(call, user_id), "status": "member"}
    return _member(call, chat, user_id)


def user(call: Call, user_id: int) -> Json:
    """Return the Bot API User of a person or bot."""
    world = call.sandbox.world
    return (world.people.get(user_id) or world.bots[user_id]).user()


def _member(call: Call, chat: Chat, user_id: int) -> Json:
    return member(chat, user(call, user_id), chat.members.get(user_id, "left"))


@method("getChatAdministrators")
def get_chat_administrators(call: Call) -> list[Json]:
    """Return the administrators of a group, other bots left out."""
    chat = _known(call)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    bots = call.sandbox.world.bots
    return [
        _member(call, chat, user_id)
        for user_id, status in chat.members.items()
        if status in ("creator", "administrator") and (user_id not in bots or user_id == call.bot.id)
    ]


@method("getChatMemberCount")
def get_chat_member_count(call: Call) -> int:
    """Return how many are in a chat."""
    chat = _known(call)
    return 2 if chat.is_private else sum(status not in ("left", "kicked") for status in chat.members.values())
