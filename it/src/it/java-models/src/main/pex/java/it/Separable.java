package it;

import static dev.pex.operator.Activation.RELU;

import dev.pex.dsl.annotation.*;

@PexBlock
interface Separable {
  @DepthwiseConv2d(kernel = 3, activation = RELU)
  Tensor depthwise();

  @Conv2d(filters = 16, activation = RELU)
  Tensor pointwise();
}
