package dev.pex.graph;

import dev.pex.tensor.Bytes;
import dev.pex.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a network keeps from one inference to the next. During an inference operators read the value that the state had at
 * its start, under the name of a tensor that no operator makes. When the last operator has run, the value of another
 * tensor becomes the state.
 *
 * @param tensor id of the tensor that stands for the state during an inference
 * @param next id of the tensor that becomes the state; an operator makes it, with the extent, type and quantisation of the
 *     state
 * @param initial the elements before the first inference, row-major
 */
public record State(int tensor, int next, Bytes initial) {
    /** A state that begins as all real zeros: at the zero point of its tensor, or at 0 without quantisation. */
    public static State of(Tensor tensor, int next) {
        int zero = tensor.quantization().isPresent() ? tensor.zeroPoint() : 0;
        ByteBuffer bytes = ByteBuffer.allocate(tensor.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            switch (tensor.type()) {
                case INT8, UINT8 -> bytes.put((byte) zero);
                case INT16 -> bytes.putShort((short) zero);
                case INT32 -> bytes.putInt(zero);
                case FLOAT32 -> bytes.putFloat(zero);
            }
        }
        return new State(tensor.id(), next, Bytes.copyOf(bytes.array()));
    }
}
