# shellcheck shell=bash
# What run.sh and run-two.sh share: boards, compilation, vectors, the emulator. Sourced, not run.
# Paths are kept absolute, since the assembler works inside the build folder.

firmware=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

readonly BOARDS="mps2-an386 mps3-an547 virt"
# Known as well; their cores have no instructions that those above lack.
readonly MORE_BOARDS="mps2-an500 mps2-an505"
# A program with a larger stack says so before it is linked.
stack_bytes=4096

fail() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 2
}

# need_arguments LEAST ARGUMENT...: ends the script when its user asks for its usage, or gives fewer arguments.
need_arguments() {
    local least=$1
    shift
    if [[ ${1:-} == -h || ${1:-} == --help ]]; then
        usage
        exit 0
    fi
    if (($# < least)); then
        usage >&2
        exit 2
    fi
}

need() {
    local tool
    for tool in "$@"; do
        command -v "$tool" >/dev/null || fail "$tool is missing; bin/setup test installs it"
    done
}

absolute() {
    (cd -- "$1" 2>/dev/null && pwd) || fail "no such folder: $1"
}

# Sets what belongs to a board; $timings is what knows how long instructions of its core take, if anything does. The memory sizes are those of the emulated board. Recorded vectors are no part
# of a firmware and lie in a memory of their own, so that flash holds what a product would hold.
select_board() {
    board=$1 timings=''
    case $board in
        mps2-an386)
            tool=arm-none-eabi
            emulator=qemu-system-arm
            core_flags=(-mcpu=cortex-m4 -mthumb -mfloat-abi=hard -mfpu=fpv4-sp-d16)
            harness=(cortex_m.S cortex_m.c)
            # The harness copies bytes to and from anywhere; words at odd addresses are a fault, see cortex_m.c.
            harness_flags=(-mno-unaligned-access -DFW_FPGAIO=0x40028000 -DFW_FPGAIO_HERTZ=25000000)
            flash=0x00000000 flash_size=0x400000 ram=0x20000000 ram_most=$((4 << 20))
            records=0x21000000 records_size=0x1000000
            # 128 ns an instruction: cortex_m.c counts with a clock of the board
            emulator_flags=(-M mps2-an386)
            count_flags=(-icount "shift=7,sleep=off")
            timings=cortex_m4.awk
            ;;
        mps3-an547)
            tool=arm-none-eabi
            emulator=qemu-system-arm
            core_flags=(-mcpu=cortex-m55 -mthumb -mfloat-abi=hard)
            harness=(cortex_m.S cortex_m.c)
            harness_flags=(-mno-unaligned-access -DFW_FPGAIO=0x49302000 -DFW_FPGAIO_HERTZ=20000000)
            # The memories next to the core, as if there were nothing else.
            flash=0x00000000 flash_size=0x80000 ram=0x20000000 ram_most=$((512 << 10))
            records=0x21000000 records_size=0x400000
            emulator_flags=(-M mps3-an547)
            count_flags=(-icount "shift=7,sleep=off")
            ;;
        mps2-an500)
            tool=arm-none-eabi
            emulator=qemu-system-arm
            core_flags=(-mcpu=cortex-m7 -mthumb -mfloat-abi=hard -mfpu=fpv5-sp-d16)
            harness=(cortex_m.S cortex_m.c)
            harness_flags=(-mno-unaligned-access -DFW_FPGAIO=0x40028000 -DFW_FPGAIO_HERTZ=25000000)
            flash=0x00000000 flash_size=0x400000 ram=0x20000000 ram_most=$((4 << 20))
            records=0x60000000 records_size=0x1000000
            emulator_flags=(-M mps2-an500)
            count_flags=(-icount "shift=7,sleep=off")
            ;;
        mps2-an505)
            tool=arm-none-eabi
            emulator=qemu-system-arm
            core_flags=(-mcpu=cortex-m33 -mthumb -mfloat-abi=hard -mfpu=fpv5-sp-d16)
            harness=(cortex_m.S cortex_m.c)
            harness_flags=(-mno-unaligned-access -DFW_FPGAIO=0x50302000 -DFW_FPGAIO_HERTZ=20000000)
            # The core starts in the secure state, where addresses have their bit 28 set.
            flash=0x10000000 flash_size=0x400000 ram=0x38000000 ram_most=$((4 << 20))
            records=0x80000000 records_size=0x1000000
            emulator_flags=(-M mps2-an505)
            count_flags=(-icount "shift=7,sleep=off")
            ;;
        virt)
            tool=riscv64-unknown-elf
            emulator=qemu-system-riscv32
            core_flags=(-march=rv32imac -misa-spec=2.2 -mabi=ilp32 -mcmodel=medlow)
            harness=(riscv.S riscv.c)
            harness_flags=()
            flash=0x80000000 flash_size=0x400000 ram=0x81000000 ram_most=$((4 << 20))
            records=0x80400000 records_size=0xc00000
            emulator_flags=(-M virt -bios none)
            count_flags=(-icount shift=0)
            ;;
        *)
            fail "unknown board $board; known: $BOARDS $MORE_BOARDS"
            ;;
    esac
    need "$tool-gcc" "$tool-ar" "$tool-size" "$emulator" timeout
}

