package dev.pex.processortest;

import com.google.testing.compile.JavaFileObjects;
import javax.tools.JavaFileObject;

/** Models in source. */
final class Sources {
    static final String IMPORTS = """
            package demo;

            import static dev.pex.operator.Activation.*;
            import static dev.pex.tensor.Axis.*;

            import dev.pex.dsl.Padding;
            import dev.pex.dsl.annotation.*;
            import dev.pex.dsl.weights.WeightLayout;

            """;

    static final JavaFileObject SEPARABLE = source("Separable", """
            @PexBlock
            interface Separable {
              @DepthwiseConv2d(kernel = 3, activation = RELU) Tensor depthwise();
              @Conv2d(filters = 64, activation = RELU)        Tensor pointwise();
            }
            """);

    static final JavaFileObject KEYWORD_SPOTTER = source("KeywordSpotter", """
            @PexModel(name = "keyword_spotter", weights = "kws.safetensors", labels = {"yes", "no"})
            interface KeywordSpotter {
              @Input(shape = {49, 10, 1})                                            Tensor mfcc();
              @Conv2d(filters = 64, kernel = {10, 4}, stride = 2, activation = RELU) Tensor stem();
              @Use(value = Separable.class, times = 4)                               Tensor body();
              @GlobalAveragePool                                                     Tensor pool();
              @Dense(units = 12)                                                     Tensor logits();
              @Softmax                                                               Tensor scores();
            }
            """);

    private Sources() {}

    static JavaFileObject source(String name, String body) {
        return JavaFileObjects.forSourceString("demo." + name, IMPORTS + body);
    }

    /** The line of the first occurrence of a text in a source. */
    static long line(String body, String text) {
        String before = body.substring(0, body.indexOf(text));
        return (IMPORTS + before).chars().filter(c -> c == '\n').count() + 1;
    }
}
