#!/bin/bash
# Makes the base image that the Dockerfile is built on where no image registry is in reach: Debian's minimal system with
# Java 17, all from the packages that this machine's own apt knows. Usage: .ci/base-image.sh <tag>, with DOCKER_HOST set.
# The root file system is kept (BASE_CACHE, default target/ci) and only made once.
set -euo pipefail
cd "$(dirname "$0")/.."

tag=$1
cache=${BASE_CACHE:-target/ci}
archive=$cache/base-root.tar
docker=${DOCKER:-docker}
release=bookworm

mirror() {
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Codename: $release" | head -1
}

make_root() {
    local root
    root=$(mktemp -d)
    trap 'rm -rf "$root"' RETURN
    debootstrap --variant=minbase --include=ca-certificates,openjdk-17-jre-headless "$release" "$root" "$(mirror)" \
        > "$cache/debootstrap.log"
    rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/* "$root"/usr/share/{doc,man,locale}/*
    tar --numeric-owner -C "$root" -cf "$archive.new" .
    mv "$archive.new" "$archive"
}

mkdir -p "$cache"
[ -f "$archive" ] || make_root
"$docker" import --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' "$archive" "$tag" > /dev/null
echo "base image $tag: $("$docker" image inspect --format '{{.Size}}' "$tag" | numfmt --to=iec)"
