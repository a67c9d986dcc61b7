package dev.pex.compiler;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names that no model may have, since C, its libraries, CMake or a file system give them another meaning. */
final class TakenNames {
    /** A model's header would hide the compiler's, or one that it includes itself. */
    private static final String HEADERS = """
            alloca arm_acle arm_mve arm_neon assert byteswap cdefs complex ctype endian errno features fenv float \
            ieeefp inttypes iso646 limits locale malloc math memory newlib picolibc pthread reent sched semaphore setjmp \
            signal stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string strings tgmath threads \
            time uchar unistd wchar wctype""";

    /** CMake keeps some names of targets to itself. */
    private static final String TARGETS = """
            all clean edit_cache help install list_install_components package package_source rebuild_cache run_tests test \
            zero_check""";

    /** Keywords of C and C++, and names that are as good as keywords. */
    private static final String KEYWORDS = """
            alignas alignof and and_eq asm atomic auto bitand bitor bool break case catch char char8_t char16_t char32_t \
            class compl concept const const_cast consteval constexpr constinit continue co_await co_return co_yield \
            decltype default defined delete do double dynamic_cast else enum explicit export extern false final for friend \
            goto if import inline int long main module mutable namespace new noexcept not not_eq null nullptr operator or \
            or_eq override private protected public register reinterpret_cast requires restrict return short signed sizeof \
            static static_assert static_cast std struct switch template this thread_local throw true try typedef typeid \
            typename typeof typeof_unqual union unsigned using virtual void volatile while xor xor_eq""";

    /** Functions of the C library and of the model's own source are these names with an ending of the model's. */
    private static final String FUNCTIONS = """
            cnd mtx read sem thrd tss""";

    /** Windows has devices of these names in every folder, with any extension. */
    private static final String DEVICES = """
            aux com1 com2 com3 com4 com5 com6 com7 com8 com9 con lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9 nul prn""";

    private static final Pattern BLANK = Pattern.compile(" ");

    private static final Set<String> NAMES = Stream.of(HEADERS, TARGETS, KEYWORDS, FUNCTIONS, DEVICES)
            .flatMap(names -> BLANK.splitAsStream(names))
            .collect(Collectors.toUnmodifiableSet());

    private TakenNames() {}

    /** Whether a name is taken; {@code pex} and names that begin with {@code pex_} are Pex's own. */
    static boolean contains(String name) {
        return NAMES.contains(name)
                || name.equals("pex")
                || name.startsWith("pex_")
                || name.startsWith("pthread_")
                || name.startsWith("atomic_");
    }
}
