package dev.pex.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pex.tensor.Range;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Windows against a count of their taps, one by one. */
class WindowTest {
    /** Geometry of a window, before padding is chosen. */
    private record Geometry(int input, int kernel, int stride, int dilation) {
        int span() {
            return (kernel - 1) * dilation + 1;
        }
    }

    private static void forAll(Consumer<Geometry> check) {
        for (int input = 1; input <= 12; input++) {
            for (int kernel = 1; kernel <= 5; kernel++) {
                for (int stride = 1; stride <= 4; stride++) {
                    for (int dilation = 1; dilation <= 3; dilation++) {
                        check.accept(new Geometry(input, kernel, stride, dilation));
                    }
                }
            }
        }
    }

    @Test
    void validKeepsWindowsThatLieInside() {
        forAll(g -> {
            int inside = 0;
            while (inside * g.stride() + g.span() <= g.input()) {
                inside++;
            }
            assertThat(Window.validOutput(g.input(), g.kernel(), g.stride(), g.dilation()))
                    .isEqualTo(inside);
            if (inside == 0) {
                assertThatThrownBy(() -> Window.valid(g.input(), g.kernel(), g.stride(), g.dilation()))
                        .isInstanceOf(IllegalArgumentException.class);
            } else {
                Window window = Window.valid(g.input(), g.kernel(), g.stride(), g.dilation());
                assertThat(window.output()).isEqualTo(inside);
                assertThat(window.tap(0, 0)).isZero();
                assertThat(window.tap(inside - 1, g.kernel() - 1)).isLessThan(g.input());
            }
        });
    }

    @Test
    void sameStartsAWindowPerStrideAndCentresIt() {
        forAll(g -> {
            Window window = Window.same(g.input(), g.kernel(), g.stride(), g.dilation());
            long starts = IntStream.range(0, g.input())
                    .filter(i -> i % g.stride() == 0)
                    .count();
            assertThat(window.output()).isEqualTo((int) starts);
            int before = Math.max(0, -window.tap(0, 0));
            int after = Math.max(0, window.tap(window.output() - 1, g.kernel() - 1) - (g.input() - 1));
            assertThat(before).isEqualTo(window.padBefore());
            assertThat(after - before).isBetween(0, 1);
        });
    }

    @Test
    void readIsTheSmallestRangeOfAllTaps() {
        forAll(g -> {
            checkRead(Window.same(g.input(), g.kernel(), g.stride(), g.dilation()));
            if (g.span() <= g.input()) {
                checkRead(Window.valid(g.input(), g.kernel(), g.stride(), g.dilation()));
            }
        });
    }

    private static void checkRead(Window window) {
        for (int start = 0; start <= window.output(); start++) {
            for (int end = start; end <= window.output(); end++) {
                Range outputs = new Range(start, end);
                Range taps = presentTaps(window, outputs);
                assertThat(window.read(outputs)).as("%s %s", window, outputs).isEqualTo(taps);
            }
        }
    }

    /** The smallest range of all taps that are present. */
    private static Range presentTaps(Window window, Range outputs) {
        int first = Integer.MAX_VALUE;
        int last = -1;
        for (int output = outputs.start(); output < outputs.end(); output++) {
            for (int tap = 0; tap < window.kernel(); tap++) {
                int index = window.tap(output, tap);
                if (index >= 0 && index < window.input()) {
                    first = Math.min(first, index);
                    last = Math.max(last, index);
                }
            }
        }
        return last < 0 ? new Range(0, 0) : new Range(first, last + 1);
    }

    @Test
    void foldedPaddingReadsTheSameElements() {
        // 2 absent indices in front of 5, and 1 behind: 8 padded ones.
        Window padded = Window.valid(8, 3, 2, 1);
        Window folded = padded.withFoldedPadding(5, 2);
        assertThat(folded.output()).isEqualTo(padded.output());
        for (int output = 0; output < padded.output(); output++) {
            for (int tap = 0; tap < padded.kernel(); tap++) {
                assertThat(folded.tap(output, tap)).isEqualTo(padded.tap(output, tap) - 2);
            }
        }
        assertThat(folded.read(new Range(0, 1))).isEqualTo(new Range(0, 1));
        assertThat(folded.read(new Range(1, 3))).isEqualTo(new Range(0, 5));
    }

    @Test
    void readIsEmptyWhenAllTapsAreAbsent() {
        Window window = new Window(3, 9, 2, 1, 1, 4);
        assertThat(window.read(new Range(0, 2)).isEmpty()).isTrue();
        assertThat(window.read(new Range(7, 9)).isEmpty()).isTrue();
        assertThat(window.read(new Range(0, 4))).isEqualTo(new Range(0, 1));
    }
}
