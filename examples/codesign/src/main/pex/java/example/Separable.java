package example;

import static dev.pex.operator.Activation.RELU;

import dev.pex.dsl.annotation.*;

/** A convolution in two steps: each channel by itself, then across them. */
@PexBlock
interface Separable {
    @DepthwiseConv2d(kernel = 3, activation = RELU)
    Tensor depthwise();

    @Conv2d(filters = 48, activation = RELU)
    Tensor pointwise();
}
