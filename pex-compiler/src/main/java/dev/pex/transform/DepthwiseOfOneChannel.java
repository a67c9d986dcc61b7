package dev.pex.transform;

import dev.pex.graph.Graph;
import dev.pex.operator.Conv2d;
import dev.pex.operator.DepthwiseConv2d;
import dev.pex.operator.Operator;
import dev.pex.tensor.Bytes;
import dev.pex.tensor.Filter;
import java.util.List;
import java.util.Optional;

/**
 * Makes a depthwise convolution over one input channel an ordinary convolution. Both compute the same sums; the kernels of
 * the ordinary convolution read an input element once for all output channels.
 *
 * <pre>
 * x [rows, columns, 1] --> DepthwiseConv2d, filter [tap][channel]    --> y [rows, columns, channels]
 * becomes
 * x [rows, columns, 1] --> Conv2d,          filter [channel][tap][1] --> y [rows, columns, channels]
 * </pre>
 *
 * <p>Does not apply when the input has two channels or more.
 */
final class DepthwiseOfOneChannel implements GraphRule {
    @Override
    public Optional<Graph> apply(Graph graph) {
        for (Operator operator : graph.operators()) {
            if (operator instanceof DepthwiseConv2d conv
                    && graph.tensor(conv.input()).extent().channels() == 1) {
                return Optional.of(GraphEdit.replace(graph, conv, List.of(convolution(conv))));
            }
        }
        return Optional.empty();
    }

    private static Conv2d convolution(DepthwiseConv2d conv) {
        Filter filter = conv.filter();
        int channels = conv.bias().size();
        byte[] byTap = filter.weights().toArray();
        int taps = byTap.length / channels;
        byte[] byChannel = new byte[byTap.length];
        for (int tap = 0; tap < taps; tap++) {
            for (int channel = 0; channel < channels; channel++) {
                byChannel[channel * taps + tap] = byTap[tap * channels + channel];
            }
        }
        return new Conv2d(
                conv.origin(),
                conv.input(),
                conv.output(),
                conv.rows(),
                conv.columns(),
                new Filter(Bytes.copyOf(byChannel), filter.scales(), filter.zeroPoint()),
                conv.bias(),
                conv.activation());
    }
}
