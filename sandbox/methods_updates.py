"""Bot API methods about updates and files: polling, webhook, getFile, leaving."""

import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

from sandbox.call import Call
from sandbox.limits import UPDATES_A_POLL
from sandbox.refusals import WEBHOOK_ACTIVE, Refusal, bad_request
from sandbox.shapes import Json
from sandbox.world import World

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
MAX_CONNECTIONS = 40


async def get_updates(world: World, call: Call) -> list[Json]:
    """getUpdates"""
    if world.webhook is not None:
        raise Refusal(409, WEBHOOK_ACTIVE)
    _remember_allowed(world, call)
    limit, timeout = call.integer("limit", UPDATES_A_POLL), call.integer("timeout")
    waiting = len(world.updates.pending)
    updates = await world.updates.poll(call.integer("offset"), limit, timeout)
    if len(world.updates.pending) != waiting:
        world.on_change()
    return updates


def _remember_allowed(world: World, call: Call) -> None:
    allowed = call.structure("allowed_updates", "allowed updates")
    if allowed is None:
        return
    if not isinstance(allowed, list):
        raise bad_request("expected an Array of String as allowed_updates")
    world.updates.allowed = frozenset(map(str, allowed))


def set_webhook(world: World, call: Call) -> bool:
    """setWebhook: only addresses of this machine"""
    url = call.text("url")
    if not url:
        return delete_webhook(world, call)
    if not _is_loopback(url):
        raise bad_request("bad webhook: the sandbox delivers only to this machine")
    secret = call.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = call.integer("max_connections", MAX_CONNECTIONS)
    if not 1 <= connections <= 100:
        raise bad_request("max_connections must be from 1 to 100")
    _remember_allowed(world, call)
    if call.flag("drop_pending_updates"):
        world.updates.drop_all()
    world.webhook = {"url": url, "secret_token": secret, "max_connections": connections}
    world.on_webhook()
    world.on_change()
    return True


def delete_webhook(world: World, call: Call) -> bool:
    """deleteWebhook"""
    if call.flag("drop_pending_updates"):
        world.updates.drop_all()
    world.webhook = None
    world.on_webhook()
    world.on_change()
    return True


def get_webhook_info(world: World, call: Call) -> Json:
    """getWebhookInfo"""
    info: Json = {
        "url": world.webhook["url"] if world.webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
    }
    if world.webhook:
        info["max_connections"] = world.webhook["max_connections"]
        info.update(world.webhook.get("last_error", {}))
    if world.updates.allowed:
        info["allowed_updates"] = sorted(world.updates.allowed)
    return info


def _is_loopback(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return False
    try:
        return ipaddress.ip_address(parts.hostname).is_loopback
    except ValueError:
        return parts.hostname == "localhost"


def get_file(world: World, call: Call) -> Json:
    """getFile"""
    return world.files.get(call.text("file_id")).public()


def leave(world: World, call: Call) -> bool:
    """logOut and close: nothing changes in a sandbox"""
    return True


METHODS: dict[str, Any] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "getFile": get_file,
    "logOut": leave,
    "close": leave,
}
