"""Files people and the bot have sent, in memory or in a folder."""

import mimetypes
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from sandbox.images import picture_size
from sandbox.limits import DOWNLOAD_BYTES
from sandbox.refusals import bad_request
from sandbox.shapes import Json

_PLACES = {
    "photo": "photos",
    "document": "documents",
    "sticker": "stickers",
    "voice": "voice",
    "video": "videos",
}
_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    ".csv": "text/csv",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".jsonl": "application/jsonl",
}
_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "audio/ogg": ".oga"}


@dataclass(slots=True)
class StoredFile:
    """One file under one file_id; sizes of one photo share their bytes by `data_key`."""

    id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    size: int
    data_key: str
    path: str
    width: int = 0
    height: int = 0
    smaller_id: str = ""

    def public(self) -> Json:
        """Telegram's File."""
        record: Json = {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}
        return record | {"file_path": self.path}


class Files:
    """Everything sent, found by file_id or by the path the bot downloads from."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._data: dict[str, bytes] = {}

    def add(self, data: bytes, kind: str, name: str = "", mime: str = "") -> StoredFile:
        """Keep a file; `kind` is photo, document, sticker, voice or video."""
        mime = _type_by_name(name) or mime or "application/octet-stream"
        data_key = secrets.token_hex(16)
        width, height = picture_size(data) or (0, 0)
        stored = self._register(kind, name, mime, len(data), data_key, width, height)
        if self._folder is None:
            self._data[data_key] = data
        else:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / data_key).write_bytes(data)
        return stored

    def smaller(self, stored: StoredFile, longest_side: int) -> StoredFile:
        """A smaller size of a photo, under its own file_id (the bytes stay those of the whole picture)."""
        if stored.smaller_id:
            return self._by_id[stored.smaller_id]
        scale = longest_side / max(stored.width, stored.height)
        width, height = max(1, round(stored.width * scale)), max(1, round(stored.height * scale))
        small = self._register(stored.kind, "", stored.mime, stored.size, stored.data_key, width, height)
        stored.smaller_id = small.id
        return small

    def _register(
        self, kind: str, name: str, mime: str, size: int, data_key: str, width: int, height: int
    ) -> StoredFile:
        ending = Path(name).suffix[:10] or _ENDINGS.get(mime, "")
        path = f"{_PLACES.get(kind, 'documents')}/file_{len(self._by_id) + 1}{ending}"
        file_id, unique_id = f"AgAC{secrets.token_urlsafe(36)}", f"AQAD{secrets.token_urlsafe(8)}"
        stored = StoredFile(file_id, unique_id, kind, name, mime, size, data_key, path, width, height)
        self._put(stored)
        return stored

    def _put(self, stored: StoredFile) -> None:
        self._by_id[stored.id] = stored
        self._by_path[stored.path] = stored

    def find(self, file_id: str) -> StoredFile | None:
        """The file of this id, if there is one."""
        return self._by_id.get(file_id)

    def get(self, file_id: str) -> StoredFile:
        """The file of this id. Raises Refusal as getFile does."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if stored.size > DOWNLOAD_BYTES:
            raise bad_request("file is too big")
        return stored

    def at(self, path: str) -> StoredFile | None:
        """The file behind a download path, if there is one."""
        return self._by_path.get(path)

    def read(self, stored: StoredFile) -> bytes:
        """The bytes of a file."""
        if self._folder is None:
            return self._data[stored.data_key]
        return (self._folder / stored.data_key).read_bytes()

    def dump(self) -> list[Json]:
        """Everything but the bytes, which are on the disk already."""
        return [asdict(stored) for stored in self._by_id.values()]

    def restore(self, records: list[Json]) -> None:
        """Take in what `dump` wrote."""
        for record in records:
            self._put(StoredFile(**record))


def _type_by_name(name: str) -> str | None:
    """The type a name stands for, the same on every machine for the files people exchange here."""
    return _TYPES.get(Path(name).suffix.lower()) or mimetypes.guess_type(name)[0]
