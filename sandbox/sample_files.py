"""Tiny valid files made in code: what people send when it does not matter what."""

import base64
import struct
import zlib


def png(width: int = 2, height: int = 2, colour: tuple[int, int, int] = (40, 120, 200)) -> bytes:
    """A picture of one colour, `width` by `height` pixels."""
    row = b"\0" + bytes(colour) * width
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(row * height)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _ogg_page(serial: int, sequence: int, flags: int, packet: bytes) -> bytes:
    head = struct.pack("<4sBBqIII", b"OggS", 0, flags, 0, serial, sequence, 0)
    page = head + bytes([1, len(packet)]) + packet
    return page[:22] + struct.pack("<I", _ogg_sum(page)) + page[26:]


def _ogg_sum(page: bytes) -> int:
    """The checksum of an Ogg page: CRC-32 with the plain polynomial, most significant bit first."""
    total = 0
    for byte in page:
        total ^= byte << 24
        for _ in range(8):
            total = (total << 1 ^ (0x04C11DB7 if total & 0x80000000 else 0)) & 0xFFFFFFFF
    return total


_OPUS_HEAD = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 48000, 0, 0)
_OPUS_TAGS = b"OpusTags" + struct.pack("<I", 7) + b"sandbox" + struct.pack("<I", 0)
_SILENCE = bytes([0xF8, 0xFF, 0xFE])

OGG = _ogg_page(7, 0, 2, _OPUS_HEAD) + _ogg_page(7, 1, 0, _OPUS_TAGS) + _ogg_page(7, 2, 4, _SILENCE)
"""A voice note: one frame of silence in Opus."""

WEBP = base64.b64decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
"""A sticker: one pixel, lossless WEBP."""

JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0"
    "Hyc5PTgyPC4zNDL/wAALCAABAAEBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9"
    "AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZn"
    "aGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP0"
    "9fb3+Pn6/9oACAEBAAA/APn+v//Z"
)
"""A photo: one grey pixel, baseline JPEG."""
