package it;

import dev.pex.dsl.Conv2d;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import dev.pex.dsl.Shape;
import dev.pex.dsl.annotation.PexModel;
import dev.pex.operator.Activation;

/** Described by calls, with weights that an exporter made, and samples. */
@PexModel(weights = "weights/residual.npz", calibration = "samples")
final class Residual {
  private Residual() {}

  static void define(Network net) {
    Node image = net.input("image", Shape.of(1, 8, 8, 1));
    Node stem = image.conv2d("stem", Conv2d.filters(2).activation(Activation.RELU));
    net.output(stem.conv2d("branch", Conv2d.filters(2)).add("sum", stem));
  }
}
