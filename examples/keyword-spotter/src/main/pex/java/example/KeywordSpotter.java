package example;

import static dev.pex.operator.Activation.RELU;

import dev.pex.dsl.annotation.*;

/** A DS-CNN: which of twelve words one second of sound is, by its 49 frames of 10 coefficients. */
@PexModel(randomWeights = true, arenaBudget = 8192)
interface KeywordSpotter {
    @Input(shape = {49, 10, 1})
    Tensor mfcc();

    @Conv2d(filters = 64, kernel = {10, 4}, stride = 2, activation = RELU)
    Tensor stem();

    @Use(value = Separable.class, times = 4)
    Tensor body();

    @GlobalAveragePool
    Tensor pool();

    @Dense(units = 12)
    Tensor logits();

    @Softmax
    Tensor scores();
}
