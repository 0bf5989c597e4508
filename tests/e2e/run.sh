#!/bin/sh
# Runs a command with a screen, a session bus and a runtime folder of its own, so that the window
# under test meets no other, and two runs can share a machine.
set -eu
XDG_RUNTIME_DIR="$(mktemp -d)"
chmod 700 "$XDG_RUNTIME_DIR"
export XDG_RUNTIME_DIR
# WebKit's software renderer is lighter without DMABUF; without the last variable the window
# refuses to be driven.
export GDK_BACKEND=x11 LIBGL_ALWAYS_SOFTWARE=1 NO_AT_BRIDGE=1 GTK_A11Y=none
export WEBKIT_DISABLE_DMABUF_RENDERER=1 TAURI_WEBVIEW_AUTOMATION=true
exec dbus-run-session -- xvfb-run -a -s '-screen 0 1400x900x24' "$@"
