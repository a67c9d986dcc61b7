package dev.pex.kernel;

import java.util.Arrays;
import java.util.Optional;

/** The core that code is generated for. */
public enum Target {
    /** Any core. */
    GENERIC("generic", InstructionSet.PORTABLE, ""),
    /** Arm's Armv7-M core without the DSP extension. */
    CORTEX_M3("cortex-m3", InstructionSet.PORTABLE, "-mcpu=cortex-m3 -mthumb"),
    /** Armv7E-M. */
    CORTEX_M4("cortex-m4", InstructionSet.DSP, "-mcpu=cortex-m4 -mthumb"),
    /** Armv7E-M. */
    CORTEX_M7("cortex-m7", InstructionSet.DSP, "-mcpu=cortex-m7 -mthumb"),
    /** Armv8-M with the DSP extension; for one built without it take {@link #CORTEX_M3}. */
    CORTEX_M33("cortex-m33", InstructionSet.DSP, "-mcpu=cortex-m33 -mthumb"),
    /** Armv8.1-M with the vector extension; for one built without it take {@link #CORTEX_M33}. */
    CORTEX_M55("cortex-m55", InstructionSet.MVE, "-mcpu=cortex-m55 -mthumb -mfloat-abi=hard"),
    /** As {@link #CORTEX_M55}. */
    CORTEX_M85("cortex-m85", InstructionSet.MVE, "-mcpu=cortex-m85 -mthumb -mfloat-abi=hard"),
    /** RISC-V with multiplication and compressed instructions. */
    RV32IMC("rv32imc", InstructionSet.PORTABLE, "-march=rv32imc -mabi=ilp32");

    private final String id;
    private final InstructionSet instructions;
    private final String flags;

    Target(String id, InstructionSet instructions, String flags) {
        this.id = id;
        this.instructions = instructions;
        this.flags = flags;
    }

    /** The target of a name; empty for an unknown name. */
    public static Optional<Target> of(String id) {
        return Arrays.stream(values()).filter(t -> t.id.equals(id)).findFirst();
    }

    /** The name that users write. */
    public String id() {
        return id;
    }

    /**
     * What GCC and Clang have to be told so that they use the instructions of the core; empty where it does not matter. The ABI of
     * floats may also be softfp for cores with vectors, as these registers are those of floats.
     */
    public String flags() {
        return flags;
    }

    /** What kernels may use. */
    public InstructionSet instructions() {
        return instructions;
    }
}
