#!/bin/sh
# Tests examples/avatar-backend with a real livekit-server (target/tools/server or the PATH, as .ci/livekit-parts.sh leaves it) in a
# Python of its own under target/backend-venv. Arguments go to pytest. About five minutes; the packages take one more, once.
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

python=$PWD/$venv/bin/python
cd "$example"
exec "$python" -m pytest -p no:cacheprovider "$@"
