"""What staff can do with the drop box on the command line."""

from datetime import UTC, datetime
from pathlib import Path

import click

from formhandler import keys
from formhandler.sealing import Refused, from_paper, open_envelope

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def commands() -> None:
    """電話のお願いの受付箱。鍵を作り、封筒を開けます。"""


@commands.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("keys"))
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
