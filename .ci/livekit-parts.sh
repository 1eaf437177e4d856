#!/bin/sh
# Installs what `mvn verify -Plivekit` needs and this machine lacks: livekit-server by `go install` (into
# target/tools, unless it is on the PATH) and the Python packages of the test clients (into target/livekit-venv).
# Running it again costs a second.
set -eu
cd "$(dirname "$0")/.."

version=1.13.5
requirements=src/test/livekit/requirements.txt
venv=target/livekit-venv

has_server() {
    for name in livekit-server server target/tools/server; do
        program=$(command -v "$name") || continue
        [ "$(timeout 10 "$program" --version </dev/null 2>/dev/null)" = "livekit-server version $version" ] && return 0
    done
    return 1
}

has_packages() {
    python=${UNDERSTUDY_LIVEKIT_PYTHON:-$venv/bin/python}
    [ -x "$python" ] && "$python" -c 'import livekit.agents, livekit.api, livekit.rtc, livekit.plugins.tavus' 2>/dev/null || return 1
    [ -n "${UNDERSTUDY_LIVEKIT_PYTHON:-}" ] || cmp -s "$requirements" "$venv/requirements.txt"
}

if has_server; then
    echo "livekit-server $version: found"
else
    command -v go >/dev/null || { echo "livekit-server $version is not on the PATH, and there is no Go to install it" >&2; exit 1; }
    echo "livekit-server $version: installing (about two minutes)"
    mkdir -p target/tools
    GOBIN="$PWD/target/tools" go install "github.com/livekit/livekit-server/cmd/server@v$version"
fi

if has_packages; then
    echo "Python packages: found"
else
    echo "Python packages: installing"
    mkdir -p target
    "${PYTHON:-python3}" -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$requirements"
    cp "$requirements" "$venv/requirements.txt"
fi
