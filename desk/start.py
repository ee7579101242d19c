"""Starting the desk: practice in a folder of its own, made anew each time; or the office's own folder."""

import shutil
from dataclasses import replace
from pathlib import Path

from desk import accounts, demo, demo_words, practice
from desk.access import ADMINISTRATOR
from desk.office import Office, open_office
from desk.settings import KEYS, Settings, from_environment

PRACTICE = Path("build/practice")
# What `make run` makes on the same machine: a drop box for practice, and the keys that open what it takes.
BOX = "http://127.0.0.1:8000"
BOX_KEYS = Path("build/dropbox/practice")
PLAIN_DISK = (
    "記録は PostgreSQL に入ります。PostgreSQL は自分のファイルを暗号化しません。"
    "その機械のディスクが暗号化されているか、市の情報システムの担当に確かめてください"
    "（番号・時間・合言葉だけは、contact.key でさらに封をしています）。"
)
CODE = "  確認コード: 入る画面の「練習用の確認コード」を開くと出ます（30秒ごとに変わります）"
HOST = "127.0.0.1"


def open_practice(folder: Path = PRACTICE, box_keys: Path = BOX_KEYS) -> Office:
    """Open a practice office, filled anew; it fetches from the drop box of `make run` or the one in DESK_DROPBOX."""
    shutil.rmtree(folder, ignore_errors=True)
    settings = Settings(folder, folder / KEYS, dropbox=from_environment().dropbox or BOX, practice=True)
    for name in ("desk.key", "signing.key"):
        if (box_keys / name).exists():
            settings.keys.mkdir(0o700, parents=True, exist_ok=True)
            shutil.copy(box_keys / name, settings.keys)
    office = open_office(settings)
    with office.database.writing() as db:
        counselors = practice.add_people(db)
        demo.fill(db, counselors)
        demo_words.fill_today(db, office.database.keys, counselors, office.time)
    return office


def open_real(folder: Path | None) -> Office:
    """Open the office's own folder."""
    settings = from_environment()
    if folder is not None:
        keys = settings.keys if settings.keys != settings.folder / "keys" else folder / "keys"
        settings = replace(settings, folder=folder, keys=keys)
    return open_office(settings)


def told_once(office: Office) -> str:
    """Return what is told at the start: the accounts of practice, or the first administrator's invitation."""
    if office.practice:
        lines = [f"  {login:8} {name}" for login, name, _ in practice.PEOPLE]
        lines += [f"  パスワード: {practice.PASSWORD}", CODE]
        return "\n".join(["練習用の利用者（記録はすべて作りもの）:", *lines])
    lines = [PLAIN_DISK] if office.settings.database else []
    with office.database.writing() as db:
        if accounts.none_yet(db):
            words = accounts.invite(db, "admin", "管理者", [ADMINISTRATOR], office.time)
            lines.append(
                f"最初の管理者: 画面の「はじめての方」で、利用者名 admin、招待のことば {words} を入れてください。"
            )
    return "\n".join(lines)
