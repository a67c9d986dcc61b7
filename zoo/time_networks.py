"""The networks over time of make_time.py, written once for both forms."""
import tensorflow as tf

layers = tf.keras.layers


class Width:
    """Layers along time as users of Keras write them: [batch, time, channels]."""

    name = "width"

    def input(self, shape):
        return layers.Input(shape, batch_size=1)

    def conv(self, x, channels, kernel, stride=1, padding="same", dilation=1, act=None, gain=1.4):
        return gained(layers.Conv1D(channels, kernel, stride, padding, dilation_rate=dilation, activation=act), gain)(x)

    def separable(self, x, channels, kernel, stride=1, act=None, gain=1.4):
        return gained(layers.SeparableConv1D(channels, kernel, stride, "same", activation=act), gain)(x)

    def depthwise(self, x, kernel, stride=1, act=None, gain=1.4):
        return gained(layers.DepthwiseConv1D(kernel, stride, "same", activation=act), gain)(x)

    def transposed(self, x, channels, kernel, stride, act=None):
        return layers.Conv1DTranspose(channels, kernel, stride, "same", activation=act)(x)

    def max_pool(self, x, size, stride, padding="valid"):
        return layers.MaxPooling1D(size, stride, padding)(x)

    def average_pool(self, x, size, stride, padding="valid"):
        return layers.AveragePooling1D(size, stride, padding)(x)

    def mean(self, x, keepdims=False):
        return layers.GlobalAveragePooling1D(keepdims=keepdims)(x)

    def last(self, x):
        """The channels of the last step of time."""
        return x[:, -1, :]

    def along_time(self, x):
        """A map of one column as this form has it."""
        return layers.Reshape((x.shape[1], x.shape[3]))(x)


class Height:
    """The same layers as images of one column: [batch, time, 1, channels]."""

    name = "height"

    def input(self, shape):
        return layers.Input(shape if len(shape) == 3 else (shape[0], 1, shape[1]), batch_size=1)

    def conv(self, x, channels, kernel, stride=1, padding="same", dilation=1, act=None, gain=1.4):
        if padding == "causal":
            x = layers.ZeroPadding2D(((dilation * (kernel - 1), 0), (0, 0)))(x)
            padding = "valid"
        layer = layers.Conv2D(
            channels, (kernel, 1), (stride, 1), padding, dilation_rate=(dilation, 1), activation=act
        )
        return gained(layer, gain)(x)

    def separable(self, x, channels, kernel, stride=1, act=None, gain=1.4):
        # Keras knows depthwise strides of equal extents only; one column is one column with any stride.
        return gained(layers.SeparableConv2D(channels, (kernel, 1), stride, "same", activation=act), gain)(x)

    def depthwise(self, x, kernel, stride=1, act=None, gain=1.4):
        return gained(layers.DepthwiseConv2D((kernel, 1), stride, "same", activation=act), gain)(x)

    def transposed(self, x, channels, kernel, stride, act=None):
        return layers.Conv2DTranspose(channels, (kernel, 1), (stride, 1), "same", activation=act)(x)

    def max_pool(self, x, size, stride, padding="valid"):
        return layers.MaxPooling2D((size, 1), (stride, 1), padding)(x)

    def average_pool(self, x, size, stride, padding="valid"):
        return layers.AveragePooling2D((size, 1), (stride, 1), padding)(x)

    def mean(self, x, keepdims=False):
        return layers.GlobalAveragePooling2D(keepdims=keepdims)(x)

    def last(self, x):
        return x[:, -1, 0, :]

    def along_time(self, x):
        return x


def gained(layer, gain):
    """The layer, with the spread that its random weights give to its output."""
    layer.gain = gain
    return layer


def gesture(form, shape):
    """Three axes of an accelerometer: convolutions and pools, one after the other."""
    start = form.input(shape)
    x = form.conv(start, 8, 5, act="relu")
    x = form.max_pool(x, 2, 2)
    x = form.conv(x, 16, 5, padding="valid", act="relu")
    x = form.max_pool(x, 3, 2, "same")
    x = form.conv(x, 24, 3, act="relu")
    x = layers.Dense(6, activation="softmax", name="head")(form.mean(x))
    return tf.keras.Model(start, x)


