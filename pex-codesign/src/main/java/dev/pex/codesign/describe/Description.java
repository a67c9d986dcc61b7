package dev.pex.codesign.describe;

import dev.pex.tensor.Bytes;

/**
 * A network as Java and a file of weights.
 *
 * @param javaFile path of the source below a folder of sources, such as {@code com/example/KeywordSpotter.java}
 * @param javaSource a class with {@code @PexModel}, in UTF-8 with {@code \n} between lines
 * @param weightsFile path of the file of weights from the folder of the project, as the source names it
 * @param weights content of that file: safetensors, in the layout {@code TFLITE}
 */
public record Description(String javaFile, String javaSource, String weightsFile, Bytes weights) {}
