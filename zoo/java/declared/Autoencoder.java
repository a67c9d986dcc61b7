package declared;

import static dev.pex.operator.Activation.RELU;

import dev.pex.dsl.annotation.*;

/** Anomaly detection: what it cannot reconstruct is unusual. */
@PexModel(weights = "autoencoder.safetensors")
public interface Autoencoder {
    @Input(shape = 192)                   Tensor spectrum();
    @Dense(units = 64, activation = RELU) Tensor narrow();
    @Dense(units = 64, activation = RELU) Tensor narrower();
    @Dense(units = 8, activation = RELU)  Tensor code();
    @Dense(units = 64, activation = RELU) Tensor wide();
    @Dense(units = 64, activation = RELU) Tensor wider();
    @Dense(units = 192)                   Tensor reconstruction();
}
