package declared;

import static dev.pex.operator.Activation.RELU;

import dev.pex.dsl.annotation.*;

/** Image classification: three residual stages, of which the second and third halve the image. */
@PexModel(weights = "resnet8.safetensors")
public interface Resnet8 {
    @Input(shape = {32, 32, 3})                                      Tensor image();
    @Conv2d(filters = 8, kernel = 3, activation = RELU)              Tensor stem();

    @Conv2d(filters = 8, kernel = 3, activation = RELU)              Tensor a1();
    @Conv2d(filters = 8, kernel = 3)                                 Tensor a2();
    @Add(activation = RELU)                                          Tensor a(Tensor stem, Tensor a2);

    @Conv2d(filters = 16, kernel = 3, stride = 2, activation = RELU) Tensor b1();
    @Conv2d(filters = 16, kernel = 3)                                Tensor b2();
    @Conv2d(filters = 16, stride = 2)                                Tensor b0(Tensor a);
    @Add(activation = RELU)                                          Tensor b(Tensor b0, Tensor b2);

    @Conv2d(filters = 32, kernel = 3, stride = 2, activation = RELU) Tensor c1();
    @Conv2d(filters = 32, kernel = 3)                                Tensor c2();
    @Conv2d(filters = 32, stride = 2)                                Tensor c0(Tensor b);
    @Add(activation = RELU)                                          Tensor c(Tensor c0, Tensor c2);

    @AveragePool(kernel = 8)                                         Tensor pool();
    @Dense(units = 10)                                               Tensor logits();
    @Softmax                                                         Tensor scores();
}
