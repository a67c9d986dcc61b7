package dev.pex.codesign;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The packages of co-design have no cycles, and only one of them knows the engine. */
class PackagesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.pex.codesign");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.pex.codesign.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyOnePackageKnowsTheEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.pex.codesign.torch")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(CLASSES);
    }

    @Test
    void whatNeedsNoTrainingDependsOnNone() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.pex.codesign.data",
                        "dev.pex.codesign.sound",
                        "dev.pex.codesign.describe",
                        "dev.pex.codesign.recipe")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.pex.codesign.torch",
                        "dev.pex.codesign.state",
                        "dev.pex.codesign.prune",
                        "dev.pex.codesign.course",
                        "dev.pex.codesign.app")
                .check(CLASSES);
    }
}
