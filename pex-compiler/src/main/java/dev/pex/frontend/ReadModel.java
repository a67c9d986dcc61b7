package dev.pex.frontend;

import java.util.List;

/** What a front end makes of a model file. */
public sealed interface ReadModel permits QuantizedModel, FloatModel {
    /** The names of the classes that the first output tells apart, as the file states them; may be empty. */
    List<String> labels();
}
