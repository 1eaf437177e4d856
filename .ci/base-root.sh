#!/bin/bash
# Makes the file system of the base image, unless it is there: Debian's minimal system with Java 17, all from the packages that this
# machine's own apt knows. Kept as base-root.tar in BASE_CACHE, by default target/ci.
set -euo pipefail
cd "$(dirname "$0")/.."

cache=${BASE_CACHE:-target/ci}
archive=$cache/base-root.tar
release=bookworm

mirror() {
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Codename: $release" | head -1
}

[ ! -f "$archive" ] || exit 0
mkdir -p "$cache"
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
debootstrap --variant=minbase --include=ca-certificates,openjdk-17-jre-headless "$release" "$root" "$(mirror)" > "$cache/debootstrap.log" \
    || { tail -20 "$cache/debootstrap.log" >&2; exit 1; }
rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/* "$root"/usr/share/{doc,man,locale}/*
tar --numeric-owner -C "$root" -cf "$archive.new" .
mv "$archive.new" "$archive"
