"""getMe and the webhook methods; getUpdates, which waits, is called by `sandbox.botapi`."""

import re
from urllib.parse import urlsplit

from sandbox.errors import bad_request
from sandbox.methods import Call, method
from sandbox.model import Json, Webhook

_PUBLIC_PORTS = (80, 88, 443, 8443)
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@method("getMe")
def get_me(call: Call) -> Json:
    """Return the bot itself."""
    return {
        **call.bot.user(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("setWebhook")
def set_webhook(call: Call) -> bool:
    """Send updates to a URL from now on; an empty one ends that."""
    given, sandbox = call.given, call.sandbox
    url = given["url"]
    if not url:
        return bool(delete_webhook(call))
    _check_url(url)
    secret = given.get("secret_token", "")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    connections = max(1, min(given.get("max_connections", 40), 100))
    sandbox.updates.allow(call.bot, given)
    call.bot.webhook = Webhook(url, secret, connections, given.get("ip_address", ""))
    sandbox.world.save_bot(call.bot)
    sandbox.updates.webhook_changed(call.bot, drop_pending=given.get("drop_pending_updates", False))
    return True


def _check_url(url: str) -> None:
    """Public hosts need TLS and one of four ports; loopback is free, as with the official server in `--local` mode."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if parts.scheme not in ("http", "https") or not host or any(letter.isspace() for letter in url):
        raise bad_request("invalid webhook URL specified")
    if host in _LOOPBACK:
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (port or 443) not in _PUBLIC_PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


@method("deleteWebhook")
def delete_webhook(call: Call) -> bool:
    """End sending to the webhook."""
    call.bot.webhook = None
    call.sandbox.world.save_bot(call.bot)
    drop = call.given.get("drop_pending_updates", False)
    call.sandbox.updates.webhook_changed(call.bot, drop_pending=drop)
    return True


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> Json:
    """Return how the webhook does."""
    webhook = call.bot.webhook
    info: Json = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(call.sandbox.world.updates[call.bot.id]),
    }
    if webhook:
        info["max_connections"] = webhook.max_connections
        if webhook.ip_address:
            info["ip_address"] = webhook.ip_address
        if webhook.last_error_message:
            info["last_error_date"] = webhook.last_error_date
            info["last_error_message"] = webhook.last_error_message
    if call.bot.allowed_updates:
        info["allowed_updates"] = call.bot.allowed_updates
    return info
