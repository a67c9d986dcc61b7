#!/usr/bin/env bash
# Builds it/firmware/count.c, a plugin of the emulator, and prints its path:
#   counter.sh FOLDER EMULATOR BOARD
# Exit status 1 when there is no header qemu-plugin.h, or the emulator does not load it.
# environment: QEMU_PLUGIN_HEADER  the header's folder, when compilers do not find it by themselves
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
plugin=$1/count.so

gcc -std=c99 -O2 -fPIC -shared ${QEMU_PLUGIN_HEADER:+-I "$QEMU_PLUGIN_HEADER"} "$here/../firmware/count.c" \
    -o "$plugin" 2>"$1/count.log" || exit 1
# The monitor ends it before the board would start.
echo quit | timeout 60 "$2" -M "$3" -display none -serial null -parallel none -S -monitor stdio \
    -plugin "$plugin,out=$1/count.txt" >>"$1/count.log" 2>&1 || exit 1
echo "$plugin"
