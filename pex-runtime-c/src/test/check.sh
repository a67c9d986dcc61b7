#!/bin/bash
# Checks the C kernels with the compilers that this machine has:
#   - host compilers, as C99 and as C++17: warnings are errors, tests run with sanitizers;
#   - cross compilers for Cortex-M4, Cortex-M55 and RV32IMC: warnings, no static data, no foreign symbols;
#   - the functions of pex_mem.c do not call themselves;
#   - clang-format.
# Arguments go to the test program: [seed [cases per kernel]]. Closes with 'N passed, N failed'.
cd "$(dirname "$0")/../.." || exit 2
sources=$PWD/src/main/resources/dev/pex/runtime
tests=$PWD/src/test/c
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

warnings="-Wall -Wextra -Wconversion -Wsign-conversion -Wshadow -Wcast-align -Werror"
sanitizers="-fsanitize=address,undefined -fno-sanitize-recover=all"
rename="-Dmemcpy=pex_test_memcpy -Dmemmove=pex_test_memmove -Dmemset=pex_test_memset -Dmemcmp=pex_test_memcmp"
functions="mem(cpy|move|set|cmp)"

# check NAME COMMAND...: one line of result, the command's output only when it fails
check() {
    local name=$1 output
    shift
    if output=$("$@" 2>&1); then
        echo "ok   $name"
    else
        echo "FAIL $name"
        printf '%s\n' "$output" | head -n 40
    fi
}

have() {
    command -v "$1" >/dev/null && return
    echo "skip $1 is not installed"
    return 1
}

# compile FLAGS...: all kernels, objects into a fresh folder $objects
compile() {
    rm -rf "$objects"
    mkdir -p "$objects"
    (cd "$objects" && "$@" -I"$sources" -c "$sources"/*.c)
}

# Only the fixed kinds of outside help: pex_mem.h, pex_cells.c, pex_groups.c, pex_dsp.c, pex_layers_mve.c, pex_small.c and the compiler's own
# float arithmetic.
self_contained() {
    local foreign
    foreign=$("$1-nm" -u "$objects"/*.o | awk '$1 == "U" { print $2 }' | sort -u |
        grep -vE "^($functions|pex_cell|pex_find_(taps|rows)|pex_dot_4|pex_output_(group|element)|pex_(dsp|small)_[a-z_]+|pex_mve_channels|__aeabi_(f|i2f)[a-z0-9]*|__[a-z]*sf[a-z0-9]*)\$")
    [ -z "$foreign" ] || { echo "undefined: $foreign"; return 1; }
    "$1-size" "$objects"/*.o | awk 'NR > 1 && $2 + $3 > 0 { print "static data: " $0; bad = 1 } END { exit bad }'
}

no_self_call() {
    "$@" -I"$sources" -S "$sources/pex_mem.c" -o "$objects.s" || return
    ! grep -E "^[[:space:]]+(b|bl|b\.w|bl\.w|call|callq|jmp|jmpq|j|jal|tail)[[:space:]].*\b$functions\b" "$objects.s"
}

build_and_run() {
    local program=$objects.test
    "$@" $rename -I"$sources" -c "$sources/pex_mem.c" -o "$objects.mem.o" || return
    "$@" -I"$sources" "$tests"/*.c $(ls "$sources"/*.c | grep -v '/pex_mem\.c$') -x none "$objects.mem.o" -o "$program" || return
    "$program" $arguments
}

# refuses SOURCE WORDS COMMAND...: without instructions that a kernel is made for it is an error, which says what to do
refuses() {
    local source=$1 words=$2 output
    shift 2
    if output=$("$@" -I"$sources" -fsyntax-only "$sources/$source" 2>&1); then
        echo "compiled"
        return 1
    fi
    case $output in
        *"$words"*PEX_PORTABLE_TWINS*) ;;
        *) printf '%s\n' "$output" && return 1 ;;
    esac
    # One error and nothing that follows from it.
    [ "$(printf '%s\n' "$output" | grep -c 'error:')" = 1 ] || { printf '%s\n' "$output" && return 1; }
}

# host NAME COMPILER FLAGS...
host() {
    local name=$1 level san=$sanitizers objects=$work/$1
    shift
    have "$1" || return
    if ! echo 'int main(void) { return 0; }' >"$objects.c" || ! "$@" $sanitizers "$objects.c" -o "$objects.probe" 2>/dev/null; then
        echo "skip $name: the sanitizers are not installed, tests run without"
        san=
    fi
    for level in -O2 -Os; do
        check "$name $level warnings" compile "$@" $level $warnings
    done
    for level in -O2 -O3 -Os; do
        check "$name $level pex_mem calls nothing" no_self_call "$@" $level
    done
    check "$name tests" build_and_run "$@" -O1 -g $warnings $san
}

# cross NAME PREFIX FLAGS...
cross() {
    local name=$1 prefix=$2 level objects=$work/$1
    shift 2
    have "$prefix-gcc" || return
    for level in -O2 -Os; do
        check "$name $level warnings" compile "$prefix-gcc" "$@" $level $warnings
        check "$name $level self-contained" self_contained "$prefix"
        check "$name $level pex_mem calls nothing" no_self_call "$prefix-gcc" "$@" $level
    done
}

arguments=$*
c99="-std=c99 -pedantic -Wstrict-prototypes"
# Kernels for instructions that the machine lacks are compiled in plain C.
twins=-DPEX_PORTABLE_TWINS
{
    host gcc-c99 gcc $c99 $twins
    host gcc-c++17 g++ -std=c++17 -x c++ $twins
} >"$work/1.log" &
{
    host clang-c99 clang $c99 $twins
    host clang-c++17 clang++ -std=c++17 -x c++ $twins
} >"$work/2.log" &
wait
{
    if have arm-none-eabi-gcc; then
        check "vectors without an ABI of floats" refuses pex_add_s8_mve.c -mfloat-abi=hard arm-none-eabi-gcc -mcpu=cortex-m55 -mthumb $c99
        check "vectors that are left out" refuses pex_layers_mve.c +nomve arm-none-eabi-gcc -mcpu=cortex-m55+nomve -mthumb -mfloat-abi=hard $c99
        check "the DSP extension that is left out" refuses pex_dsp.c +nodsp arm-none-eabi-gcc -mcpu=cortex-m33+nodsp -mthumb $c99
    fi
    cross cortex-m4 arm-none-eabi -mcpu=cortex-m4 -mthumb $c99 -ffreestanding $twins
    # Versions disagree in details; one of them is the rule.
    if have clang-format && clang-format --version | grep -q 'version 14\.'; then
        check "clang-format" clang-format --dry-run -Werror "$sources"/*.[ch] "$tests"/*.[ch]
    fi
} >"$work/3.log" &
{
    cross cortex-m55 arm-none-eabi -mcpu=cortex-m55 -mthumb -mfloat-abi=hard $c99 -ffreestanding $twins
    cross rv32imc riscv64-unknown-elf -march=rv32imc -misa-spec=2.2 -mabi=ilp32 -nostdlib $c99 -ffreestanding $twins
} >"$work/4.log" &
wait
cat "$work"/[1234].log
passed=$(cat "$work"/[1234].log | grep -c '^ok ')
failed=$(cat "$work"/[1234].log | grep -c '^FAIL ')
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
