#!/bin/sh
# Puts what the .deb has where a Flatpak has it. flatpak-builder runs this beside the .deb and says
# where; what a Flatpak shows outside of itself has the name of the Flatpak.
set -eu

name=dev.mooring.desktop
to=${FLATPAK_DEST:?}

ar x mooring-desktop.deb
# By gzip or by xz, as the .deb was packed.
tar -xf data.tar.*

install -Dm755 -t "$to/bin" usr/bin/mooring-desktop usr/bin/mooring
mkdir -p "$to/share"
cp -r usr/share/man usr/share/doc usr/share/metainfo "$to/share/"

entry=$to/share/applications/$name.desktop
install -Dm644 usr/share/applications/mooring-desktop.desktop "$entry"
sed -i "s/^Icon=.*/Icon=$name/" "$entry"
sed -i "s/>mooring-desktop\.desktop</>$name.desktop</; s/>mooring-desktop<\/icon>/>$name<\/icon>/" \
    "$to/share/metainfo/$name.metainfo.xml"

for icon in usr/share/icons/hicolor/*/apps/mooring-desktop*; do
    size=${icon#usr/share/icons/hicolor/}
    file=${icon##*/mooring-desktop}
    install -Dm644 "$icon" "$to/share/icons/hicolor/${size%%/*}/apps/$name$file"
done
