#!/usr/bin/env bash
# Builds the firmware of one generated model for a board, runs it in the emulator and prints its lines.
# Exit status: 0 when everything passed, 1 when a check failed, 2 when it could not be built,
# 3 when it is larger than the board's memory, 99 after a fault, 124 after the time limit.
set -Eeuo pipefail

usage() {
    cat <<'TEXT'
usage: run.sh BOARD MODEL_FOLDER VECTORS_FOLDER [--seeds "1 2 3"] [--build FOLDER] [--float | --exact]
  BOARD            mps2-an386 (Cortex-M4), mps2-an500 (Cortex-M7), mps2-an505 (Cortex-M33),
                   mps3-an547 (Cortex-M55) or virt (RISC-V, rv32imac)
  MODEL_FOLDER     what Pex generated; its name is the model's
  VECTORS_FOLDER   N.in.bin and N.out.bin for each seed N
  --seeds LIST     only these seeds
  --build FOLDER   build there and keep it, instead of in a temporary folder
  --float, --exact compare outputs as float32 within 1e-6, or byte by byte; else as meta.json says
environment: FIRMWARE_TIMEOUT  seconds that the emulator may run, 300 unless given
             FIRMWARE_STEPS    1 for a line with the instructions of each step of a resident inference
             FIRMWARE_COUNTER  count.c as a plugin of the emulator, for a line with an estimate of cycles
TEXT
}

# shellcheck source=it/firmware/board.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/board.sh"

need_arguments 3 "$@"
board_name=$1
model_dir=$(absolute "$2")
vectors_dir=$(absolute "$3")
shift 3
seeds='' build_given='' float=''
while (($# > 0)); do
    case $1 in
        --seeds) seeds=${2:?--seeds needs a list}; shift ;;
        --build) build_given=${2:?--build needs a folder}; shift ;;
        --float) float=1 ;;
        --exact) float=0 ;;
        *) fail "unknown option $1" ;;
    esac
    shift
done

select_board "$board_name"
model=${model_dir##*/}
[[ -f $model_dir/$model.h ]] || fail "$model_dir holds no $model.h"
[[ -n $seeds ]] || seeds=$(seeds_of "$vectors_dir")
[[ -n $float ]] || float=$(float_outputs "$vectors_dir")

build_folder "$build_given"
trap 'exit 2' ERR
compile_model "$build" "$model_dir"
bind_model "$build" "$model_dir" fw_first 1 "$vectors_dir" "$seeds" "$float"
link_firmware "$build" one_model.c "$model_dir"
trap - ERR

"$tool-size" -A "$build/firmware.elf" | awk -v model="$model" -v board="$board" '
    $1 == ".model_text" { text = $2 }
    $1 == ".model_rodata" { rodata = $2 }
    END { printf "PEX-SIZE model=%s board=%s text=%d rodata=%d\n", model, board, text, rodata }'
status=0
run_firmware "$build" "$model" "$(count_words "$seeds")" || status=$?
bound_stack "$build" "$model_dir" || status=1
estimate_cycles "$build" "$model"
exit "$status"
