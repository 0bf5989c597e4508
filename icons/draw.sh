#!/bin/sh
# Draws every size of the icon from icon.svg. Needs rsvg-convert (librsvg2-bin) and ImageMagick.
set -eu
cd "$(dirname "$0")"

convert=$(command -v magick || command -v /usr/bin/convert)
for size in 16 32 48 64 128 256 512; do
    rsvg-convert --width "$size" --height "$size" icon.svg --output "$size.png"
    # Tauri refuses anything but 8-bit RGBA, and an optimiser may turn a small one into a palette.
    "$convert" "$size.png" -strip -depth 8 "PNG32:$size.png"
done
cp 512.png icon.png
"$convert" 16.png 32.png 48.png 64.png 128.png 256.png icon.ico
