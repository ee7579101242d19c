# つながり: the way in. Each verb is one short line; the work is done by the script of the same name.
# What can be set on the command line:
PORT     ?= 8000
LANGUAGE = ja
RELEASE  =
AT       =
UPGRADE  =
TARGET   =
ROLLBACK =
TRIAL    =
ID       =
BY       =
DATE     =
FROM     =
FOLDER   =
TO       =
KEY      =
# Many systems set LANGUAGE for their own messages; ours must not reach them, nor theirs us.
unexport LANGUAGE
# Some containers forbid Python to keep what it compiles; then every process of a run would compile it all anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHON = .venv/bin/python
READY  = .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help run desk backup restore export verify site preview print bench check open words schema deploy assure freshness \
  links import accessibility test test-fast lint format browser lock clean

help:  ## この一覧を見る
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

run: $(READY)  ## サイトを作り、練習用の受付箱と一緒にこのパソコンで開く (PORT=8000)
	@$(PYTHON) -m scripts.run --port $(PORT)

site: $(READY)  ## サイトを site/ に作る (公開用は RELEASE=1)
	@$(PYTHON) -m scripts.site $(if $(RELEASE),--release)

desk: $(READY)  ## 窓口の記録を練習用に開く (本番は FOLDER=フォルダー)
	@$(PYTHON) -m scripts.desk $(if $(FOLDER),--folder "$(FOLDER)") $(if $(filter-out 8000,$(PORT)),--port $(PORT))

backup: $(READY)  ## 窓口の記録の控えを取り、戻せるか確かめる (FOLDER= TO=)
	@$(PYTHON) -m scripts.backup "$(FOLDER)" --to "$(TO)"

restore: $(READY)  ## 控えを空のフォルダーに戻す (FROM=…backup FOLDER=戻す先 KEY=desk.key、紙の鍵なら KEY なし)
	@$(PYTHON) -m scripts.restore "$(FROM)" --folder "$(FOLDER)" $(if $(KEY),--key "$(KEY)")

export: $(READY)  ## 窓口の記録をすべて CSV で取り出す (FOLDER= TO=)
	@$(PYTHON) -m scripts.export "$(FOLDER)" --to "$(TO)"

verify: $(READY)  ## 窓口のログに書きかえがないか確かめる (FOLDER=)
	@$(PYTHON) -m scripts.verify "$(FOLDER)"

preview: $(READY)  ## 書きながら一つの言語で見る (LANGUAGE=ja PORT=8000)
	@$(PYTHON) -m scripts.preview --language $(LANGUAGE) --port $(PORT)

print: $(READY)  ## しおり・ちらし・看板・バナーを build/print/ に作る (LANGUAGE=all 配るときは RELEASE=1)
	@$(PYTHON) -m scripts.print --language $(LANGUAGE) $(if $(RELEASE),--release)

bench: $(READY)  ## 速さとメモリを、ほかの道具と並べて測る (サイト、しおり1,000枚、折り返しの受付、窓口の記録20万件)
	@$(PYTHON) -m scripts.bench_site
	@$(PYTHON) -m scripts.bench
	@$(PYTHON) -m scripts.bench_dropbox
	@$(PYTHON) -m scripts.bench_desk

check: $(READY)  ## 窓口のデータの誤りや古くなったところを探す
	@$(PYTHON) -m scripts.check

open: $(READY)  ## その時刻に開いている窓口を見る (AT="2026-12-29 10:00")
	@$(PYTHON) -m scripts.open $(if $(AT),--at "$(AT)")

words: $(READY)  ## 訳すことばを集め、訳の足りないところを示す
	@$(PYTHON) -m scripts.words

schema: $(READY)  ## 編集ソフトの補完のための一覧 (data/windows.schema.json) を作り直す
	@$(PYTHON) -m scripts.schema

deploy: $(READY)  ## 作ったサイトを公開する (TARGET=/var/www/… か user@server:/…、もどすには ROLLBACK=1)
	@$(PYTHON) -m scripts.deploy --target "$(TARGET)" $(if $(ROLLBACK),--rollback) $(if $(TRIAL),--trial)

assure: $(READY)  ## 人が確かめたことを windows.yaml に書く (ID=… BY=相談係 DATE="2026-11-01")
	@$(PYTHON) -m scripts.assure --id "$(ID)" --by "$(BY)" $(if $(DATE),--date "$(DATE)")

freshness: $(READY)  ## 電話で確かめる一覧を、団体ごとに出す
	@$(PYTHON) -m scripts.freshness

links: $(READY)  ## 公式の頁を読みに行き、番号がまだ載っているか見る (ネットにつながります)
	@$(PYTHON) -m scripts.links

import: $(READY)  ## ほかの市の公開データから下書きを作る (FROM=施設一覧.csv か FROM=datapackage.zip)
	@$(PYTHON) -m scripts.import_city --from "$(FROM)"

accessibility: $(READY)  ## アクセシビリティの試験結果の頁を、テストの結果から作る
	@$(PYTHON) -m scripts.accessibility

test: browser lint  ## すべて確かめる (型、書き方、テスト、ブラウザー)
	@$(PYTHON) -m pytest -n 2

test-fast: lint  ## ブラウザーや本物のサーバーが要らないものだけを、20秒ほどで確かめる
	@$(PYTHON) -m pytest -n auto --dist worksteal --ignore=tests/site

lint: $(READY)  ## 書き方と型を確かめる
	@$(PYTHON) -m ruff check --quiet
	@$(PYTHON) -m ruff format --check --quiet || { echo "→ make format"; false; }
	@$(PYTHON) -m mypy --no-error-summary

format: $(READY)  ## 行の折り方や空白をそろえる
	@$(PYTHON) -m ruff format --quiet

browser: $(READY)
	@$(PYTHON) -m scripts.setup_browser

lock: $(READY)  ## requirements.txt を作り直す (新しい版にするときは UPGRADE=1)
	@$(PYTHON) -m uv pip compile --quiet pyproject.toml --group dev --universal --fork-strategy fewest \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) --output-file requirements.txt

clean:  ## 作られたものを消す (データと .venv は残る)
	@rm -rf site .site.ledger .site.pieces build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): requirements.txt
	@sh scripts/make_venv.sh
