package it;

import dev.pex.dsl.Network;
import dev.pex.dsl.annotation.PexModel;
import java.util.List;

@PexModel(randomWeights = true)
final class Failing {
  private Failing() {}

  static void define(Network net) {
    throw new IllegalStateException("no such board: " + List.of("a"));
  }
}
