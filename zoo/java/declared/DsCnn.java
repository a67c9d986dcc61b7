package declared;

import static dev.pex.operator.Activation.RELU;

import dev.pex.dsl.annotation.*;

/** Keyword spotting: depthwise separable convolutions over a spectrogram. */
@PexModel(weights = "ds_cnn.safetensors")
public interface DsCnn {
    @Input(shape = {49, 10, 1})                                            Tensor mfcc();
    @Conv2d(filters = 32, kernel = {10, 4}, stride = 2, activation = RELU) Tensor stem();
    @Use(value = Separable.class, times = 4)                               Tensor body();
    @AveragePool(kernel = {25, 5})                                         Tensor pool();
    @Dense(units = 12)                                                     Tensor logits();
    @Softmax                                                               Tensor scores();

    @PexBlock
    interface Separable {
        @DepthwiseConv2d(kernel = 3, activation = RELU) Tensor depthwise();
        @Conv2d(filters = 32, activation = RELU)        Tensor pointwise();
    }
}
