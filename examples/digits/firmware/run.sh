#!/usr/bin/env bash
# Builds the firmware of a board, runs it in the emulator, and compares what it gets right with what the report of the
# quantisation says.
#   run.sh BOARD BUILD_FOLDER
# BOARD is cortex-m4, cortex-m55 or rv32imc; BUILD_FOLDER holds generated-sources/pex.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
board=$1
generated=$(cd -- "$2/generated-sources/pex" && pwd)
build=$2/$board
case $board in
    cortex-m4) machine=(qemu-system-arm -M mps2-an386) ;;
    cortex-m55) machine=(qemu-system-arm -M mps3-an547) ;;
    rv32imc) machine=(qemu-system-riscv32 -M virt -bios none) ;;
    *) echo "run.sh: unknown board $board" >&2 && exit 2 ;;
esac

cmake -S "$here" -B "$build" -DCMAKE_TOOLCHAIN_FILE="$here/board/$board.cmake" -DGENERATED="$generated" >"$build.log"
cmake --build "$build" >>"$build.log" || { cat -- "$build.log" >&2 && exit 1; }

# count NAME: a count of the report's accuracy
count() {
    sed -n "/\"accuracy\"/,/}/s/^ *\"$1\": *\([0-9]*\).*/\1/p" "$generated/digits/quantisation.json"
}
promised="digits: $(count quantized) of $(count labelled) right"
said=$(timeout 120 "${machine[@]}" -display none -monitor none -serial null -chardev stdio,id=console \
    -semihosting-config enable=on,target=native,chardev=console -kernel "$build/firmware.elf" </dev/null)
echo "$said on $board"
if [[ $said != "$promised" ]]; then
    echo "run.sh: the report says: $promised" >&2
    exit 1
fi
