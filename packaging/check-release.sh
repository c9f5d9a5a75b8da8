#!/bin/sh
# Whether a tag, given as v1.2.3, is of the version that the sources have and that the software centres
# are told of as published. Says the version.
set -eu
cd "$(dirname "$0")/.."

version=$(sed -n '/^\[workspace\.package\]/,/^\[/s/^version = "\(.*\)"$/\1/p' Cargo.toml)
release=$(sed -n '/<release /{p;q;}' packaging/linux/dev.mooring.desktop.metainfo.xml)

fail() {
    echo "not a release: $*" >&2
    exit 1
}

test -n "$version" || fail "Cargo.toml has no version"
test "$1" = "v$version" || fail "the tag is $1, the version of the sources $version"
case $release in
*" version=\"$version\""*) ;;
*) fail "the newest release in the metadata is not $version: $release" ;;
esac
case $release in
*' type="development"'*) fail "the metadata still has $version as in development: make it \"stable\", with the day" ;;
esac
echo "$version"
