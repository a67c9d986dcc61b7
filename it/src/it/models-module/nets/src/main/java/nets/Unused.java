package nets;

import static dev.pex.operator.Activation.RELU;

import dev.pex.dsl.annotation.Conv2d;
import dev.pex.dsl.annotation.Dense;
import dev.pex.dsl.annotation.GlobalAveragePool;
import dev.pex.dsl.annotation.Input;
import dev.pex.dsl.annotation.PexModel;
import dev.pex.dsl.annotation.Softmax;
import dev.pex.dsl.annotation.Tensor;

@PexModel(randomWeights = true, arenaBudget = 4096)
interface Unused {
  @Input(shape = {32, 6, 1})
  Tensor motion();

  @Conv2d(filters = 8, kernel = 3, stride = 2, activation = RELU)
  Tensor stem();

  @GlobalAveragePool
  Tensor pool();

  @Dense(units = 4)
  Tensor logits();

  @Softmax
  Tensor scores();
}
