#!/bin/bash
# Makes what compose.yaml needs and a clone does not have: .env (names and addresses) and secrets/ (0600, one value a file).
# Usage, as root: config/compose/secrets.sh HOST PUBLIC_IP. Asks nothing, prints no secret, and never changes what is there
# already, but for the worker's env file: lines that are empty there are filled from the files. So fill in the files that it
# left empty (tavus-api-key, openai-api-key, elevenlabs-api-key) and run it again.
set -euo pipefail
cd "$(dirname "$0")/../.."
umask 077

host=${1:-}
address=${2:-}
understudy=10001 # the user in its image; a secret mounted by compose keeps its owner
mkdir -p secrets/tls acme
chmod 755 acme   # nginx's workers read it

random() { openssl rand -hex 24; }

# Standard input becomes that file, unless it is there. It is read either way: whoever writes it would break off otherwise.
once() {
    if [ -e "$1" ]; then cat > /dev/null; else cat > "$1.new" && mv "$1.new" "$1" && echo "made $1"; fi
}

# A secret that Understudy reads itself.
ours() {
    once "secrets/$1"
    chmod 600 "secrets/$1"
    [ "$(id -u)" != 0 ] || chown "$understudy:$understudy" "secrets/$1"
}

if [ ! -e .env ]; then
    [ -n "$host" ] && [ -n "$address" ] || { echo "usage: $0 HOST PUBLIC_IP" >&2; exit 64; }
    once .env << END
# Read by compose. No secrets in here.
COMPOSE_PROJECT_NAME=understudy
UNDERSTUDY_HOST=$host
PUBLIC_IP=$address
# bearer: who asks for a room has the token in secrets/access-token; open: everybody may
UNDERSTUDY_ACCESS=bearer
# tavus, once secrets/tavus-api-key has a key and one of the two below is set
AVATAR_PROVIDER=audio
TAVUS_FACE_ID=
TAVUS_PAL_ID=
END
fi
host=$(sed -n 's/^UNDERSTUDY_HOST=//p' .env)

random | ours livekit-secret
random | ours operator-token
random | ours access-token
random | ours gateway-token
random | ours agent-token
for name in tavus-api-key openai-api-key elevenlabs-api-key; do ours "$name" < /dev/null; done
once secrets/livekit-keys <<< "understudy: $(cat secrets/livekit-secret)"

# The worker has its keys in its environment: from one file, which a rotation edits and compose reads when it makes the container.
once secrets/avatar-backend.env << END
LIVEKIT_URL=ws://livekit:7880
LIVEKIT_API_KEY=understudy
LIVEKIT_API_SECRET=$(cat secrets/livekit-secret)
OPENAI_API_KEY=
ELEVEN_API_KEY=
UNDERSTUDY_URL=http://understudy:8080
UNDERSTUDY_AGENT_TOKEN=$(cat secrets/agent-token)
END
# No command line ever holds a value: others on this machine can read those.
fill() {
    local file=secrets/avatar-backend.env line
    [ -s "secrets/$2" ] && grep -q "^$1=\$" "$file" || return 0
    while IFS= read -r line; do
        [ "$line" != "$1=" ] || line="$1=$(tr -d '\r\n' < "secrets/$2")"
        printf '%s\n' "$line"
    done < "$file" > "$file.new"
    mv "$file.new" "$file"
    echo "filled in $1"
}
fill OPENAI_API_KEY openai-api-key
fill ELEVEN_API_KEY elevenlabs-api-key

# So that nginx starts before there is a real certificate; browsers refuse this one.
if [ ! -e secrets/tls/fullchain.pem ]; then
    openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=${host:0:64}" -addext "subjectAltName=DNS:$host" \
        -keyout secrets/tls/privkey.pem -out secrets/tls/fullchain.pem 2> /dev/null
    echo "made secrets/tls: a certificate that only you trust"
fi
[ "$(id -u)" = 0 ] || echo "not root: the files in secrets/ must belong to user $understudy, or Understudy cannot read them" >&2