def gait(form, shape):
    """Sensors of a shoe: normalised input, strides, an average pool, all steps of time into one dense layer."""
    start = form.input(shape)
    x = layers.BatchNormalization()(start)
    x = form.conv(x, 16, 8, stride=2, act="relu")
    x = layers.ReLU()(layers.BatchNormalization()(form.conv(x, 16, 5)))
    x = form.average_pool(x, 2, 2)
    x = form.conv(x, 24, 3, stride=2, padding="valid", act="relu6")
    x = form.conv(x, 12, 1, act="relu")
    x = layers.Dense(4, activation="softmax", name="head")(layers.Flatten()(x))
    return tf.keras.Model(start, x)


def tcn(form, shape):
    """A temporal convolutional network: residual blocks of dilated causal convolutions; the last step answers."""
    start = form.input(shape)
    x = form.conv(start, 12, 1)
    for dilation in 1, 2, 4, 8:
        y = form.conv(x, 12, 3, padding="causal", dilation=dilation, act="relu")
        y = form.conv(y, 12, 3, padding="causal", dilation=dilation, gain=0.7)
        x = layers.ReLU()(layers.Add()([x, y]))
    x = layers.Dense(5, name="head")(form.last(x))
    return tf.keras.Model(start, x)


def ecg(form, shape):
    """Beats of a heart: separable convolutions, pools that overlap, residual sums, one of them with a shortcut."""
    start = form.input(shape)
    x = form.conv(start, 8, 7, stride=2, act="relu")
    y = form.separable(x, 8, 5, act="relu")
    y = form.separable(y, 8, 5, gain=1.0)
    x = layers.ReLU()(layers.Add()([x, y]))
    x = form.max_pool(x, 3, 2, "same")
    y = form.separable(x, 16, 5, act="relu")
    y = form.separable(y, 16, 5, gain=1.0)
    y = form.max_pool(y, 3, 2, "same")
    x = layers.LeakyReLU(negative_slope=0.1)(layers.Add()([form.conv(x, 16, 1, stride=2), y]))
    x = form.depthwise(x, 3, stride=2, act="relu")
    x = form.conv(x, 16, 1, act="relu")
    x = layers.Dense(5, activation="softmax", name="head")(form.mean(x))
    return tf.keras.Model(start, x)


def audio(form, shape):
    """Spectra over time: a front in two dimensions, the same in both forms, then a tail along time alone."""
    start = form.input(shape)
    x = layers.Conv2D(8, (3, 3), (1, 2), "same", activation="relu")(start)
    x = layers.DepthwiseConv2D((3, 3), 1, "same", activation="relu")(x)
    x = layers.Conv2D(12, 1, activation="relu")(x)
    x = layers.MaxPooling2D((1, 2))(x)
    # All frequencies that are left in one column.
    x = layers.Conv2D(16, (1, x.shape[2]), activation="relu")(x)
    x = form.along_time(x)
    x = form.conv(x, 16, 5, stride=2, act="relu")
    y = form.separable(x, 16, 3, act="relu")
    y = form.conv(y, 16, 3, dilation=2, gain=0.7)
    x = layers.ReLU()(layers.Add()([x, y]))
    x = layers.Dense(6, activation="softmax", name="head")(form.mean(x))
    return tf.keras.Model(start, x)


def denoise(form, shape):
    """A signal in, a signal out: an encoder and a decoder with a connection past them, and a gate on the channels."""
    start = form.input(shape)
    x = form.conv(start, 8, 5, act="relu")
    y = form.conv(x, 12, 4, stride=2, act="relu")
    gate = form.conv(form.mean(y, keepdims=True), 12, 1, act="sigmoid")
    y = layers.Multiply()([y, gate])
    y = form.conv(y, 12, 3, dilation=2, act="relu")
    y = form.transposed(y, 8, 4, 2, act="relu")
    x = layers.Concatenate()([x, y])
    x = form.conv(x, 2, 5)
    return tf.keras.Model(start, x)


# name: (function, input shape without the batch; those of two extents are time and channels)
NETWORKS = {
    "gesture": (gesture, (125, 3)),
    "gait": (gait, (128, 10)),
    "tcn": (tcn, (50, 6)),
    "ecg": (ecg, (180, 2)),
    "audio": (audio, (49, 10, 1)),
    "denoise": (denoise, (64, 2)),
}  # fmt: skip
