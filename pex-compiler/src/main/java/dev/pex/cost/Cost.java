package dev.pex.cost;

/**
 * What a step, an operator or a plan costs. Costs of steps add up.
 *
 * @param instructions that retire, estimated
 * @param flashBytes that the step takes in the schedule
 * @param weightBytes that are read at least once by each step; a part reads the weights of its channels again
 */
public record Cost(long instructions, long flashBytes, long weightBytes) {
    /** Of nothing. */
    public static final Cost NONE = new Cost(0, 0, 0);

    /** Both together. */
    public Cost plus(Cost other) {
        return new Cost(
                instructions + other.instructions, flashBytes + other.flashBytes, weightBytes + other.weightBytes);
    }
}
