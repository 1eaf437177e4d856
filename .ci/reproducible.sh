#!/bin/bash
# Builds the jar twice, from two fresh clones of what is committed here, in folders of other names and lengths, in another time zone, another
# language and with other rights on its files, and compares them: the same bytes, SBOM included. Takes minutes; by hand. Usage:
#   .ci/reproducible.sh [commit]
set -euo pipefail
cd "$(dirname "$0")/.."

commit=$(git rev-parse "${1:-HEAD}")
work=$(mktemp -d "${TMPDIR:-/var/tmp}/understudy-twice.XXXXXX")
trap 'rm -rf "$work"' EXIT

build() {
    git clone --quiet . "$1"
    git -C "$1" checkout --quiet "$commit"
    (cd "$1" && mvn --batch-mode --quiet package -DskipTests -Dspotless.check.skip)
}

build "$work/one"
(umask 077 && TZ=Asia/Tokyo LC_ALL=C build "$work/another/place, with a longer name")
mapfile -t jars < <(find "$work" -path '*/target/understudy.jar')
sha256sum "${jars[@]}"
cmp "${jars[0]}" "${jars[1]}"
unzip -p "${jars[0]}" META-INF/sbom/application.cdx.json | sha256sum | sed 's/-$/its SBOM/'
echo "the same bytes, of $commit"
