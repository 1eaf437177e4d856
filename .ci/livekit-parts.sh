#!/bin/sh
# Installs what `mvn verify -Plivekit` needs and this machine lacks: livekit-server, the Python packages of the test
# clients, and the npm packages of the JavaScript agent.
# Running it again costs a second.
set -eu
"$(dirname "$0")/livekit-server.sh"
"$(dirname "$0")/livekit-python.sh"
"$(dirname "$0")/livekit-js.sh"
