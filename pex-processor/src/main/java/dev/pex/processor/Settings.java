package dev.pex.processor;

import com.palantir.javapoet.CodeBlock;
import dev.pex.dsl.ModelSettings;
import dev.pex.dsl.weights.WeightLayout;
import java.util.Locale;
import javax.lang.model.element.TypeElement;

/** The settings in {@code @PexModel}. */
final class Settings {
    private Settings() {}

    /** The model's name: the stated one, or the words of the type's name. */
    static String name(TypeElement type, Values values) {
        String said = values.text("name");
        return said.isEmpty()
                ? type.getSimpleName()
                        .toString()
                        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .toLowerCase(Locale.ROOT)
                : said;
    }

    static CodeBlock code(String name, Values values) {
        Fluent settings = Fluent.of(ModelSettings.class, "named", name);
        String weights = values.text("weights");
        if (!weights.isEmpty()) {
            settings = settings.then("weights", weights, values.constant("layout", WeightLayout.class));
        }
        String[] labels = values.texts("labels").toArray(String[]::new);
        String target = values.text("target");
        String calibration = values.text("calibration");
        long arenaBudget = values.wide("arenaBudget");
        return settings.thenIf(values.truth("randomWeights"), "randomWeights", values.wide("seed"))
                .thenIf(!target.isEmpty(), "target", target)
                .thenIf(arenaBudget != 0, "arenaBudget", arenaBudget)
                .thenIf(labels.length > 0, "labels", (Object) labels)
                .thenIf(!calibration.isEmpty(), "calibration", calibration)
                .code();
    }
}
