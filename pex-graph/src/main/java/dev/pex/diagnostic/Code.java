package dev.pex.diagnostic;

import java.util.Arrays;

/** The stable codes of all diagnostics; docs/DIAGNOSTICS.md explains each. */
public enum Code {
    /** The model file cannot be found or read. */
    FILE_UNREADABLE("PEX-0101"),
    /** The file is no TensorFlow Lite model. */
    NOT_A_MODEL("PEX-0102"),
    /** The file ends early, or an offset or size in it points outside. */
    MALFORMED_MODEL("PEX-0103"),
    /** The file is well formed, but what it describes is no valid network. */
    INVALID_NETWORK("PEX-0104"),
    /** An operator that Pex does not know. */
    UNSUPPORTED_OPERATOR("PEX-0201"),
    /** An operator, tensor type or option in a form that Pex does not support. */
    UNSUPPORTED_FORM("PEX-0202"),
    /** An accumulator of the operator could leave int32. */
    ACCUMULATOR_OVERFLOW("PEX-0203"),
    /** The arena is larger than the user's budget. */
    ARENA_BUDGET("PEX-0204"),
    /** The network as a whole is of a kind that Pex does not support: stateful or not quantised to int8. */
    UNSUPPORTED_KIND("PEX-0205"),
    /** A parameter of the build has an invalid value. */
    BAD_PARAMETER("PEX-0301"),
    /** A parameter given on the command line has no effect. */
    PARAMETER_HIDDEN("PEX-0302"),
    /** There is nothing to do: no model was found. */
    NO_MODEL("PEX-0303"),
    /** Two models have the same output folder. */
    NAME_CLASH("PEX-0304"),
    /** The output folder cannot be written. */
    OUTPUT_UNWRITABLE("PEX-0305"),
    /** A tool outside Pex, such as the C compiler, is missing or failed. */
    TOOL_FAILED("PEX-0306"),
    /** The bytes given as input do not fit the model. */
    BAD_INPUT("PEX-0307"),
    /** The build has a setting that no goal has. */
    UNKNOWN_PARAMETER("PEX-0308"),
    /** The labels of a model do not fit it, or cannot be read. */
    LABELS("PEX-0309"),
    /** The network of a generated runner is missing, or is another one. */
    COMPANION("PEX-0310"),
    /** A file of weights cannot be found or read, or is damaged. */
    WEIGHTS_UNREADABLE("PEX-0401"),
    /** Weights are missing, unused, of the wrong shape, or not finite. */
    WEIGHTS_UNFIT("PEX-0402"),
    /** A {@code .pexnet} file cannot be read: it is damaged or of another version. */
    NETWORK_MESSAGE("PEX-0403"),
    /** The weights of a network are random. */
    RANDOM_WEIGHTS("PEX-0404"),
    /** Java sources of models do not compile. */
    MODEL_SOURCE("PEX-0405"),
    /** The Java code of a model failed. */
    MODEL_CODE("PEX-0406"),
    /** Models in Java were built with a pex-dsl that this plugin cannot call. */
    DSL_VERSION("PEX-0407"),
    /** Dependencies of the project that may hold models cannot be resolved. */
    UNRESOLVED("PEX-0408"),
    /** A network cannot be described in Java. */
    NOT_DESCRIBED("PEX-0409"),
    /** Calibration data is missing. */
    NO_CALIBRATION("PEX-0501"),
    /** A file of calibration data cannot be read, or is damaged or of a kind that Pex does not know. */
    CALIBRATION_FILE("PEX-0502"),
    /** Calibration data does not fit the inputs of the network. */
    CALIBRATION_SHAPE("PEX-0503"),
    /** Calibration data has numbers that are not finite, or the network leaves float32 on it. */
    CALIBRATION_VALUE("PEX-0504"),
    /** The mapping of the numbers of images or sounds is missing or invalid. */
    CALIBRATION_MAPPING("PEX-0505"),
    /** A data set, or one of its splits, is missing or has no samples. */
    NO_DATA("PEX-0601"),
    /** A file of a data set cannot be read, or is damaged or of a kind that Pex does not know. */
    DATA_FILE("PEX-0602"),
    /** The classes of a data set make no sense: fewer than two, an empty one, or others than those of the training data. */
    DATA_CLASSES("PEX-0603"),
    /** Samples of a data set do not fit the input of the network, or there are not as many labels as samples. */
    DATA_SHAPE("PEX-0604"),
    /** A data set has numbers that are not finite, or labels that are no indices. */
    DATA_VALUE("PEX-0605"),
    /** A setting of a data set, a front end or an augmentation has an invalid value. */
    DATA_SETTING("PEX-0606"),
    /** A network cannot be trained: an operator has no gradient, or it has several inputs or outputs. */
    UNTRAINABLE("PEX-0701"),
    /** Training led to numbers that are not finite. */
    TRAINING_DIVERGED("PEX-0702"),
    /** No network of the kind keeps to a budget. */
    BUDGET_UNREACHED("PEX-0703"),
    /** A checkpoint is damaged, or of another training. */
    CHECKPOINT("PEX-0704"),
    /** A pruned network answers much worse than the whole one. */
    ACCURACY_LOST("PEX-0705"),
    /** A network cannot have the width, resolution or depth that is asked for. */
    VARIANT("PEX-0710"),
    /** The process of a trial died several times. */
    TRIAL_LOST("PEX-0711"),
    /** No trial of an exploration has a result. */
    NOTHING_EXPLORED("PEX-0712"),
    /** Machines cannot explore together: no engine, no secret, a wrong address, another model or other data. */
    CLUSTER("PEX-0713");

    private final String id;

    Code(String id) {
        this.id = id;
    }

    /** The code of an id. */
    public static Code of(String id) {
        return Arrays.stream(values())
                .filter(code -> code.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no code " + id));
    }

    public String id() {
        return id;
    }
}
