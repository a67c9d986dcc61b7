package example;

import static dev.pex.operator.Activation.RELU;

import dev.pex.dsl.annotation.*;

/** Which digit 0.65 seconds of sound are, by 32 frames of 10 coefficients. */
@PexModel(randomWeights = true)
interface Digits {
    @Input(shape = {32, 10, 1})
    Tensor mfcc();

    @Conv2d(filters = 48, kernel = {5, 4}, stride = 2, activation = RELU)
    Tensor stem();

    @Use(value = Separable.class, times = 3)
    Tensor body();

    @GlobalAveragePool
    Tensor pool();

    @Dense(units = 10)
    Tensor logits();

    @Softmax
    Tensor scores();
}
