package dev.pex.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Data flows one way through the packages, as ARCHITECTURE.md draws it. */
class PackagesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.pex");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.pex.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /** What is inside of the DSL knows none of the types that users call, and those show nothing of the inside. */
    @Test
    void usersOfTheDslDoNotSeeItsInside() {
        noClasses()
                .that()
                .resideInAPackage("dev.pex.dsl.build")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.pex.dsl", "dev.pex.dsl.bridge")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.pex.dsl")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.pex.dsl.bridge")
                .check(CLASSES);
        assertThat(CLASSES.stream()
                        .filter(type -> type.getPackageName().equals("dev.pex.dsl"))
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(method -> Stream.concat(
                                Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream()))
                        .map(JavaClass::getPackageName))
                .contains("dev.pex.dsl")
                .doesNotContain("dev.pex.dsl.build");
    }

    @Test
    void frontEndsKnowNothingOfOneAnother() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.pex.frontend..")
                .layer("frontend")
                .definedBy("dev.pex.frontend")
                .layer("pexnet")
                .definedBy("dev.pex.frontend.pexnet")
                .layer("tflite")
                .definedBy("dev.pex.frontend.tflite")
                .layer("operators")
                .definedBy("dev.pex.frontend.tflite.operators")
                .layer("file")
                .definedBy("dev.pex.frontend.tflite.file")
                .whereLayer("frontend")
                .mayNotAccessAnyLayer()
                .whereLayer("pexnet")
                .mayOnlyAccessLayers("frontend")
                .whereLayer("tflite")
                .mayOnlyAccessLayers("frontend", "operators", "file")
                .whereLayer("operators")
                .mayOnlyAccessLayers("file")
                .whereLayer("file")
                .mayNotAccessAnyLayer()
                .check(CLASSES);
    }

    @Test
    void stagesKnowOnlyWhatComesBeforeThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.pex..")
                .layer("diagnostic")
                .definedBy("dev.pex.diagnostic..")
                .layer("tensor")
                .definedBy("dev.pex.tensor..")
                .layer("operator")
                .definedBy("dev.pex.operator..")
                .layer("graph")
                .definedBy("dev.pex.graph..")
                .layer("array")
                .definedBy("dev.pex.array..")
                .layer("quant")
                .definedBy("dev.pex.quant..")
                .layer("json")
                .definedBy("dev.pex.json..")
                .layer("proto")
                .definedBy("dev.pex.proto..")
                .layer("floats")
                .definedBy("dev.pex.floats..")
                .layer("channels")
                .definedBy("dev.pex.channels..")
                .layer("oracle")
                .definedBy("dev.pex.oracle..")
                .layer("floatexec")
                .definedBy("dev.pex.floatexec..")
                .layer("calibration")
                .definedBy("dev.pex.calibration..")
                .layer("quantize")
                .definedBy("dev.pex.quantize..")
                .layer("frontend")
                .definedBy("dev.pex.frontend..")
                .layer("transform")
                .definedBy("dev.pex.transform..")
                .layer("kernel")
                .definedBy("dev.pex.kernel..")
                .layer("cost")
                .definedBy("dev.pex.cost..")
                .layer("alias")
                .definedBy("dev.pex.alias..")
                .layer("placement")
                .definedBy("dev.pex.placement..")
                .layer("planning")
                .definedBy("dev.pex.planning..")
                .layer("schedule")
                .definedBy("dev.pex.schedule..")
                .layer("plan")
                .definedBy("dev.pex.plan..")
                .layer("memory")
                .definedBy("dev.pex.memory..")
                .layer("verify")
                .definedBy("dev.pex.verify..")
                .layer("executor")
                .definedBy("dev.pex.executor..")
                .layer("emit")
                .definedBy("dev.pex.emit..")
                .layer("report")
                .definedBy("dev.pex.report..")
                .layer("output")
                .definedBy("dev.pex.output..")
                .layer("host")
                .definedBy("dev.pex.host..")
                .layer("compiler")
                .definedBy("dev.pex.compiler..")
                .layer("pexnet")
                .definedBy("dev.pex.pexnet..")
                .layer("companion")
                .definedBy("dev.pex.companion..")
                .whereLayer("diagnostic")
                .mayNotAccessAnyLayer()
                .whereLayer("tensor")
                .mayNotAccessAnyLayer()
                .whereLayer("operator")
                .mayOnlyAccessLayers("tensor", "quant")
                .whereLayer("graph")
                .mayOnlyAccessLayers("tensor", "operator")
                .whereLayer("array")
                .mayOnlyAccessLayers("tensor", "quant", "operator", "graph", "json")
                .whereLayer("quant")
                .mayOnlyAccessLayers("tensor")
                .whereLayer("json")
                .mayNotAccessAnyLayer()
                .whereLayer("proto")
                .mayOnlyAccessLayers("json")
                .whereLayer("floats")
                .mayOnlyAccessLayers("tensor", "quant", "operator", "graph")
                .whereLayer("channels")
                .mayOnlyAccessLayers("tensor", "operator", "graph", "floats")
                .whereLayer("oracle")
                .mayOnlyAccessLayers(
                        "tensor",
                        "operator",
                        "graph",
                        "channels",
                        "transform",
                        "kernel",
                        "plan",
                        "schedule",
                        "planning",
                        "verify",
                        "emit",
                        "report")
                .whereLayer("frontend")
                .mayOnlyAccessLayers("tensor", "quant", "operator", "graph", "floats", "pexnet", "diagnostic")
                .whereLayer("floatexec")
                .mayOnlyAccessLayers("tensor", "quant", "operator", "graph", "floats")
                .whereLayer("calibration")
                .mayOnlyAccessLayers("tensor", "quant", "operator", "graph", "array", "diagnostic")
                .whereLayer("quantize")
                .mayOnlyAccessLayers(
                        "tensor", "quant", "operator", "graph", "floats", "floatexec", "executor", "diagnostic", "json")
                .whereLayer("transform")
                .mayOnlyAccessLayers("tensor", "quant", "operator", "graph")
                .whereLayer("kernel")
                .mayOnlyAccessLayers("tensor", "quant", "operator", "graph", "diagnostic")
                .whereLayer("cost")
                .mayOnlyAccessLayers("tensor", "quant", "operator", "graph", "kernel")
                .whereLayer("alias")
                .mayOnlyAccessLayers("tensor", "quant", "operator", "graph", "kernel")
                .whereLayer("schedule")
                .mayOnlyAccessLayers("tensor", "quant", "operator", "graph", "kernel", "cost", "alias")
                .whereLayer("placement")
                .mayNotAccessAnyLayer()
                .whereLayer("plan")
                .mayOnlyAccessLayers("tensor", "quant", "operator", "graph", "proto", "kernel", "cost", "schedule")
                .whereLayer("memory")
                .mayOnlyAccessLayers(
                        "tensor", "quant", "operator", "graph", "kernel", "plan", "schedule", "alias", "placement")
                .whereLayer("planning")
                .mayOnlyAccessLayers(
                        "tensor",
                        "quant",
                        "operator",
                        "graph",
                        "kernel",
                        "cost",
                        "plan",
                        "schedule",
                        "alias",
                        "memory",
                        "placement")
                .whereLayer("verify")
                .mayOnlyAccessLayers("tensor", "quant", "operator", "graph", "kernel", "plan", "schedule")
                .whereLayer("executor")
                .mayOnlyAccessLayers("tensor", "quant", "operator", "graph", "kernel", "plan", "schedule")
                .whereLayer("emit")
                .mayOnlyAccessLayers("tensor", "quant", "operator", "graph", "kernel", "plan", "schedule")
                .whereLayer("report")
                .mayOnlyAccessLayers(
                        "tensor",
                        "operator",
                        "graph",
                        "quant",
                        "kernel",
                        "plan",
                        "memory",
                        "schedule",
                        "planning",
                        "emit",
                        "diagnostic",
                        "json")
                .whereLayer("output")
                .mayOnlyAccessLayers("tensor", "quant", "operator", "graph", "diagnostic")
                .whereLayer("host")
                .mayOnlyAccessLayers("tensor", "quant", "operator", "graph", "diagnostic", "output")
                .whereLayer("companion")
                .mayOnlyAccessLayers(
                        "tensor",
                        "operator",
                        "graph",
                        "quant",
                        "pexnet",
                        "proto",
                        "plan",
                        "verify",
                        "executor",
                        "output",
                        "compiler",
                        "diagnostic")
                // Protobuf, relocated into the jar of pex-graph; a build of classes does not see it.
                .ignoreDependency(alwaysTrue(), resideInAPackage("dev.pex.shaded.."))
                .check(CLASSES);
    }
}
