#!/usr/bin/env bash
# Builds the firmware, runs it in the emulator on all recordings of the test, and compares how many digits it understands with
# what the report of the pruning says.
#   run.sh RECORDINGS
set -euo pipefail

recordings=$(cd -- "$1" && pwd)
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
readonly HEADER=44 # bytes of a .wav file before its samples
build=target/firmware
mkdir -p -- "$build"

# Recordings as they are in a file: the label, the number of samples, the samples.
{
    printf '    .section .rodata\n    .balign 4\n    .globl clips\nclips:\n'
    while IFS=$'\t' read -r file label split; do
        if [[ $split == test ]]; then
            bytes=$(stat -c %s -- "$recordings/$file")
            printf '    .balign 4\n    .word %d, %d\n    .incbin "%s", %d\n' \
                "$label" "$(((bytes - HEADER) / 2))" "$recordings/$file" "$HEADER"
        fi
    done <recordings.tsv
    printf '    .balign 4\n    .globl clips_end\nclips_end:\n'
} >"$build/clips.S"

cmake -S firmware -B "$build" -DCMAKE_TOOLCHAIN_FILE="$PWD/firmware/cortex-m4.cmake" >"$build.log"
cmake --build "$build" >>"$build.log" || { cat -- "$build.log" >&2 && exit 1; }

said=$(timeout 300 qemu-system-arm -M mps2-an386 -display none -monitor none -serial null -chardev stdio,id=console \
    -semihosting-config enable=on,target=native,chardev=console -kernel "$build/firmware.elf" </dev/null)
echo "digits: $said on cortex-m4"

# of NAME: a number of the report
of() {
    sed -n "s/^ *\"$1\": *\([0-9.]*\).*/\1/p" target/pex-codesign/digits/pruned/result.json
}
promised=$(awk -v share="$(of testAccuracy)" -v all="$(of testSamples)" \
    'BEGIN { printf "%.0f of %d right", share * all, all }')
if [[ $said != "$promised" ]]; then
    echo "run.sh: the report says: $promised" >&2
    exit 1
fi
