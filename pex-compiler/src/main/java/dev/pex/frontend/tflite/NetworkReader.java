package dev.pex.frontend.tflite;

import dev.pex.diagnostic.Code;
import dev.pex.diagnostic.Diagnostic;
import dev.pex.diagnostic.DiagnosticException;
import dev.pex.diagnostic.Diagnostics;
import dev.pex.floats.FloatNetwork;
import dev.pex.frontend.tflite.file.BuiltinOperator;
import dev.pex.frontend.tflite.file.CheckedTable;
import dev.pex.frontend.tflite.file.FileTensors;
import dev.pex.frontend.tflite.file.Limit;
import dev.pex.frontend.tflite.file.ModelFile;
import dev.pex.frontend.tflite.file.OperatorCode;
import dev.pex.frontend.tflite.file.OperatorEntry;
import dev.pex.frontend.tflite.file.Problems;
import dev.pex.frontend.tflite.operators.NetworkBuilder;
import dev.pex.frontend.tflite.operators.OperatorContext;
import dev.pex.frontend.tflite.operators.OperatorReader;
import dev.pex.frontend.tflite.operators.OperatorReaders;
import dev.pex.graph.Graph;
import dev.pex.operator.Operator;
import dev.pex.operator.Origin;
import dev.pex.tensor.ElementType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads inputs, operators and outputs of a model in turn, going on after a fault to find the next. */
final class NetworkReader {
    /** A file with more faults than this is not worth listing. */
    private static final int MOST_FAULTS = 500;

    private static final Limit ONE_SUBGRAPH = Limit.of("one subgraph, without control flow");
    private static final Limit COMPUTED_OUTPUT = Limit.of("outputs that are computed");

    /** What is supported of a network as a whole. */
    static final List<Limit> LIMITS = List.of(ONE_SUBGRAPH, COMPUTED_OUTPUT);

    private final String name;
    private final ModelFile model;
    private final Diagnostics diagnostics;
    private final ElementType numbers;
    private final FileTensors tensors;
    private final NetworkBuilder network;
    private final CheckedTable noOptions;
    private int faults;

    /**
     * Makes the reader of a file.
     *
     * @param numbers what the network computes in: {@code INT8} or {@code FLOAT32}
     */
    NetworkReader(String name, ModelFile model, ElementType numbers, Diagnostics diagnostics) {
        this.name = name;
        this.model = model;
        this.diagnostics = diagnostics;
        this.numbers = numbers;
        this.tensors = new FileTensors(model);
        this.network = new NetworkBuilder(tensors, model.operators());
        this.noOptions = CheckedTable.empty(model.file(), "absent options");
    }

    /** The float network; reports all faults before it fails. */
    FloatNetwork readFloat() {
        Graph graph = read();
        return new FloatNetwork(graph, network.learnt());
    }

    /** The network; reports all faults before it fails. */
    Graph read() {
        attempt(() -> NetworkKind.check(model, numbers, at("network")));
        diagnostics.throwIfErrors();
        if (model.subgraphs() > 1) {
            at("network").unsupported(ONE_SUBGRAPH, "it has " + model.subgraphs() + " subgraphs");
        }
        model.inputs().forEach(input -> attempt(() -> network.fill(input, at("input " + input))));
        Set<Integer> shapeArithmetic = ShapeArithmetic.of(model);
        for (OperatorEntry entry : model.operators()) {
            if (!shapeArithmetic.contains(entry.index())) {
                read(entry);
            }
        }
        List<Integer> inputs = new ArrayList<>();
        Set<Integer> filled = new LinkedHashSet<>(model.inputs());
        filled.removeIf(input -> !network.isMade(input));
        for (int input : filled) {
            attempt(() -> inputs.add(network.networkInput(input, at("input " + input))));
        }
        List<Integer> outputs = readOutputs();
        if (model.inputs().isEmpty()) {
            at("network").invalid("it has no input");
        }
        if (faults >= MOST_FAULTS) {
            at("network").invalid("it has more than " + MOST_FAULTS + " faults; the rest is not checked");
        }
        if (numbers == ElementType.INT8) {
            checkArithmetic(network.soundPart(name));
        }
        diagnostics.throwIfErrors();
        return network.graph(name, inputs, outputs);
    }

    private void checkArithmetic(Graph sound) {
        for (Operator operator : sound.operators()) {
            operator.violation(sound)
                    .ifPresent(violation -> attempt(() -> {
                        Problems problems = at(operator.origin().toString());
                        throw violation.overflow()
                                ? problems.overflow(violation.what())
                                : problems.unsupported(Limit.of(violation.supported()), violation.what());
                    }));
        }
    }

    private void read(OperatorEntry entry) {
        OperatorCode code = model.code(entry);
        Origin origin = model.origin(entry);
        Problems problems = at(origin.toString());
        attempt(() -> {
            if (entry.codeIndex() >= model.codes().size()) {
                throw problems.invalid("its code is number " + entry.codeIndex() + " of "
                        + model.codes().size() + " operator codes");
            }
            BuiltinOperator kind = code.operator().orElseThrow(() -> unsupported(code, problems));
            OperatorReader reader = OperatorReaders.of(kind).orElseThrow(() -> unsupported(code, problems));
            OperatorContext operator = new OperatorContext(
                    entry, kind, origin, tensors, network, noOptions, numbers, reader.form(), problems);
            reader.read(operator);
            assert operator.unchecked().isEmpty() : kind + " was read without a check of " + operator.unchecked();
        });
        String maker = "operator " + origin;
        entry.outputs().forEach(output -> network.made(output, maker));
    }

    private List<Integer> readOutputs() {
        List<Integer> outputs = new ArrayList<>();
        Set<Integer> inputs = new HashSet<>(model.inputs());
        for (int output : model.outputs()) {
            attempt(() -> {
                Problems problems = at("output " + output);
                if (inputs.contains(output)) {
                    throw problems.unsupported(COMPUTED_OUTPUT, "tensor " + output + " is an input as well");
                }
                outputs.add(network.networkOutput(output, problems));
            });
        }
        if (model.outputs().isEmpty()) {
            at("network").invalid("it has no output");
        }
        return outputs;
    }

    private static Problems.Rejection unsupported(OperatorCode code, Problems problems) {
        String what = code.is(BuiltinOperator.CUSTOM)
                ? "the custom operator '" + code.custom() + "'"
                : "the operator " + code.kind();
        return problems.reject(
                Code.UNSUPPORTED_OPERATOR, what + " is not supported", "supported: " + OperatorReaders.supported());
    }

    private Problems at(String place) {
        return new Problems(diagnostics, name + " " + place);
    }

    /** Runs a step that may find a fault. */
    private void attempt(Runnable step) {
        if (faults >= MOST_FAULTS) {
            return;
        }
        try {
            step.run();
        } catch (Problems.Rejection reported) {
            faults++;
        } catch (DiagnosticException malformed) {
            faults++;
            for (Diagnostic diagnostic : malformed.diagnostics()) {
                diagnostics.report(diagnostic);
            }
        }
    }
}
