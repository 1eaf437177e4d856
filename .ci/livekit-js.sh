#!/bin/sh
# Installs the packages of the JavaScript agent of the tests into target/livekit-js, unless they are there. Needs Node 20 or newer; half a minute.
set -eu
cd "$(dirname "$0")/.."

sources=src/test/livekit/js
place=target/livekit-js

if [ -d "$place/node_modules" ] && cmp -s "$sources/package-lock.json" "$place/installed.json"; then
    echo "npm packages: found"
    exit 0
fi

command -v npm > /dev/null || { echo "the npm packages of $sources are not there, and there is no npm to install them" >&2; exit 1; }
echo "npm packages: installing"
mkdir -p "$place"
cp "$sources/package.json" "$sources/package-lock.json" "$place/"
(cd "$place" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
cp "$sources/package-lock.json" "$place/installed.json" # last: a half installation is made anew
