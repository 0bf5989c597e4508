#!/bin/sh
# Draws the illustrations of the demo newsroom from their SVG sources.
# Needs rsvg-convert (librsvg2-bin), pngquant and ImageMagick.
set -eu
cd "$(dirname "$0")"

convert=$(command -v magick || command -v /usr/bin/convert)
pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT

# drawing, issue: flat colours, so a palette is enough
png() {
    mkdir -p "../pli/$2/pictures"
    rsvg-convert "$1.svg" --output "$pages/$1.png"
    pngquant --force --nofs --strip 48 "$pages/$1.png" --output "../pli/$2/pictures/$1.png"
}

# drawing, issue: grain, which only JPEG keeps light
jpeg() {
    mkdir -p "../pli/$2/pictures"
    rsvg-convert "$1.svg" --output "$pages/$1.png"
    "$convert" "$pages/$1.png" -background white -flatten -strip -sampling-factor 4:2:0 -quality 66 "../pli/$2/pictures/$1.jpg"
}

png cable-aurige 2026-11-19
png bassin-serveurs 2026-11-20
png puces-dormantes 2026-11-23
png bandes-magnetiques 2026-11-23
png trois-copies 2026-11-23
jpeg cyanotype-maree 2026-11-23
