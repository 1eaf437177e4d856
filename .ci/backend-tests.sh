#!/bin/sh
# Tests examples/avatar-backend with a real livekit-server (where livekit-server.sh leaves it, or on the PATH) in a Python of its own.
# Arguments go to pytest. About five minutes; the Python takes one more, once.
set -eu
cd "$(dirname "$0")/.."
.ci/backend-python.sh

python=$PWD/target/backend-venv/bin/python
cd examples/avatar-backend
exec "$python" -m pytest -p no:cacheprovider "$@"
