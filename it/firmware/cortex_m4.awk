# Estimates cycles of a Cortex-M4 without wait states: reads the counts of count.c, then the disassembly of the
# generated code, and prints the cycles for 1000 of its instructions.
#
# Costs are those of the instruction table of Arm's Cortex-M4 Technical Reference Manual (r0p1, 3.3), where P, what it
# takes to fill the pipeline after a branch, is one to three cycles:
#   branches               1, and P when taken
#   loads and stores       2; 1 for a store to a base with a constant, and for what follows a load whose result is not in
#                          its address
#   several registers      1 and 1 for each; P when the program counter is among them
#   divisions              2 to 12, here 12
#   in floating point      loads 2, multiplications that add 3, divisions and roots 14
#   all else               1
# Whether a conditional branch was taken follows from how often what stands behind it ran.
BEGIN {
    P = 2
    FS = "\t"
}

FNR == NR {
    split($0, field, " ")
    runs[field[1]] += field[2]
    next
}

# "    1a4:\tldr.w\tr3, [r0, #4]"
/^ *[0-9a-f]+:\t/ {
    address = $1
    gsub(/[ :]/, "", address)
    at[++lines] = address
    name[lines] = $2
    operands[lines] = $3
    sub(/[ \t]*[;@].*/, "", operands[lines])
    sub(/ *<.*/, "", operands[lines])
    next
}

# A gap: nothing runs on from what is above.
{
    at[++lines] = ""
}

function plain(mnemonic) {
    sub(/\.(n|w|f32|f64|s32|u32|32|64|f16|f32\..*|s32\..*|u32\..*)$/, "", mnemonic)
    return mnemonic
}

# Registers of a list like {r4, r5, lr} or {d8-d11}, in words.
function registers(list,    n, parts, i, ends, count) {
    sub(/^.*\{/, "", list)
    sub(/\}.*$/, "", list)
    n = split(list, parts, /, */)
    for (i = 1; i <= n; i++) {
        count += split(parts[i], ends, "-") == 2 ? substr(ends[2], 2) - substr(ends[1], 2) + 1 : 1
    }
    return list ~ /d[0-9]/ ? 2 * count : count
}

function taken(line,    count, behind, ends, target) {
    count = runs[at[line]]
    behind = runs[at[line + 1]]
    if (behind < count) {
        return count - behind
    }
    ends = split(operands[line], target, /, */)
    # Something else leads behind it as well. A loop goes on mostly, a condition holds mostly.
    return length(target[ends]) < length(at[line]) || target[ends] "" <= at[line] "" ? count : 0
}

function cost(line,    m, o, destination, pipelined, base) {
    m = plain(name[line])
    o = operands[line]
    pipelined = loaded != "" && !index(substr(o, index(o, "[")) ",", loaded ",") &&
        !index(substr(o, index(o, "[")) "]", loaded "]")
    loaded = ""
    if (m ~ /^(b|bx|bl|blx)$/) return 1 + P
    if (m ~ /^b(eq|ne|cs|cc|hs|lo|mi|pl|vs|vc|hi|ls|ge|lt|gt|le)$/ || m ~ /^cbn?z$/)
        return 1 + (runs[at[line]] > 0 ? P * taken(line) / runs[at[line]] : 0)
    if (m ~ /^tb[bh]$/) return 2 + P
    if (m ~ /^(ldm|pop|stm|push|vldm|vpop|vstm|vpush)/) return 1 + registers(o) + (o ~ /pc/ ? P : 0)
    if (m ~ /^(ldrd|strd)/) return 3
    if (m ~ /^ldr/) {
        destination = o
        sub(/,.*/, "", destination)
        loaded = destination
        return (pipelined ? 1 : 2) + (destination == "pc" ? P : 0)
    }
    if (m ~ /^str/) return pipelined || o !~ /\[[^]]*, *[a-z]/ ? 1 : 2
    if (m ~ /^[us]div/) return 12
    if (m ~ /^(vldr|vstr)/) return 2
    if (m ~ /^(vmla|vmls|vnmla|vnmls|vfma|vfms|vfnma|vfnms)/) return 3
    if (m ~ /^(vdiv|vsqrt)/) return 14
    return 1
}

END {
    for (i = 1; i <= lines; i++) {
        if (at[i] == "") {
            loaded = ""
        } else if (runs[at[i]] > 0) {
            instructions += runs[at[i]]
            cycles += runs[at[i]] * cost(i)
        } else {
            loaded = ""
        }
    }
    if (instructions > 0) {
        printf "%.0f\n", 1000 * cycles / instructions
    }
}
