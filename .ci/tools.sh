# Where livekit-server is kept: outside the checkout, so that neither `mvn clean` nor a fresh clone makes it anew. To be sourced; the
# tests look there too (src/test/java/dev/understudy/fixtures/real/Parts.java, examples/avatar-backend/tests/processes.py).
livekit_version=${LIVEKIT_VERSION:-1.13.5}
tools=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/understudy
livekit_tools=$tools/livekit-server-$livekit_version
