#!/bin/sh
# Makes the Python of the test clients, target/livekit-venv, unless it is there or UNDERSTUDY_LIVEKIT_PYTHON names another one.
set -eu
cd "$(dirname "$0")/.."

requirements=src/test/livekit/requirements.txt
venv=target/livekit-venv

has_packages() {
    python=${UNDERSTUDY_LIVEKIT_PYTHON:-$venv/bin/python}
    [ -x "$python" ] && "$python" -c 'import livekit.agents, livekit.api, livekit.rtc, livekit.plugins.tavus' 2>/dev/null || return 1
    [ -n "${UNDERSTUDY_LIVEKIT_PYTHON:-}" ] || cmp -s "$requirements" "$venv/requirements.txt"
}

if has_packages; then
    echo "Python packages: found"
else
    echo "Python packages: installing"
    mkdir -p target
    "${PYTHON:-python3}" -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$requirements"
    cp "$requirements" "$venv/requirements.txt"
fi
