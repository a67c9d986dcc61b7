package dev.pex.frontend.tflite;

import static dev.pex.frontend.tflite.file.BuiltinOperator.ADD;
import static dev.pex.frontend.tflite.file.BuiltinOperator.FULLY_CONNECTED;
import static dev.pex.frontend.tflite.file.BuiltinOperator.RESHAPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.compiler.Compilation;
import dev.pex.compiler.CompilerOptions;
import dev.pex.compiler.ModelSource;
import dev.pex.compiler.PexCompiler;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.tensor.Bytes;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Valid files of a few kilobytes that ask for absurdly much. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileModelTest {
    private static final int MOST_OPERATORS = 2048;

    private final ModelWriter m = new ModelWriter();

    @Test
    void aGiganticArenaIsRefused() {
        int in = m.activation("in", 1, 4096, 4500, 1);
        int out = m.activation("out", 1, 4096, 4500, 1);
        int more = m.activation("more", 1, 4096, 4500, 1);
        add(in, in, out);
        add(in, out, more);

        assertRefused(m.network(new int[] {in}, out, more), "arena would take");
    }

    @Test
    void manyGiganticTensorsAreRefused() {
        int in = m.activation("in", 1, 16384, 16384, 1);
        int last = in;
        for (int i = 0; i < 20; i++) {
            int next = m.activation("t" + i, 1, 16384, 16384, 1);
            add(last, last, next);
            last = next;
        }

        assertRefused(m.network(new int[] {in}, last), "5,637,144,576 bytes together");
    }

    @Test
    void moreOperatorsThanAnyNetworkHasAreRefused() {
        int in = m.activation("in", 1, 2);

        assertRefused(m.network(new int[] {in}, chain(in, MOST_OPERATORS + 1)), "2,049 operators");
    }

    @Test
    void weightsThatAreSharedOverAndOverAreRefused() {
        int in = m.activation("in", 1, 1000);
        int weights = m.weights("weights", 1, 1000, 1000);
        int last = in;
        for (int i = 0; i < 10; i++) {
            int next = m.activation("t" + i, 1, 1000);
            m.operator(FULLY_CONNECTED, new int[] {last, weights, -1}, new int[] {next}, ModelWriter.flag(0, 3));
            last = next;
        }

        assertRefused(m.network(new int[] {in}, last), "share weights so often");
    }

    @Test
    void aLongChainCompiles() {
        int in = m.activation("in", 1, 2);

        Compilation compilation = compile(m.network(new int[] {in}, chain(in, MOST_OPERATORS)));

        assertThat(compilation.report().work().steps()).isEqualTo(MOST_OPERATORS);
    }

    @Test
    void aLongChainThatNobodyReadsGoes() {
        int in = m.activation("in", 1, 2);
        int out = m.activation("out", 1, 2);
        add(in, in, out);
        chain(in, MOST_OPERATORS - 1);

        assertThat(compile(m.network(new int[] {in}, out)).report().work().steps())
                .isEqualTo(1);
    }

    @Test
    void aLongChainOfReshapesIsAnAlias() {
        int in = m.activation("in", 1, 2);
        int last = in;
        for (int i = 0; i < MOST_OPERATORS; i++) {
            int next = m.activation("t" + i, i % 2 == 0 ? new int[] {1, 2, 1, 1} : new int[] {1, 2});
            m.operator(RESHAPE, new int[] {last}, next);
            last = next;
        }

        assertThat(compile(m.network(new int[] {in}, last)).report().work().steps())
                .isZero();
    }

    /** All results are alive until the end, and their sizes leave gaps. */
    @Test
    void aBroadNetworkCompiles() {
        int in = m.activation("in", 1, 1, 1, 1);
        int most = MOST_OPERATORS / 2;
        int[] made = new int[most];
        for (int i = 0; i < most; i++) {
            int size = 1 + i * 7919 % 31;
            made[i] = m.activation("t" + i, 1, 1, size, 1);
            add(in, m.activation("in" + i, 1, 1, size, 1), made[i]);
        }
        int last = in;
        for (int i = 0; i < most; i++) {
            int size = 1 + i * 7919 % 31;
            int next = m.activation("u" + i, 1, 1, size, 1);
            add(made[i], made[i], next);
            last = next;
        }
        int[] inputs = new int[most + 1];
        inputs[0] = in;
        for (int i = 0; i < most; i++) {
            inputs[i + 1] = made[i] + 1;
        }

        compileOrRefuse(m.network(inputs, last));
    }

    private int chain(int in, int operators) {
        int last = in;
        for (int i = 0; i < operators; i++) {
            int next = m.activation("t" + i, 1, 2);
            add(last, last, next);
            last = next;
        }
        return last;
    }

    private void add(int left, int right, int out) {
        m.operator(ADD, new int[] {left, right}, out);
    }

    private static void compileOrRefuse(ModelWriter model) {
        try {
            assertThat(compile(model).files()).isNotEmpty();
        } catch (DiagnosticException refused) {
            assertThat(refused.diagnostics()).isNotEmpty();
        }
    }

    private static void assertRefused(ModelWriter model, String what) {
        assertThatThrownBy(() -> compile(model))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("PEX-0202 model: ")
                .hasMessageContaining(what);
    }

    private static Compilation compile(ModelWriter model) {
        return PexCompiler.compile(
                new ModelSource("model", "model.tflite", Bytes.copyOf(model.bytes())), CompilerOptions.defaults());
    }
}
