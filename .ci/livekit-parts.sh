#!/bin/sh
# Installs what `mvn verify -Plivekit` needs and this machine lacks: livekit-server, and the Python packages of the test clients.
# Running it again costs a second.
set -eu
"$(dirname "$0")/livekit-server.sh"
"$(dirname "$0")/livekit-python.sh"
