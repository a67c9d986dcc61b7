package dev.pex.maven.batch;

import dev.pex.graph.Graph;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Output tensors as text. */
public final class OutputValues {
    private static final int SHOWN = 64;

    private OutputValues() {}

    /**
     * One line for each output.
     *
     * @param bytes all outputs one after the other, as the generated C leaves them on this machine
     */
    public static List<String> lines(Graph network, Bytes bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.toArray()).order(ByteOrder.nativeOrder());
        List<String> lines = new ArrayList<>();
        int offset = 0;
        for (int i = 0; i < network.outputs().size(); i++) {
            Tensor tensor = network.tensor(network.outputs().get(i));
            lines.add(line(i, tensor, buffer, offset));
            offset += tensor.bytes();
        }
        return List.copyOf(lines);
    }

    private static String line(int index, Tensor tensor, ByteBuffer buffer, int offset) {
        int elements = tensor.extent().elements();
        String values = IntStream.range(0, Math.min(elements, SHOWN))
                .mapToObj(i -> value(tensor, buffer, offset + i * tensor.type().bytes()))
                .collect(Collectors.joining(" "));
        String rest = elements > SHOWN ? " ... (" + (elements - SHOWN) + " more)" : "";
        return "output " + index + " " + tensor.type() + " " + tensor.shape() + ": " + values + rest;
    }

    private static String value(Tensor tensor, ByteBuffer buffer, int position) {
        return switch (tensor.type()) {
            case INT8 -> Integer.toString(buffer.get(position));
            case UINT8 -> Integer.toString(Byte.toUnsignedInt(buffer.get(position)));
            case INT16 -> Short.toString(buffer.getShort(position));
            case INT32 -> Integer.toString(buffer.getInt(position));
            case FLOAT32 -> Float.toString(buffer.getFloat(position));
        };
    }
}
