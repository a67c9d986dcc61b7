package it;

import static dev.pex.operator.Activation.RELU;

import dev.pex.dsl.annotation.*;

@PexModel(name = "keyword_spotter", randomWeights = true, target = "cortex-m4", arenaBudget = 16384)
interface KeywordSpotter {
  @Input(shape = {49, 10, 1})
  Tensor mfcc();

  @Conv2d(filters = 16, kernel = {10, 4}, stride = 2, activation = RELU)
  Tensor stem();

  @Use(value = Separable.class, times = 2)
  Tensor body();

  @GlobalAveragePool
  Tensor pool();

  @Dense(units = 12)
  Tensor logits();

  @Softmax
  Tensor scores();
}