# -O2 and plain C99 for what Pex generated; a warning is an error.
readonly STRICT=(-std=c99 -O2 -ffreestanding -fno-common -ffunction-sections -fdata-sections
    -Wall -Wextra -Wconversion -Werror)

# compile SOURCE OBJECT FLAG...: with FIRMWARE_OBJECTS, a folder, what was compiled before is taken from there:
# the same text for the same core, as kernels of many models are. With FIRMWARE_COMPILER, the words of a
# command, and FIRMWARE_FLAGS, more flags, generated code is compiled by another compiler and with other flags
# than the harness.
compile() {
    local source=$1 object=$2 kept
    shift 2
    local command=("$tool-gcc" "${core_flags[@]}" "${STRICT[@]}")
    if [[ $object == */model/* ]]; then
        if [[ -n ${FIRMWARE_COMPILER:-} ]]; then
            # Only GCC knows versions of the instruction set.
            read -ra command <<<"$FIRMWARE_COMPILER ${core_flags[*]/#-misa-spec=*/} ${STRICT[*]}"
        fi
        # shellcheck disable=SC2206 # words, not one flag
        command+=(${FIRMWARE_FLAGS:-})
    fi
    if [[ -z ${FIRMWARE_OBJECTS:-} ]]; then
        "${command[@]}" "$@" -c "$source" -o "$object"
        return
    fi
    # All flags but the folders of headers, whose text is in what -E prints.
    kept=$({ printf '%s\n' "${command[@]}" "${@##/*}" && "${command[@]}" "$@" -E -P "$source"; } | sha256sum)
    kept=$FIRMWARE_OBJECTS/${kept%% *}.o
    if [[ ! -f $kept ]]; then
        mkdir -p -- "$FIRMWARE_OBJECTS"
        "${command[@]}" "$@" -c "$source" -o "$kept.$BASHPID"
        mv -- "$kept.$BASHPID" "$kept"
    fi
    cp -- "$kept" "$object"
}

# compile_model BUILD DIR...: the archive libmodel.a of all models; a file name is compiled once.
compile_model() {
    local build=$1 dir source name other
    shift
    local -A seen=()
    mkdir -p -- "$build/model"
    for dir in "$@"; do
        for source in "$dir"/*.c; do
            name=${source##*/}
            if [[ -n ${seen[$name]:-} ]]; then
                other=${seen[$name]}
                cmp -s -- "$source" "$other" || fail "$name differs between the models"
                continue
            fi
            seen[$name]=$source
            compile "$source" "$build/model/${name%.c}.o" -pedantic -I "$dir"
        done
    done
    (cd -- "$build" && rm -f libmodel.a && "$tool-ar" rcs libmodel.a model/*.o)
    # The caller owns all state, so that several instances can live side by side.
    local writable
    writable=$("$tool-size" -t "$build/libmodel.a" | awk 'END { print $2 + $3 }')
    [[ $writable == 0 ]] || fail "the generated code has $writable bytes of writable data of its own"
}

# bind_vectors BUILD VARIABLE VECTORS SEEDS: vectors.VARIABLE.o
bind_vectors() {
    local build=$1 variable=$2 vectors=$3 seeds=$4 seed
    local assembly=$build/vectors.$variable.S
    {
        printf '    .section .records.%s_vectors, "a"\n    .balign 4\n' "$variable"
        printf '    .globl %s_vectors\n%s_vectors:\n' "$variable" "$variable"
        for seed in $seeds; do
            printf '    .word %s, in%s, in%s_end - in%s, out%s, out%s_end - out%s\n' \
                "$seed" "$seed" "$seed" "$seed" "$seed" "$seed" "$seed"
        done
        for seed in $seeds; do
            # Numbered copies spare the assembler any strange character of a path.
            cp -- "$vectors/$seed.in.bin" "$build/$variable.$seed.in.bin"
            cp -- "$vectors/$seed.out.bin" "$build/$variable.$seed.out.bin"
            printf '    .balign 4\nin%s:\n    .incbin "%s.%s.in.bin"\nin%s_end:\n' \
                "$seed" "$variable" "$seed" "$seed"
            printf '    .balign 4\nout%s:\n    .incbin "%s.%s.out.bin"\nout%s_end:\n' \
                "$seed" "$variable" "$seed" "$seed"
        done
    } >"$assembly"
    (cd -- "$build" && "$tool-gcc" "${core_flags[@]}" -c "vectors.$variable.S" -o "vectors.$variable.o")
}

# bind_model BUILD DIR VARIABLE INSTANCES VECTORS SEEDS FLOAT: adapter.VARIABLE.o and vectors.VARIABLE.o
bind_model() {
    local build=$1 dir=$2 variable=$3 instances=$4 vectors=$5 seeds=$6 float=$7
    local model=${dir##*/} streamed=0
    bind_vectors "$build" "$variable" "$vectors" "$seeds"
    ! grep -q "^#define PEX_${model^^}_STREAMED " "$dir/$model.h" || streamed=1
    compile "$firmware/model_adapter.c" "$build/adapter.$variable.o" -I "$firmware" -I "$dir" \
        -DMODEL="$model" -DMODEL_UPPER="${model^^}" -DMODEL_HEADER="\"$model.h\"" \
        -DMODEL_VARIABLE="$variable" -DMODEL_INSTANCES="$instances" -DMODEL_FLOAT="$float" \
        -DMODEL_VECTORS="$(count_words "$seeds")" -DMODEL_STREAMED="$streamed"
}

