package dev.pex.operator;

/**
 * The layers with weights, by how their weights lie in the filter. Letters name dimensions, the later one varying faster: O
 * output channels, I input channels, H kernel rows, W kernel columns; of a depthwise convolution C input channels, M the
 * depth multiplier.
 */
public enum LayerForm {
    CONVOLUTION("OHWI"),
    DEPTHWISE("HWCM"),
    FULLY_CONNECTED("OI"),
    TRANSPOSED("OHWI");

    private final String order;

    LayerForm(String order) {
        this.order = order;
    }

    /** The order of the dimensions in the operator's own filter. */
    public String order() {
        return order;
    }
}
