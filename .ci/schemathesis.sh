#!/bin/bash
# Holds openapi.yaml against the running application: schemathesis makes calls of each operation, right and wrong ones, and each answer
# has to be one that the document names, in its shape, and none a server's error. First in the sandbox, then in production with the
# simulators as its world. Needs target/understudy.jar and Python; about three minutes. Arguments go to schemathesis, after the others.
set -uo pipefail
cd "$(dirname "$0")/.."

version=4.32.5
venv=$PWD/target/schemathesis-venv
out=$PWD/target/schemathesis
jar=$PWD/target/understudy.jar
[ -f "$jar" ] || { echo "there is no $jar: mvn package -DskipTests" >&2; exit 1; }
rm -rf "$out"
mkdir -p "$out/sandbox" "$out/world" "$out/production"

if ! "$venv/bin/schemathesis" --version 2> /dev/null | grep -q "$version"; then
    "${PYTHON:-python3}" -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$version" || exit 1
fi

trap 'kill $(jobs -p) 2> /dev/null' EXIT

free_port() {
    "${PYTHON:-python3}" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# starts <folder> <port> <arguments ...>: the jar in a folder of its own, until it says something of itself.
starts() {
    local folder=$1 port=$2
    shift 2
    (cd "$out/$folder" && exec java -Xmx512m -XX:TieredStopAtLevel=1 -jar "$jar" --server.port="$port" "$@" > log.txt 2>&1) &
    for _ in $(seq 180); do
        case $(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/api/mode") in
            000 | 503) ;;
            *) return 0 ;;
        esac
        kill -0 $! 2> /dev/null || break
        sleep 1
    done
    echo "it does not start:" >&2
    tail -n 30 "$out/$folder/log.txt" >&2
    return 1
}

# asks <folder> <port> <token>: left out are a stream without end, and pages that are no part of the API.
asks() {
    local folder=$1 port=$2 token=$3
    shift 3
    "$venv/bin/schemathesis" --config-file .ci/schemathesis.toml run "http://127.0.0.1:$port/openapi.yaml" --url "http://127.0.0.1:$port" \
        -H "Authorization: Bearer $token" --exclude-path /api/events --exclude-path-regex '^/meet' \
        --phases examples,coverage,fuzzing --max-examples 30 --seed "${seed:-1}" --workers 1 --request-timeout 30 --no-color \
        --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance \
        "$@" | tee "$out/$folder/schemathesis.txt"
    return "${PIPESTATUS[0]}"
}

failed=0
port=$(free_port)
starts sandbox "$port" --management.server.port=0 --understudy.sandbox.ssh-port=0 || exit 1
asks sandbox "$port" sandbox "$@" || failed=1
kill %1
wait %1 2> /dev/null

world=$(free_port)
port=$(free_port)
starts world "$world" --understudy.sandbox.only=world --understudy.sandbox.ssh-port=0 --understudy.sandbox.demo=false \
    --understudy.sandbox.webhook-url="http://127.0.0.1:$port/livekit/webhook" || exit 1
export SPRING_PROFILES_ACTIVE=production LIVEKIT_URL="http://127.0.0.1:$world" LIVEKIT_API_KEY=devkey \
    LIVEKIT_API_SECRET=sandbox-secret-0123456789abcdef-0123456789 TAVUS_API_URL="http://127.0.0.1:$world/sandbox/tavus" \
    TAVUS_API_KEY=sandbox-tavus-key-1 TAVUS_FACE_ID=sandbox-face UNDERSTUDY_ACCESS=open UNDERSTUDY_API_TOKEN=operator-of-the-check
providers=()
for provider in openai elevenlabs deepgram cartesia; do
    providers+=("--understudy.credential.$provider.url=http://127.0.0.1:$world/sandbox/$provider")
done
starts production "$port" --management.server.port=0 "${providers[@]}" || exit 1
asks production "$port" operator-of-the-check "$@" || failed=1
exit $failed
