"""A PostgreSQL server of one's own: Debian's binaries in a temporary folder, as an ordinary user, on loopback."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import asyncpg

NEEDED = ("initdb", "pg_ctl")
# Nothing here must survive a crash, so nothing waits for the disk.
OPTIONS = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "shared_buffers=32MB",
    "max_connections=60",
    "listen_addresses=127.0.0.1",
)


class NoPostgresql(Exception):
    """The server's binaries are not installed; ``str()`` says what to install."""


def _binaries() -> Path:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: -int(folder.parent.name))
    on_path = shutil.which("initdb")
    for folder in (*folders, *([Path(on_path).parent] if on_path else [])):
        if all((folder / name).exists() for name in NEEDED):
            return folder
    raise NoPostgresql("PostgreSQL's server is not installed (Debian: apt-get install postgresql)")


def _server_user() -> str | None:
    """Whom to run as: PostgreSQL refuses root. None: as we are."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise NoPostgresql("PostgreSQL refuses to run as root and there is no user postgres or nobody")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server with a superuser ``usynys`` who needs no password."""

    binaries: Path
    folder: Path
    port: int
    user: str | None
    options: tuple[str, ...] = OPTIONS

    def url(self, database: str) -> str:
        """The address of a database, for DATABASE_URL."""
        return f"postgresql://usynys@127.0.0.1:{self.port}/{database}"

    async def run(self, *statements: str) -> None:
        """Run statements on the maintenance database, each in a transaction of its own."""
        connection = await asyncpg.connect(self.url("postgres"))
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    def stop(self, mode: str = "immediate") -> None:
        """Stop at once, or (``fast``) with everything written down."""
        self._call("pg_ctl", "stop", "-m", mode, "-D", str(self.folder / "data"))

    def start(self) -> None:
        """Start, or start again after :meth:`stop`, with the same port and data."""
        options = " ".join(f"-c {option}" for option in (*self.options, f"port={self.port}"))
        options += f" -c unix_socket_directories={self.folder}"
        log = str(self.folder / "log")
        self._call("pg_ctl", "start", "-w", "-D", str(self.folder / "data"), "-l", log, "-o", options)

    def initialise(self) -> None:
        """Make the cluster: UTF-8, since with LC_CTYPE=C PostgreSQL knows no Cyrillic letters."""
        self._call(
            "initdb", "-D", str(self.folder / "data"), "-U", "usynys", "--auth=trust", "--no-sync",
            "--encoding=UTF8", "--locale=C.UTF-8",
        )  # fmt: skip

    def _call(self, program: str, *arguments: str) -> None:
        command = [str(self.binaries / program), *arguments]
        if self.user is not None:
            command = ["runuser", "-u", self.user, "--", *command]
        # Output goes to a file: the server would inherit a pipe and hold it open.
        with (self.folder / "calls").open("ab") as output:
            done = subprocess.run(command, stdout=output, stderr=output, cwd=self.folder, check=False)
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{(self.folder / 'calls').read_text(errors='replace')[-2000:]}")


def start_server(kept: Path | None = None, options: tuple[str, ...] = OPTIONS) -> PostgresServer:
    """Start a fresh server, or one whose data are in the folder ``kept``. Raises NoPostgresql when there is none."""
    binaries, user = _binaries(), _server_user()
    # Not under pytest's own folder: that one is closed to other users and too long for a socket's path.
    folder = kept or Path(tempfile.mkdtemp(prefix="usynys-pg-"))
    if user is not None:
        shutil.chown(folder, user)
    server = PostgresServer(binaries, folder, _free_port(), user, options)
    if kept is not None and (kept / "data" / "PG_VERSION").exists():
        with suppress(RuntimeError):
            server.stop("fast")  # one that outlived whoever started it
        server.start()
        return server
    try:
        server.initialise()
        server.start()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return server


def stop_server(server: PostgresServer) -> None:
    """Stop a server and remove its folder."""
    try:
        server.stop()
    finally:
        shutil.rmtree(server.folder, ignore_errors=True)
