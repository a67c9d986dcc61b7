package declared;

import static dev.pex.dsl.Padding.VALID;
import static dev.pex.operator.Activation.RELU6;

import dev.pex.dsl.annotation.*;

/** Image classification: depthwise separable convolutions that narrow the image and widen its pixels. */
@PexModel(weights = "mobilenet_v1.safetensors")
public interface MobilenetV1 {
    @Input(shape = {32, 32, 3})                                                   Tensor image();
    @Conv2d(filters = 8, kernel = 3, stride = 2, activation = RELU6)              Tensor stem();
    @DepthwiseConv2d(kernel = 3, activation = RELU6)                              Tensor depthwise1();
    @Conv2d(filters = 16, activation = RELU6)                                     Tensor pointwise1();
    @Pad(before = {1, 1, 0}, after = {1, 1, 0})                                   Tensor border();
    @DepthwiseConv2d(kernel = 3, stride = 2, padding = VALID, activation = RELU6) Tensor depthwise2();
    @Conv2d(filters = 32, activation = RELU6)                                     Tensor pointwise2();
    @DepthwiseConv2d(kernel = 3, activation = RELU6)                              Tensor depthwise3();
    @Conv2d(filters = 32, activation = RELU6)                                     Tensor pointwise3();
    @DepthwiseConv2d(kernel = 3, stride = 2, activation = RELU6)                  Tensor depthwise4();
    @Conv2d(filters = 64, activation = RELU6)                                     Tensor pointwise4();
    @DepthwiseConv2d(kernel = 3, activation = RELU6)                              Tensor depthwise5();
    @Conv2d(filters = 64, activation = RELU6)                                     Tensor pointwise5();
    @DepthwiseConv2d(kernel = 3, stride = 2, activation = RELU6)                  Tensor depthwise6();
    @Conv2d(filters = 128, activation = RELU6)                                    Tensor pointwise6();
    @DepthwiseConv2d(kernel = 3, activation = RELU6)                              Tensor depthwise7();
    @Conv2d(filters = 128, activation = RELU6)                                    Tensor pointwise7();
    @AveragePool(kernel = 2)                                                      Tensor pool();
    @Conv2d(filters = 10)                                                         Tensor logits();
    @Flatten                                                                      Tensor flat();
    @Softmax                                                                      Tensor scores();
}
