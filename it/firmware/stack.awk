# The most stack that a call of one of a model's functions takes, out of what the compiler made:
#   PREFIX-objdump -d --no-show-raw-insn firmware.elf | awk -v model=NAME -v board=NAME -f stack.awk - SYMBOLS
# SYMBOLS is what PREFIX-nm printed of the model's own object: its global functions are where calls begin.
# A function's frame is the sum of all by which its instructions lower the stack pointer, none of which is in a loop; a
# call of another function adds that one's. A jump to where another function begins is a last call: it comes behind the
# frame's end, so that only the larger of both counts; one to a part that was set apart (.cold) is within the frame.
# Calls through pointers must be of a function in `callbacks`, whose callees are the user's and do not count; any other
# one, a recursion, or a stack pointer that is computed, is an error.
# (On RISC-V the table of a switch cannot be told from a tail call through a pointer, of which there is none.)
# Prints: PEX-STACK model=NAME board=NAME bound=BYTES path=FUNCTION>...
BEGIN {
    jumps = "^(b|bl|blx|b(eq|ne|cs|cc|hs|lo|mi|pl|vs|vc|hi|ls|ge|lt|gt|le)|cbn?z|jal|jalr|j|jr|b(eq|ne|lt|ge|gt|le)(z|u)?)([.][nw])?$"
}
function fail(why) {
    print "stack.awk: " why >"/dev/stderr"
    failed = 1
    exit 2
}
# Bytes of a list of registers, such as {r4, r5, lr} or {d8-d9}.
function registers(list, bytes, count, n, parts, i, ends) {
    gsub(/[{} \t]/, "", list)
    n = split(list, parts, ",")
    for (i = 1; i <= n; i++) {
        bytes = parts[i] ~ /^d/ ? 8 : 4
        if (split(parts[i], ends, "-") == 2) {
            gsub(/[a-z]/, "", ends[1])
            gsub(/[a-z]/, "", ends[2])
            count += bytes * (ends[2] - ends[1] + 1)
        } else {
            count += bytes
        }
    }
    return count
}
# Functions are told apart by their addresses, since files may have static ones of the same name.
function hex(text, value, i) {
    text = tolower(text)
    for (i = 1; i <= length(text); i++) value = 16 * value + index("123456789abcdef", substr(text, i, 1))
    return value
}
# A number as a key: some awks round those above 2^31 else.
function key(value) { return sprintf("%.0f", value) }
function number(text) {
    sub(/^.*#/, "", text)
    return text + 0
}
# What an instruction lowers the stack pointer by.
function lowered(op, operands, list, last) {
    list = operands
    sub(/^[^{]*/, "", list)
    sub(/}.*$/, "}", list)
    if (op ~ /^v?push/) return registers(list)
    if (op ~ /^(v?stmdb|vstmdb)/ && operands ~ /^sp!/) return registers(list)
    if (op ~ /^sub/ && operands ~ /^sp, (sp, )?#/) return number(operands)
    if (op ~ /^str/ && operands ~ /\[sp, #-[0-9]+\]!/) {
        sub(/^.*#-/, "", operands)
        return operands + 0
    }
    if (op ~ /^addi?$/ && operands ~ /^sp,(sp,)?-/) {
        sub(/^.*,-/, "", operands)
        return operands + 0
    }
    # What raises it again, or only reads it.
    if (op ~ /^(v?pop|ldm|vldm)/ || op ~ /^add/) return 0
    if (op ~ /^ldr/ && operands ~ /\[sp\], #/) return 0
    if (op ~ /^(v?st|c\.s|s[wbh]$)/) return 0
    if (operands ~ /^sp(,|!)/) computed[current] = op " " operands
    return 0
}
/^[0-9a-f]+ <[^>]+>:$/ && !symbols {
    starts[++functions] = hex($1)
    current = key(starts[functions])
    name[current] = substr($2, 2, length($2) - 3)
    next
}
FNR == 1 && NR > 1 { symbols = 1 }
symbols {
    if ($2 == "T") entry[$3] = 1
    next
}
/^ *[0-9a-f]+:/ {
    op = $2
    operands = $0
    sub(/^ *[0-9a-f]+:[ \t]*[^ \t]+[ \t]*/, "", operands)
    comment = operands
    sub(/[ \t]*[@;#] .*$/, "", operands)
    frame[current] += lowered(op, operands)
    if ((op == "blx" || op == "bx" && operands != "lr" || op == "jalr") && comment !~ /</) {
        indirect[current] = 1
    } else if (match(comment, /<[^>+]+(\+0x[0-9a-f]+)?>/)) {
        callee = substr(comment, 1, RSTART - 2)
        sub(/^.*[ \t,]/, "", callee)
        if (op ~ jumps) {
            calls[current, ++count[current]] = hex(callee)
            within[current, count[current]] = op ~ /^(bl|blx|jal|jalr)$/ || comment ~ /[.]cold|[+]0x/
        }
    }
}
# The function that an address lies in: the name that stands beside it may be that of a size.
function function_at(address, i, best) {
    for (i = 1; i <= functions; i++) {
        if (starts[i] <= address && (best == "" || starts[i] > starts[best])) best = i
    }
    if (best == "") fail("no function is at " address)
    return key(starts[best])
}
function deepest(f, i, most, own, below, best, callee) {
    if (f in bound) return bound[f]
    if (f in computed) fail(name[f] " computes its stack pointer: " computed[f])
    if (f in open) fail("recursion through " name[f])
    open[f] = 1
    most = own = frame[f]
    best = ""
    for (i = 1; i <= count[f]; i++) {
        callee = function_at(calls[f, i])
        if (callee == f) continue
        below = deepest(callee) + (within[f, i] ? frame[f] : 0)
        if (below > most) {
            most = below
            best = callee
            own = within[f, i] ? frame[f] : 0
        }
    }
    if (f in indirect && !(name[f] ~ callbacks)) fail(name[f] " calls through a pointer")
    delete open[f]
    next_of[f] = best
    share[f] = own
    bound[f] = most
    return most
}
END {
    if (failed) exit 2
    for (f in name) {
        if (!(name[f] in entry)) continue
        own = deepest(f)
        # A model without steps takes no stack at all.
        if (first == "" || own > most || (own == most && name[f] < name[first])) {
            most = own
            first = f
        }
    }
    if (first == "") fail("no function of the model")
    for (f = first; f != ""; f = next_of[f]) path = path (path == "" ? "" : ">") name[f] ":" share[f]
    printf "PEX-STACK model=%s board=%s bound=%d path=%s\n", model, board, most, path
}
