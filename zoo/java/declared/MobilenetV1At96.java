package declared;

import static dev.pex.operator.Activation.RELU6;

import dev.pex.dsl.annotation.*;

/** Visual wake words: all of MobileNetV1's blocks at a quarter of their width. */
@PexModel(name = "mobilenet_v1_96", weights = "mobilenet_v1_96.safetensors")
public interface MobilenetV1At96 {
    @Input(shape = {96, 96, 3})                                      Tensor image();
    @Conv2d(filters = 8, kernel = 3, stride = 2, activation = RELU6) Tensor stem();
    @DepthwiseConv2d(kernel = 3, activation = RELU6)                 Tensor depthwise1();
    @Conv2d(filters = 16, activation = RELU6)                        Tensor pointwise1();
    @DepthwiseConv2d(kernel = 3, stride = 2, activation = RELU6)     Tensor depthwise2();
    @Conv2d(filters = 32, activation = RELU6)                        Tensor pointwise2();
    @DepthwiseConv2d(kernel = 3, activation = RELU6)                 Tensor depthwise3();
    @Conv2d(filters = 32, activation = RELU6)                        Tensor pointwise3();
    @DepthwiseConv2d(kernel = 3, stride = 2, activation = RELU6)     Tensor depthwise4();
    @Conv2d(filters = 64, activation = RELU6)                        Tensor pointwise4();
    @DepthwiseConv2d(kernel = 3, activation = RELU6)                 Tensor depthwise5();
    @Conv2d(filters = 64, activation = RELU6)                        Tensor pointwise5();
    @DepthwiseConv2d(kernel = 3, stride = 2, activation = RELU6)     Tensor depthwise6();
    @Conv2d(filters = 128, activation = RELU6)                       Tensor pointwise6();
    @Use(value = Separable.class, times = 5)                         Tensor body();
    @DepthwiseConv2d(kernel = 3, stride = 2, activation = RELU6)     Tensor depthwise7();
    @Conv2d(filters = 256, activation = RELU6)                       Tensor pointwise7();
    @DepthwiseConv2d(kernel = 3, activation = RELU6)                 Tensor depthwise8();
    @Conv2d(filters = 256, activation = RELU6)                       Tensor pointwise8();
    @AveragePool(kernel = 3)                                         Tensor pool();
    @Conv2d(filters = 2)                                             Tensor logits();
    @Flatten                                                         Tensor flat();
    @Softmax                                                         Tensor scores();

    @PexBlock
    interface Separable {
        @DepthwiseConv2d(kernel = 3, activation = RELU6) Tensor depthwise();
        @Conv2d(filters = 128, activation = RELU6)       Tensor pointwise();
    }
}
