"""Photos, documents and the like as parts of a message."""

from typing import Any

from sandbox import limits
from sandbox.call import Call, Upload
from sandbox.files import Files, StoredFile
from sandbox.images import picture_size
from sandbox.refusals import WRONG_FILE_ID, bad_request
from sandbox.shapes import Json

SMALL_SIDE = 320


def take_file(files: Files, call: Call, name: str, kind: str, given: Any = None) -> StoredFile:
    """The file of a parameter: uploaded now, or sent before and named by its file_id.

    `given` is the value when it stands inside a list of media. Raises Refusal as Telegram does.
    """
    value = call.values.get(name) if given is None else given
    upload = call.uploads.get(name) if given is None else None
    if isinstance(value, str) and value.startswith("attach://"):
        upload = call.uploads.get(value.removeprefix("attach://"))
    if upload is not None:
        return _uploaded(files, upload, kind)
    if not isinstance(value, str) or not value:
        raise bad_request(f"there is no {kind} in the request")
    stored = files.find(value)
    if stored is None:
        raise bad_request(WRONG_FILE_ID)
    if stored.kind != kind:
        raise bad_request("type of file mismatch")
    return stored


def _uploaded(files: Files, upload: Upload, kind: str) -> StoredFile:
    if not upload.data:
        raise bad_request("file must be non-empty")
    if kind == "photo":
        _check_photo(upload.data)
        return files.add(upload.data, "photo", "", _photo_type(upload.data))
    return files.add(upload.data, kind, upload.name, upload.mime)


def _photo_type(data: bytes) -> str:
    return "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"


def _check_photo(data: bytes) -> None:
    if len(data) > limits.PHOTO_BYTES:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a photo; the maximum size is {limits.PHOTO_BYTES} bytes"
        )
    size = picture_size(data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    longer, shorter = max(size), min(size)
    if not shorter or longer + shorter > limits.PHOTO_SIDES_SUM or longer > shorter * limits.PHOTO_SIDES_RATIO:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def content_of(files: Files, stored: StoredFile) -> Json:
    """The part of a Message that holds a file."""
    described: Json = {"file_id": stored.id, "file_unique_id": stored.unique_id, "file_size": stored.size}
    if stored.kind == "photo":
        return {"photo": _sizes(files, stored, described)}
    if stored.kind == "document":
        if stored.name:
            described["file_name"] = stored.name
        return {"document": described | {"mime_type": stored.mime}}
    if stored.kind == "voice":
        return {"voice": described | {"duration": 3, "mime_type": stored.mime}}
    sides = {"width": stored.width or 512, "height": stored.height or 512}
    if stored.kind == "video":
        return {"video": described | sides | {"duration": 3, "mime_type": stored.mime}}
    kind = {"type": "regular", "is_animated": False, "is_video": False, "emoji": "👍", "set_name": "sandbox"}
    return {"sticker": described | sides | kind}


def _sizes(files: Files, stored: StoredFile, described: Json) -> list[Json]:
    """All sizes of a photo, the smallest first."""
    sizes = [described | {"width": stored.width, "height": stored.height}]
    if max(stored.width, stored.height) > SMALL_SIDE:
        small = files.smaller(stored, SMALL_SIDE)
        first = {"file_id": small.id, "file_unique_id": small.unique_id, "file_size": small.size}
        sizes.insert(0, first | {"width": small.width, "height": small.height})
    return sizes
