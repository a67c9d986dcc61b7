package dev.pex.dsl.weights;

import dev.pex.operator.Weighted;
import java.util.List;

/**
 * The order of the dimensions of weights in a file. Letters name dimensions: O output channels, I input channels, H
 * kernel rows, W kernel columns; of a depthwise convolution C input channels, M the depth multiplier. Neighbouring letters
 * share one dimension of the file, the later one varying faster.
 */
public enum WeightLayout {
    /** As in a {@code .tflite} file: OHWI; depthwise {@code [1, H, W, CM]}; fully connected OI; transposed OHWI. */
    TFLITE("O,H,W,I", "1,H,W,CM", "O,I", "O,H,W,I"),
    /** As in Keras and TensorFlow: HWIO; depthwise HWCM; fully connected IO; transposed HWOI. */
    KERAS("H,W,I,O", "H,W,C,M", "I,O", "H,W,O,I"),
    /** As in PyTorch: OIHW; depthwise {@code [CM, 1, H, W]}; fully connected OI; transposed IOHW. */
    PYTORCH("O,I,H,W", "CM,1,H,W", "O,I", "I,O,H,W");

    private final String convolution;
    private final String depthwise;
    private final String fullyConnected;
    private final String transposed;

    WeightLayout(String convolution, String depthwise, String fullyConnected, String transposed) {
        this.convolution = convolution;
        this.depthwise = depthwise;
        this.fullyConnected = fullyConnected;
        this.transposed = transposed;
    }

    /** The dimensions of an operator's weights in the file, each by its letters. */
    public List<String> of(Weighted operator) {
        return dimensions(
                switch (operator.form()) {
                    case CONVOLUTION -> convolution;
                    case DEPTHWISE -> depthwise;
                    case FULLY_CONNECTED -> fullyConnected;
                    case TRANSPOSED -> transposed;
                });
    }

    private static List<String> dimensions(String letters) {
        return List.of(letters.split(",", -1));
    }
}
