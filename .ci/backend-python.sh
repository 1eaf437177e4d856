#!/bin/sh
# Makes the Python of examples/avatar-backend and of its tests, target/backend-venv, unless it is there. About a minute.
set -eu
cd "$(dirname "$0")/.."

example=examples/avatar-backend
venv=target/backend-venv

pinned() {
    cat "$example/requirements.txt" "$example/tests/requirements.txt"
}

if [ -x "$venv/bin/python" ] && [ "$(pinned)" = "$(cat "$venv/pinned.txt" 2>/dev/null)" ]; then
    echo "Python packages: found"
else
    echo "Python packages: installing"
    mkdir -p target
    "${PYTHON:-python3}" -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$example/tests/requirements.txt"
    pinned > "$venv/pinned.txt"
fi
