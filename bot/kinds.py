"""The kinds of updates that Iskra asks Telegram for."""

# Kinds that a bot gets only when it names them, and the usual ones. An update of a kind that nobody handles is cheap.
ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "inline_query",
    "chosen_inline_result",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
)
