# What .ci/run needs of the machine: Debian's packages, JDKs, copies of the checkout. To be sourced.

# Debian's packages, those that are not there yet.
packages() {
    local missing=()
    for package in "$@"; do dpkg -s "$package" > /dev/null 2>&1 || missing+=("$package"); done
    [ ${#missing[@]} -eq 0 ] && return 0
    echo "installing ${missing[*]}"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > "$kept/apt.log"
}

# The home of a JDK by its feature number; nothing when there is none.
jdk() {
    local release
    for release in /usr/lib/jvm/*/release; do
        grep -q "^JAVA_VERSION=\"$1[.\"]" "$release" && [ -x "${release%/release}/bin/javac" ] && echo "${release%/release}" && return
    done
}

# A copy of the sources in that folder, as a fresh clone has them.
copy_sources() {
    rm -rf "$1"
    mkdir -p "$1"
    tar --exclude=./target --exclude=./data --exclude=./.git -cf - . | tar -xf - -C "$1"
}

# The same, compiled.
copy_compiled() {
    copy_sources "$1" && mkdir "$1/target" && cp -a target/classes target/test-classes "$1/target/"
}
