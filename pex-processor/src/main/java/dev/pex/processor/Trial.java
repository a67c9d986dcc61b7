package dev.pex.processor;

import dev.pex.dsl.DslException;
import dev.pex.dsl.Network;
import dev.pex.dsl.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Makes the calls that a declaration means, to infer shapes and to find mistakes on the layers that have them. */
final class Trial {
    private final Network net;
    private final Findings findings;
    private final Predicate<TypeElement> isSource;

    private Trial(Network net, Findings findings, Predicate<TypeElement> isSource) {
        this.net = net;
        this.findings = findings;
        this.isSource = isSource;
    }

    /**
     * Tries a model.
     *
     * @param isSource whether a type is being compiled, so that the compiler can show a mistake in it
     * @return the described network; empty when a mistake was reported
     */
    static Optional<Network> of(Body model, String name, Findings findings, Predicate<TypeElement> isSource) {
        int before = findings.errors();
        Network net = Network.named(name);
        Trial trial = new Trial(net, findings, isSource);
        Map<String, Node> made = trial.make(model, Optional.empty(), "", Optional.empty());
        if (findings.errors() > before) {
            return Optional.empty();
        }
        model.outputs().forEach(output -> net.output(Objects.requireNonNull(made.get(output))));
        return Optional.of(net);
    }

    /**
     * Makes the layers of a body, as far as they can be made.
     *
     * @param given the input of a block
     * @param prefix before the names of layers
     * @param user the layer that uses the block
     */
    private Map<String, Node> make(Body body, Optional<Node> given, String prefix, Optional<Element> user) {
        Map<String, Node> made = new HashMap<>();
        given.ifPresent(node -> made.put(Body.GIVEN, node));
        Element shown = isSource.test(body.type()) ? body.type() : user.orElse(body.type());
        for (Layer layer : body.layers()) {
            Element place = shown.equals(body.type()) ? layer.method() : shown;
            if (made.keySet().containsAll(layer.producers())) {
                make(layer, body, made, prefix, place).ifPresent(node -> made.put(layer.name(), node));
            }
        }
        return made;
    }

    private Optional<Node> make(Layer layer, Body body, Map<String, Node> made, String prefix, Element place) {
        try {
            if (layer.is(Layer.USE)) {
                return use(layer, body, made, prefix, place);
            }
            if (layer.is(Layer.INPUT) && made.containsKey(Body.GIVEN)) {
                return Optional.ofNullable(made.get(Body.GIVEN));
            }
            Invocation call = Operators.call(layer).with(argument -> argument(argument, made, prefix + layer.name()));
            Object receiver = layer.producers().isEmpty()
                    ? net
                    : node(made, layer.producers().get(0));
            Node node = (Node) call.make(receiver.getClass(), receiver);
            if (layer.is(Layer.INPUT)) {
                Operators.stated(layer)
                        .forEach(stated -> Invocation.of("quantizedAs", stated).make(Node.class, node));
            }
            return Optional.of(node);
        } catch (DslException e) {
            findings.error(place, e.what());
        } catch (NoSuchElementException e) {
            // The annotation itself does not compile, which the compiler reports.
            findings.error(place, "the value of '" + e.getMessage() + "' cannot be read");
        } catch (IllegalArgumentException | ArithmeticException e) {
            findings.error(place, "layer '" + prefix + layer.name() + "': " + e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<Node> use(Layer layer, Body body, Map<String, Node> made, String prefix, Element place) {
        Body block = Objects.requireNonNull(body.blocks().get(layer.name()));
        int times = layer.values().integer("times");
        Optional<Node> given = Optional.of(node(made, layer.producers().get(0)));
        String last = block.layers().get(block.layers().size() - 1).name();
        for (int i = 0; i < times && given.isPresent(); i++) {
            String inner = prefix + layer.name() + (times == 1 ? "/" : "/" + i + "/");
            given = Optional.ofNullable(
                    make(block, given, inner, Optional.of(place)).get(last));
        }
        return given;
    }

    private static Object argument(Object argument, Map<String, Node> made, String name) {
        if (argument == Operators.NAME) {
            return name;
        }
        if (argument instanceof Operators.Producer producer) {
            return node(made, producer.layer());
        }
        if (argument instanceof Operators.Producers producers) {
            List<Node> nodes =
                    producers.layers().stream().map(layer -> node(made, layer)).toList();
            return nodes.toArray(Node[]::new);
        }
        return argument;
    }

    private static Node node(Map<String, Node> made, String layer) {
        return Objects.requireNonNull(made.get(layer));
    }
}
