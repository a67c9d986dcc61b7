package dev.pex.codesign.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The calls that make one value.
 *
 * @param tensor id of the value in the network that is described
 * @param receiver the value that the first call is made on; empty for the network
 * @param calls each on the result of the one before
 */
record Statement(int tensor, OptionalInt receiver, List<Invocation> calls) {
    Statement {
        calls = List.copyOf(calls);
    }

    /** The same value after one more call. */
    Statement then(Invocation call) {
        List<Invocation> longer = new ArrayList<>(calls);
        longer.add(call);
        return new Statement(tensor, receiver, longer);
    }

    /** Whether it is a constant. */
    boolean isConstant() {
        String first = calls.get(0).method();
        return first.equals("constant") || first.equals("parameter");
    }

    /** The ids of the values that it reads, each as often as it is read. */
    List<Integer> reads() {
        return IntStream.concat(receiver.stream(), calls.stream().flatMapToInt(Invocation::reads))
                .boxed()
                .toList();
    }
}
