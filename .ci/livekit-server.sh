#!/bin/sh
# Installs livekit-server by `go install`, unless it is on the PATH or was installed before; see tools.sh for where. About two minutes.
# An older one by its number: .ci/livekit-server.sh 1.7.2
set -eu
cd "$(dirname "$0")/.."
[ -z "${1:-}" ] || LIVEKIT_VERSION=$1
. .ci/tools.sh

for name in livekit-server server "$livekit_tools/server"; do
    program=$(command -v "$name") || continue
    [ "$(timeout 10 "$program" --version < /dev/null 2> /dev/null)" = "livekit-server version $livekit_version" ] || continue
    echo "livekit-server $livekit_version: found"
    exit 0
done

command -v go > /dev/null || { echo "livekit-server $livekit_version is not on the PATH, and there is no Go to install it" >&2; exit 1; }
echo "livekit-server $livekit_version: installing into $livekit_tools"
mkdir -p "$livekit_tools"
half=$(mktemp -d "$tools/installing.XXXXXX") # nobody finds half a program, and two may install at once
trap 'rm -rf "$half"' EXIT
GOBIN=$half go install "github.com/livekit/livekit-server/cmd/server@v$livekit_version"
mv "$half/server" "$livekit_tools/server"