# too_large MEMORY BYTES MOST: ends the script with the status that says so
too_large() {
    echo "PEX-TOO-LARGE board=$board memory=$1 bytes=$2 most=$3"
    exit 3
}

# link_firmware BUILD MAIN DIR...: firmware.elf. The RAM is exactly what arenas, guards, stack and
# harness need, rounded up to 1 kB, so that generated code that took more would fail to link.
link_firmware() {
    local build=$1 main=$2 dir source object objects=() blocks
    shift 2
    local unaligned=0
    for dir in "$@"; do
        [[ ! -f $dir/pex_dsp.h ]] || unaligned=1
    done
    dir=$1
    for source in "$main" checks.c resident.c streamed.c console.c "${harness[@]}"; do
        object=$build/${source##*/}.o
        compile "$firmware/$source" "$object" ${harness_flags[@]+"${harness_flags[@]}"} \
            -I "$firmware" -I "$dir" -DFW_BOARD="\"$board\"" -DFW_UNALIGNED_WORDS="$unaligned" -DFW_STEPS="${FIRMWARE_STEPS:-0}"
        objects+=("$object")
    done
    for object in "$build"/vectors.*.o "$build"/adapter.*.o; do
        [[ ! -f $object ]] || objects+=("$object") # a sample has no adapter, a test of kernels none of them
    done
    blocks=$("$tool-size" -t "${objects[@]}" | awk 'END { print $2 + $3 }')
    local ram_size=$(((stack_bytes + blocks + 2048 + 1023) / 1024 * 1024))
    ((ram_size <= ram_most)) || too_large ram "$ram_size" "$ram_most"
    # No libc on any board, so pex_mem.c has to do: newlib's memcpy loads words from anywhere.
    local over
    if ! "$tool-gcc" "${core_flags[@]}" -nostartfiles -nostdlib -T "$firmware/firmware.ld" \
        -Wl,--gc-sections,--fatal-warnings,-z,noexecstack,-Map="$build/firmware.map" \
        -Wl,--defsym=__flash="$flash",--defsym=__flash_size="$flash_size" \
        -Wl,--defsym=__ram="$ram",--defsym=__ram_size="$ram_size",--defsym=__stack_size="$stack_bytes" \
        -Wl,--defsym=__ram_most="$ram_most" \
        -Wl,--defsym=__records="$records",--defsym=__records_size="$records_size" \
        "${objects[@]}" "$build/libmodel.a" -lgcc \
        -o "$build/firmware.elf" 2>"$build/link.txt"; then
        over=$(sed -n "s/.*region .flash' overflowed by \([0-9]*\) bytes.*/\1/p" "$build/link.txt")
        [[ -z $over ]] || too_large flash $((flash_size + over)) $((flash_size))
        cat -- "$build/link.txt" >&2
        fail "the firmware does not link"
    fi
}

# run_firmware BUILD NAME COUNT: prints the lines, and returns the firmware's exit code. Success without
# COUNT lines that say so is a failure: silence must not pass.
run_firmware() {
    local build=$1 name=$2 count=$3 status=0 passed
    emulate "$build" | tee "$build/console.txt" || status=$?
    passed=$(grep -c '^PEX.* status=ok ' "$build/console.txt" || true)
    if ((status == 124)); then
        echo "PEX-FAIL model=$name reason=time-limit"
    elif ((status == 0 && passed != count)); then
        echo "PEX-FAIL model=$name reason=lines-missing got=$passed want=$count"
        status=1
    fi
    return "$status"
}

emulate() {
    local counter=()
    [[ -z ${FIRMWARE_COUNTER:-} ]] || counter=(-plugin "$FIRMWARE_COUNTER,out=$1/counts.txt")
    timeout "${FIRMWARE_TIMEOUT:-300}" "$emulator" "${emulator_flags[@]}" \
        ${count_flags[@]+"${count_flags[@]}"} ${counter[@]+"${counter[@]}"} -display none -monitor none \
        -serial null -parallel none -no-reboot -chardev stdio,id=console \
        -semihosting-config enable=on,target=native,chardev=console -kernel "$1/firmware.elf" </dev/null
}

# bound_stack BUILD MODEL_FOLDER: a line with the most stack that a call of the model's functions can take, out of the linked
# code. Painting cannot find more than that, and the header must not state less.
bound_stack() {
    local build=$1 dir=$2 model=${2##*/} line bound painted stated
    "$tool-nm" "$build/model/$model.o" >"$build/symbols.txt"
    line=$("$tool-objdump" -d --no-show-raw-insn "$build/firmware.elf" |
        LC_ALL=C awk -v model="$model" -v board="$board" -v callbacks='(_run_pull|fetch_row)([.].*)?$' \
            -f "$firmware/stack.awk" - "$build/symbols.txt") || return 1
    echo "$line"
    bound=${line#* bound=}
    bound=${bound%% *}
    painted=$(sed -n 's/^PEX .* stack=\([0-9]*\) .*/\1/p' "$build/console.txt" | sort -n | tail -n 1)
    stated=$(sed -n 's/^#define PEX_.*_STACK_BYTES \([0-9]*\)u$/\1/p' "$dir/$model.h")
    # What is painted has a few words of model_adapter.c as well.
    if ((${painted:-0} > bound + 16)); then
        echo "PEX-FAIL model=$model reason=stack-bound painted=$painted bound=$bound"
        return 1
    fi
    if ((bound > ${stated:-0})); then
        echo "PEX-FAIL model=$model reason=stack-bound bound=$bound stated=${stated:-none}"
        return 1
    fi
}

# estimate_cycles BUILD NAME: a line with the cycles of 1000 instructions of the generated code, when they were counted
# and something knows their timings.
estimate_cycles() {
    local build=$1 name=$2
    [[ -n $timings && -f $build/counts.txt ]] || return 0
    "$tool-objdump" -d -j .model_text --no-show-raw-insn "$build/firmware.elf" |
        LC_ALL=C awk -f "$firmware/$timings" "$build/counts.txt" - |
        sed "s/^/PEX-CYCLES model=$name board=$board per_thousand=/"
}

# 1 when all outputs that meta.json lists are float, else 0.
float_outputs() {
    local meta=$1/meta.json types
    [[ -f $meta ]] || {
        echo 0
        return
    }
    types=$(tr -d '\n' <"$meta" | sed 's/.*"outputs"//' | grep -o '"type" *: *"[A-Z0-9]*"' | sort -u || true)
    if [[ $types == *FLOAT32* && $types != *$'\n'* ]]; then echo 1; else echo 0; fi
}

# All seeds of a folder of vectors, in numeric order.
seeds_of() {
    local file found=()
    for file in "$1"/[0-9]*.in.bin; do
        file=${file##*/}
        file=${file%.in.bin}
        [[ $file =~ ^[0-9]+$ ]] && found+=("$file")
    done
    ((${#found[@]} > 0)) || fail "no vectors N.in.bin in $1"
    printf '%s\n' "${found[@]}" | sort -n | tr '\n' ' '
}

count_words() {
    wc -w <<<"$1"
}

# A folder given by the user stays for inspection, one of our own goes.
build_folder() {
    if [[ -n $1 ]]; then
        mkdir -p -- "$1"
        build=$(absolute "$1")
        rm -rf -- "$build/model" "$build"/*.o "$build"/*.elf
    else
        build=$(mktemp -d)
        trap 'rm -rf -- "$build"' EXIT
    fi
}
