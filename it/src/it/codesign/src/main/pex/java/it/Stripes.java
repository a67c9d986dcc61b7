package it;

import static dev.pex.operator.Activation.RELU;

import dev.pex.dsl.annotation.*;

/** Whether stripes are level, upright or neither. */
@PexModel(name = "stripes", randomWeights = true)
interface Stripes {
  @Input(shape = {12, 12, 1})
  Tensor image();

  @Conv2d(filters = 12, kernel = {3, 3}, activation = RELU)
  Tensor stem();

  @Conv2d(filters = 16, kernel = {3, 3}, stride = 2, activation = RELU)
  Tensor down();

  @GlobalAveragePool
  Tensor pool();

  @Dense(units = 3)
  Tensor logits();

  @Softmax
  Tensor scores();
}
