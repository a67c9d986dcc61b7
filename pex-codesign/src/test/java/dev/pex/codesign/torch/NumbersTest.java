package dev.pex.codesign.torch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class NumbersTest {
    private static final int ROUNDS = 20;

    /** The engine's own methods fail here in most runs. */
    @Test
    void gradientsAreThoseOfTheNumbersAfterGarbageIsCollected() {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(gradient(x -> Numbers.times(x, 3))).containsOnly(3);
            assertThat(gradient(x -> Numbers.quotient(x, 4))).containsOnly(0.25f);
        }
    }

    @Test
    void whatIsMovedKeepsValuesAndGradientsAndHasAnotherOwner() {
        try (NDManager manager = NDManager.newBaseManager();
                NDManager other = manager.newSubManager()) {
            NDArray x = manager.create(new float[] {1.5f, -0.1f});
            NDArray moved = Numbers.in(other, x);
            assertThat(moved.toFloatArray()).containsExactly(1.5f, -0.1f);
            assertThat(moved.getManager()).isSameAs(other);
        }
        assertThat(gradient(x -> Numbers.in(x.getManager(), x))).containsOnly(1);
    }

    private static float[] gradient(UnaryOperator<NDArray> function) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.create(new float[] {1, 2, 3, 4});
            x.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray sum = function.apply(x).sum();
                churn();
                collector.backward(sum);
            }
            return x.getGradient().toFloatArray();
        }
    }

    /** Collects garbage and writes other values to the memory that it had. */
    private static void churn() {
        System.gc();
        List<ByteBuffer> buffers = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            buffers.add(
                    ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder()).putFloat(0, 1e30f));
        }
        assertThat(buffers).hasSize(2000);
    }

    @Test
    void noGradientDependsOnNumbersThatTheEngineFrees() {
        noClasses()
                .that()
                .resideInAPackage("dev.pex.codesign.torch")
                // Steps are made of gradients and have none of their own.
                .and()
                .areNotAssignableTo(Descent.class)
                .should()
                .callMethodWhere(
                        new DescribedPredicate<JavaMethodCall>("the target takes a number that its gradient reads") {
                            @Override
                            public boolean test(JavaMethodCall call) {
                                return call.getTargetOwner().isAssignableTo(NDArray.class)
                                        && Set.of("mul", "div", "pow", "mod", "maximum", "minimum", "rdiv", "rpow")
                                                .contains(call.getName())
                                        && call.getTarget().getRawParameterTypes().stream()
                                                .anyMatch(type -> type.isEquivalentTo(Number.class));
                            }
                        })
                .check(new ClassFileImporter().importPackages("dev.pex.codesign.torch"));
    }
}
