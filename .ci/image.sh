#!/bin/bash
# Builds the Docker image on a base made of Debian's packages and sees the sandbox's demo answer in it. Needs root and
# `mvn package -DskipTests`. The Docker engine is one of its own, on a socket of its own, with its data outside the checkout; it is
# stopped at the end, whatever happens.
set -euo pipefail
cd "$(dirname "$0")/.."

engine=$(mktemp -d "${TMPDIR:-/var/tmp}/understudy-engine.XXXXXX")
export DOCKER_HOST=unix://$engine/docker.sock
export DOCKER=/usr/bin/docker # the engine's own client; another one may come first on the PATH
pid=

stop() {
    if [ -n "$pid" ]; then
        "$DOCKER" rm -f demo > /dev/null 2>&1 || true
        kill "$pid" 2> /dev/null || true
        wait "$pid" 2> /dev/null || true
    fi
    umount -R "$engine"/* 2> /dev/null || true
    rm -rf "$engine"
}
trap stop EXIT

start() {
    # without a bridge it needs no iptables; the container has a loopback of its own, which is enough
    dockerd --data-root "$engine/data" --exec-root "$engine/exec" --pidfile "$engine/pid" --host "$DOCKER_HOST" \
        --iptables=false --ip6tables=false --bridge=none "$@" > target/ci/dockerd.log 2>&1 &
    pid=$!
    for _ in $(seq 60); do
        "$DOCKER" info > /dev/null 2>&1 && return 0
        kill -0 "$pid" 2> /dev/null || break
        sleep 0.5
    done
    return 1
}

# What a GET answers inside the container: its network is its own, and it has neither curl nor wget.
ask() {
    "$DOCKER" exec demo bash -c "exec 3<>/dev/tcp/127.0.0.1/$1 && printf 'GET $2 HTTP/1.0\r\nAuthorization: Bearer sandbox\r\n\r\n' >&3 && cat <&3"
}

# Waits until the answer holds a text, at most three minutes.
wait_for() {
    local answer=
    for _ in $(seq 180); do
        answer=$(ask "$2" "$3" 2> /dev/null) || true
        if [[ $answer == *"$4"* ]]; then
            echo "  $1: yes, after $SECONDS s"
            return 0
        fi
        sleep 1
    done
    echo "  $1: no. Last answer: $answer" >&2
    "$DOCKER" logs demo 2>&1 | tail -50 >&2
    return 1
}

# The files that an SBOM names, of its standard input: of pkg:maven/group/artifact@version?type=jar the jar's name.
named() {
    sed -n 's#^    *"purl" : "pkg:maven/[^/]*/\([^@]*\)@\([^?]*\)?type=jar".*#\1-\2.jar#p' | grep -v '^understudy-'
}

mkdir -p target/ci
start || { pid=; start --storage-driver vfs; } || { tail -20 target/ci/dockerd.log >&2; exit 1; }
echo "  docker engine: $("$DOCKER" version --format '{{.Server.Version}}'), storage $("$DOCKER" info --format '{{.Driver}}')"
.ci/base-image.sh understudy-base:debian
"$DOCKER" build --network none --build-arg BASE=understudy-base:debian -t understudy . > target/ci/docker-build.log 2>&1 \
    || { tail -30 target/ci/docker-build.log >&2; exit 1; }
echo "  image: $("$DOCKER" image inspect --format '{{.Size}} bytes, user {{.Config.User}}' understudy)"

"$DOCKER" run --detach --name demo --network none --memory 512m --read-only --tmpfs /tmp:exec understudy > /dev/null
SECONDS=0
wait_for "health is up" 9876 /observe/health '"status":"UP"'
wait_for "the demo's session is in VIDEO" 8080 /api/sessions '"state":"VIDEO"'
[ "$("$DOCKER" exec demo id -u)" != 0 ]
for _ in $(seq 30); do
    [ "$("$DOCKER" inspect --format '{{.State.Health.Status}}' demo)" = healthy ] && break
    sleep 1
done
"$DOCKER" inspect --format '  HEALTHCHECK says {{.State.Health.Status}}' demo | grep healthy
# The image says what is in it: every library that lies in it is in its SBOM, and nothing else is. Spring Boot puts its own jar mode in,
# and leaves its starters out, which are empty.
diff <("$DOCKER" exec demo ls lib | grep -v '^spring-boot-jarmode-tools-' | sort) \
    <("$DOCKER" exec demo cat sbom/application.cdx.json | named | grep -v '^spring-boot-starter-' | sort)
"$DOCKER" exec demo test -s NOTICE
echo "  SBOM: names the $("$DOCKER" exec demo ls lib | wc -l) libraries of the image"
SECONDS=0
"$DOCKER" stop --time 60 demo > /dev/null
echo "  stopped in $SECONDS s"
"$DOCKER" logs demo > target/ci/image-demo.log 2>&1
