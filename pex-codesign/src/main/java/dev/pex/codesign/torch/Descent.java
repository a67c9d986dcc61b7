package dev.pex.codesign.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.pex.codesign.recipe.StepRule;
import dev.pex.codesign.state.Parameters;
import dev.pex.codesign.state.Role;
import dev.pex.codesign.state.Slot;

/** Changes the parameters of a network along their gradients, and averages them over steps. */
final class Descent {
    /** Steps in which the average follows more quickly, so that it forgets where training began. */
    private static final double YOUTH = 10;

    private final TorchParameters values;
    private final TorchParameters momentum;
    private final TorchParameters averages;
    private final StepRule rule;

    Descent(TorchParameters values, Parameters momentum, Parameters averages, StepRule rule, NDManager manager) {
        this.values = values;
        this.momentum = new TorchParameters(values.graph(), momentum, manager, false, false);
        this.averages = new TorchParameters(values.graph(), averages, manager, false, false);
        this.rule = rule;
    }

    Parameters momentum() {
        return momentum.values();
    }

    Parameters averages() {
        return averages.values();
    }

    /**
     * One step; gradients are zero afterwards.
     *
     * @param steps how many there were before, in the whole training
     */
    void step(double learningRate, long steps) {
        values.forEach((slot, value) -> {
            if (slot.role().isLearnt()) {
                follow(slot, value, (float) learningRate);
            }
        });
        float keep = (float) Math.min(rule.averaging(), (1 + steps) / (YOUTH + steps));
        averages.forEach((slot, average) -> {
            try (NDArray share = values.at(slot.operator(), slot.role()).mul(1 - keep)) {
                average.muli(keep).addi(share);
            }
        });
    }

    private void follow(Slot slot, NDArray value, float learningRate) {
        NDArray direction = momentum.at(slot.operator(), slot.role());
        try (NDArray gradient = value.getGradient()) {
            if (slot.role() == Role.FILTER && rule.weightDecay() > 0) {
                try (NDArray decay = value.mul((float) rule.weightDecay())) {
                    gradient.addi(decay);
                }
            }
            direction.muli((float) rule.momentum()).addi(gradient);
            try (NDArray ahead = direction.mul((float) rule.momentum());
                    NDArray step = ahead.addi(gradient).mul(learningRate)) {
                value.subi(step);
            }
            gradient.muli(0f);
        }
    }
}
