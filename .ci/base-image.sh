#!/bin/bash
# Makes the base image that the Dockerfile is built on where no image registry is in reach, of what base-root.sh makes.
# Usage: .ci/base-image.sh <tag>, with DOCKER_HOST set.
set -euo pipefail
cd "$(dirname "$0")/.."

tag=$1
docker=${DOCKER:-docker}

.ci/base-root.sh
"$docker" import --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
    "${BASE_CACHE:-target/ci}/base-root.tar" "$tag" > /dev/null
echo "base image $tag: $("$docker" image inspect --format '{{.Size}}' "$tag" | numfmt --to=iec)"
