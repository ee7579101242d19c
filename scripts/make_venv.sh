#!/bin/sh
# Makes .venv anew from requirements.txt, with the first Python that is new enough. Called by make.
set -eu

for python in python3 python3.13 python3.12 python3.11 none; do
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break
done
if [ "$python" = none ]; then
    echo "Python 3.11 以上を入れてください。 / Please install Python 3.11 or newer." >&2
    exit 1
fi

# Debian and Ubuntu keep the part of Python that fills a venv in a package of its own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    echo "$package を入れてください。 / Please install it: sudo apt-get install $package" >&2
    exit 1
fi

echo "道具をそろえています（一、二分） / Setting up .venv (a minute or two)" >&2
"$python" -m venv --clear .venv
# Only ready-made wheels: building one would run code that no hash here vouches for.
.venv/bin/python -m pip install -qq --disable-pip-version-check \
    --only-binary :all: --require-hashes -r requirements.txt
touch .venv/.ready
