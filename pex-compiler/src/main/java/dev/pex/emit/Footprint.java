package dev.pex.emit;

/**
 * What the generated code of a model takes beside the arena and the machine code of the kernels. All sizes in bytes, on a
 * core with 32-bit pointers.
 *
 * @param constantBytes weights, biases and requantisation constants
 * @param scheduleBytes the schedule and the tables of operators, parts and places
 * @param stateBytes the state of an instance
 * @param stackBytes the most stack of a call, as the generated header states it
 */
public record Footprint(int constantBytes, int scheduleBytes, int stateBytes, int stackBytes) {
    /** What the firmware tests hold every model to on Cortex-M4, Cortex-M55 and RV32, built by GCC with -O2. */
    static final int STACK_BYTES = 512;

    /** An {@code input_entry} and its view. */
    private static final int INPUT_BYTES = 32;

    static Footprint of(ModelCode model, ConstantArrays constants) {
        return new Footprint(constants.bytes(), scheduleBytes(model), stateBytes(model), STACK_BYTES);
    }

    private static int scheduleBytes(ModelCode model) {
        return model.code().bytes().length
                + OperatorTable.bytes(model)
                + model.places().bytes()
                + model.inputs().size() * INPUT_BYTES;
    }

    private static int stateBytes(ModelCode model) {
        int counters = model.entries().cut() * model.entries().counterBytes();
        return 8 + (model.streamed() ? 4 : 0) + (counters + 3) / 4 * 4;
    }
}
