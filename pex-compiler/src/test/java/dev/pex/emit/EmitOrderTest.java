package dev.pex.emit;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** Each class of the emitter depends only on earlier ones: facts, then tables, then files. */
class EmitOrderTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.pex.emit");

    /** Each class with those that are nested in it; the classes that write arguments are one. */
    private static final SliceAssignment TOP_LEVEL_CLASSES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return javaClass.getPackageName().equals("dev.pex.emit")
                    ? SliceIdentifier.of(
                            javaClass.getName().replaceAll("\\$.*", "").replaceAll("\\w+Arguments$", "Arguments"))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "classes of the emitter";
        }
    };

    @Test
    void classesHaveNoCycles() {
        slices().assignedFrom(TOP_LEVEL_CLASSES).should().beFreeOfCycles().check(classes);
    }
}
