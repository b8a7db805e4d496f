"""Answering a pressed button."""

from sandbox.errors import ApiError, bad_request
from sandbox.methods import Call, method

# In virtual time; Telegram does not document how long a button waits for its answer.
EXPIRES_S = 60
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@method("answerCallbackQuery")
def answer_callback_query(call: Call) -> bool:
    """Show a toast or an alert to who pressed; a query can be answered once, and soon."""
    given, world = call.given, call.sandbox.world
    callback = world.callbacks.get(given["callback_query_id"])
    if callback is None or callback.bot_id != call.bot.id or callback.answered:
        raise bad_request(_TOO_OLD)
    if world.clock.unix() - callback.at > EXPIRES_S:
        raise bad_request(_TOO_OLD)
    if len(given.get("text", "")) > 200:
        raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
    callback.answered = True
    world.save_callback(callback)
    chat = world.chats[callback.chat_key]
    call.chat_id = chat.id
    world.events.publish(
        "callback_answer",
        chat_id=chat.id,
        bot_id=call.bot.id,
        person=callback.person_id,
        callback_query_id=callback.id,
        text=given.get("text") or None,
        show_alert=given.get("show_alert", False),
        url=given.get("url") or None,
    )
    return True
