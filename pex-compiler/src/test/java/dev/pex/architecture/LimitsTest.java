package dev.pex.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.pex.frontend.tflite.file.Limit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/OPERATORS.md says is checked: each limit that is declared is named by a check. */
class LimitsTest {
    @Test
    void everyLimitHasACheck() {
        List<String> declared = new ArrayList<>();
        List<String> unchecked = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.pex.frontend.tflite")) {
            for (JavaField field : type.getFields()) {
                if (field.getModifiers().contains(JavaModifier.STATIC)
                        && field.getRawType().isAssignableTo(Limit.class)) {
                    declared.add(field.getFullName());
                    boolean checked = field.getAccessesToSelf().stream()
                            .anyMatch(access -> !access.getOrigin().getName().equals("<clinit>"));
                    if (!checked) {
                        unchecked.add(field.getFullName());
                    }
                }
            }
        }

        assertThat(declared).hasSizeGreaterThan(30);
        assertThat(unchecked).isEmpty();
    }
}
