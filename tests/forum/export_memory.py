"""Exports a database and prints the process's peak memory in kilobytes: ``export_memory URL FILE csv|xlsx``."""

import asyncio
import resource
import sys
from pathlib import Path

from forum import exports
from locales import translator
from locales.export_words import Words
from storage.database import open_database


async def main(url: str, path: str, kind: str) -> None:
    """Write the file."""
    db = await open_database(url)
    campaign = await exports.campaign_to_export(db)
    write = {"csv": exports.write_csv, "xlsx": exports.write_xlsx}[kind]
    await write(db, Path(path), campaign, Words(translator("ru"), {}))
    await db.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)  # noqa: T201 - printing is what it is for
