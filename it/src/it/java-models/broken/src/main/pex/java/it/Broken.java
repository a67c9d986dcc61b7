package it;

import dev.pex.dsl.Padding;
import dev.pex.dsl.annotation.Conv2d;
import dev.pex.dsl.annotation.Input;
import dev.pex.dsl.annotation.PexModel;
import dev.pex.dsl.annotation.Tensor;

@PexModel(randomWeights = true)
interface Broken {
  @Input(shape = {3, 3, 1})
  Tensor image();

  @Conv2d(filters = 4, kernel = 5, padding = Padding.VALID)
  Tensor stem();
}
