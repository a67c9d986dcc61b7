package dev.pex.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Data flows one way through the packages, as ARCHITECTURE.md draws it. */
class PackagesTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.pex");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.pex.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void stagesKnowOnlyWhatComesBeforeThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.pex..")
                .layer("diagnostic")
                .definedBy("dev.pex.diagnostic..")
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
                .layer("real")
                .definedBy("dev.pex.real..")
                .layer("realexec")
                .definedBy("dev.pex.realexec..")
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
                .layer("storage")
                .definedBy("dev.pex.storage..")
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
                .whereLayer("graph")
                .mayNotAccessAnyLayer()
                .whereLayer("array")
                .mayOnlyAccessLayers("graph")
                .whereLayer("quant")
                .mayOnlyAccessLayers("graph")
                .whereLayer("json")
                .mayNotAccessAnyLayer()
                .whereLayer("proto")
                .mayOnlyAccessLayers("json")
                .whereLayer("real")
                .mayOnlyAccessLayers("graph")
                .whereLayer("frontend")
                .mayOnlyAccessLayers("graph", "real", "quant", "diagnostic")
                .whereLayer("realexec")
                .mayOnlyAccessLayers("graph", "real")
                .whereLayer("calibration")
                .mayOnlyAccessLayers("graph", "array", "diagnostic")
                .whereLayer("quantize")
                .mayOnlyAccessLayers("graph", "real", "quant", "realexec", "executor", "diagnostic", "json")
                .whereLayer("transform")
                .mayOnlyAccessLayers("graph")
                .whereLayer("kernel")
                .mayOnlyAccessLayers("graph", "quant", "diagnostic")
                .whereLayer("storage")
                .mayOnlyAccessLayers("graph", "kernel")
                .whereLayer("schedule")
                .mayOnlyAccessLayers("graph", "kernel", "storage")
                .whereLayer("placement")
                .mayNotAccessAnyLayer()
                .whereLayer("plan")
                .mayOnlyAccessLayers("graph", "proto", "kernel", "schedule")
                .whereLayer("memory")
                .mayOnlyAccessLayers("graph", "kernel", "plan", "schedule", "storage", "placement")
                .whereLayer("planning")
                .mayOnlyAccessLayers("graph", "kernel", "plan", "schedule", "storage", "memory", "placement")
                .whereLayer("verify")
                .mayOnlyAccessLayers("graph", "kernel", "plan", "schedule")
                .whereLayer("executor")
                .mayOnlyAccessLayers("graph", "quant", "kernel", "plan", "schedule")
                .whereLayer("emit")
                .mayOnlyAccessLayers("graph", "quant", "kernel", "plan", "schedule")
                .whereLayer("report")
                .mayOnlyAccessLayers(
                        "graph", "quant", "kernel", "plan", "memory", "schedule", "planning", "diagnostic", "json")
                .whereLayer("output")
                .mayOnlyAccessLayers("graph", "diagnostic")
                .whereLayer("host")
                .mayOnlyAccessLayers("graph", "diagnostic", "output")
                .whereLayer("companion")
                .mayOnlyAccessLayers(
                        "graph", "quant", "pexnet", "proto", "plan", "executor", "output", "compiler", "diagnostic")
                // Protobuf, relocated into the jar of pex-graph; a build of classes does not see it.
                .ignoreDependency(alwaysTrue(), resideInAPackage("dev.pex.shaded.."))
                .check(classes);
    }
}
