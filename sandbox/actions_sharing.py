"""Contacts, places and albums a person sends."""

import secrets
from collections.abc import Sequence

from sandbox.actions import send_file, write
from sandbox.chats import Chat
from sandbox.limits import ALBUM_LARGEST, ALBUM_SMALLEST, LIVE_FOR_EVER, LIVE_SECONDS
from sandbox.people import Account
from sandbox.refusals import ActionRefused
from sandbox.shapes import Json
from sandbox.world import World


def share_contact(
    world: World, chat: Chat, phone: str | None = None, of: Account | None = None, own: bool = False
) -> Json:
    """Share a contact: one's own, that of somebody in Telegram, or a bare number from the phone book.

    `phone` is the number on the card; without it the account's own one. Only a card of an account has a user_id.
    """
    account = chat.account if own else of
    if account is None:
        return write(world, chat, {"contact": {"phone_number": phone or "", "first_name": "Танысым"}})
    number = account.phone if phone is None else phone
    contact: Json = {"phone_number": number, "first_name": account.first_name, "user_id": account.id}
    if account.last_name:
        contact["last_name"] = account.last_name
    return write(world, chat, {"contact": contact})


def share_location(world: World, chat: Chat, latitude: float, longitude: float, live_period: int | None = None) -> Json:
    """Share a place, or for `live_period` seconds where one is.

    Raises ActionRefused for a place that is not on Earth or a time Telegram does not offer.
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ActionRefused("there is no such place")
    location: Json = {"latitude": latitude, "longitude": longitude}
    if live_period is not None:
        if live_period not in LIVE_SECONDS and live_period != LIVE_FOR_EVER:
            raise ActionRefused(f"a live location lasts {LIVE_SECONDS.start} to {LIVE_SECONDS.stop - 1} seconds")
        location |= {"horizontal_accuracy": 20.0, "live_period": live_period}
    return write(world, chat, {"location": location})


def share_venue(world: World, chat: Chat, latitude: float, longitude: float, title: str, address: str) -> Json:
    """Share a place with its name, as found on the map."""
    location = {"latitude": latitude, "longitude": longitude}
    venue = {"location": location, "title": title, "address": address}
    return write(world, chat, {"venue": venue, "location": location})


def send_album(world: World, chat: Chat, photos: Sequence[bytes], caption: str = "") -> list[Json]:
    """Send several photos as one album: a message and an update each, the caption under the first."""
    if not ALBUM_SMALLEST <= len(photos) <= ALBUM_LARGEST:
        raise ActionRefused(f"an album has {ALBUM_SMALLEST}-{ALBUM_LARGEST} items")
    number = str(secrets.randbits(53) + 1)
    captions = [caption] + [""] * (len(photos) - 1)
    return [
        send_file(world, chat, photo, "photo", mime="image/jpeg", caption=words, album=number)
        for photo, words in zip(photos, captions, strict=True)
    ]
