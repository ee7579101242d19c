"""What staff can do with the drop box on the command line."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from formhandler import keys, wire
from formhandler.open_api import document
from formhandler.pull import Puller, Unreachable
from formhandler.sealing import Refused, from_paper, open_envelope
from formhandler.serve import serve

FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def commands() -> None:
    """電話のお願いの受付箱。鍵を作り、封筒を開けます。"""


@commands.command()
@click.argument("folder", type=FOLDER, default=Path("keys"))
def keygen(folder: Path) -> None:
    """新しい鍵一式を FOLDER に作ります。窓口の機械で、一度だけ行います。"""
    try:
        made = keys.make(folder, datetime.now(tz=UTC).date())
    except FileExistsError as error:
        raise click.ClickException(f"{error.filename} がすでにあります。別のフォルダーを指定してください。") from error
    for path in made:
        click.echo(path)
    click.echo("paper.html を印刷して金庫に入れ、ファイルを消してください。")
    click.echo("recipients.txt と signers.txt だけを、受付箱の機械に移してください。ほかは移しません。")


@commands.command("open")
@click.option("--key", "key_files", type=FILE, multiple=True, help="鍵のファイル (desk.key など)")
@click.option("--paper", is_flag=True, help="紙の鍵を打ちこんで開ける")
@click.argument("envelope", type=FILE)
def open_one(key_files: tuple[Path, ...], paper: bool, envelope: Path) -> None:
    """封筒のファイル ENVELOPE を開け、中の JSON を出します。"""
    try:
        identities = [keys.identity(path) for path in key_files]
        if paper:
            identities.append(from_paper(click.prompt("紙の鍵", hide_input=True, err=True)))
        click.echo(open_envelope(envelope.read_bytes(), identities))
    except keys.WeakFile as error:
        raise click.ClickException(f"{error} をほかの人も読めます。chmod 600 {error} をしてください。") from error
    except Refused as error:
        raise click.ClickException("開けられません。鍵がちがうか、封筒がこわれています。") from error


@commands.command("serve")
@click.option("--site", type=FOLDER, default=Path("site"), help="作ったサイト")
@click.option("--state", type=FOLDER, default=Path("build/dropbox"), help="受付箱のフォルダー")
@click.option("--port", default=8000)
def serve_here(site: Path, state: Path, port: int) -> None:
    """サイトと受付箱を、このパソコンだけで開きます。鍵がなければ練習用の鍵を作ります。"""
    sys.exit(serve(site, state, port))


@commands.command()
@click.option("--key", "key_file", type=FILE, required=True, help="署名の鍵 (signing.key)")
@click.argument("url")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def fetch(key_file: Path, url: str, file: Path) -> None:
    """受付箱 URL の封筒を、文字だけの FILE に書き出します。受付箱からは消しません。"""
    try:
        puller = Puller(url, keys.signer(key_file))
        rows = puller.all()
    except Unreachable as error:
        raise click.ClickException(str(error)) from error
    keys.write(file, wire.to_text(rows))
    click.echo(f"{len(rows)} 通")


@commands.command()
@click.option("--key", "key_file", type=FILE, required=True, help="署名の鍵 (signing.key)")
@click.argument("url")
@click.argument("file", type=FILE)
def acknowledge(key_file: Path, url: str, file: Path) -> None:
    """窓口で作った受け取りの FILE を受付箱 URL に返します。受付箱は、受け取った封筒だけを消します。"""
    try:
        deleted = Puller(url, keys.signer(key_file)).acknowledge(file.read_text("utf-8-sig"))
    except Unreachable as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{deleted} 通を消しました。")


@commands.command()
def openapi() -> None:
    """受付箱が何に何と答えるかを、OpenAPI の JSON で出します。"""
    click.echo(json.dumps(document(), ensure_ascii=False, indent=1))
