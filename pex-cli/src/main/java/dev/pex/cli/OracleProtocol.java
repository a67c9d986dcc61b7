package dev.pex.cli;

import dev.pex.channels.ChannelGroup;
import dev.pex.oracle.Answer;
import dev.pex.oracle.Estimate;
import dev.pex.oracle.PeakOracle;
import dev.pex.oracle.Question;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Questions and answers as JSON, each an object in a line. A question has {@code widths}, one for each group; {@code exact}
 * (true unless given) is whether a plan is placed and verified; an {@code id} of any kind comes back. An answer that has an
 * {@code error} says what is wrong with the question, and the next one may follow.
 */
final class OracleProtocol {
    /** Of the form of lines; another one is not understood by programs that were written for this one. */
    static final int VERSION = 1;

    private static final JsonMapper JSON = new JsonMapper();

    private final PeakOracle oracle;
    private final Question question;

    OracleProtocol(PeakOracle oracle, Question question) {
        this.oracle = oracle;
        this.question = question;
    }

    /** The first line: what is asked about, and the groups with their widths. */
    String greeting() {
        ObjectNode line = JSON.createObjectNode();
        line.put("oracle", VERSION);
        line.put("target", question.tuning().target().id());
        line.put("optimize", question.tuning().optimize().id());
        line.put("inputMode", question.inputMode().id());
        line.put("partialExecution", question.partialExecution().id());
        ArrayNode groups = line.putArray("groups");
        for (ChannelGroup group : oracle.groups()) {
            ObjectNode entry = groups.addObject();
            entry.put("name", group.name());
            entry.put("width", group.width());
            ArrayNode tensors = entry.putArray("tensors");
            group.tensors().forEach(tensors::add);
        }
        return line.toString();
    }

    /** The answer to a line. */
    String answer(String text) {
        ObjectNode line = JSON.createObjectNode();
        try {
            JsonNode asked = JSON.readTree(text);
            if (asked.has("id")) {
                line.set("id", asked.get("id"));
            }
            List<Integer> widths = widths(asked);
            if (asked.path("exact").asBoolean(true)) {
                put(line, oracle.answer(widths));
            } else {
                put(line, oracle.estimate(widths));
            }
        } catch (JacksonException e) {
            line.put("error", "the line is no JSON object: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            line.put("error", e.getMessage());
        }
        return line.toString();
    }

    private static List<Integer> widths(JsonNode asked) {
        JsonNode given = asked.path("widths");
        if (!given.isArray()) {
            throw new IllegalArgumentException("\"widths\" is no list of numbers");
        }
        List<Integer> widths = new ArrayList<>();
        for (JsonNode width : given) {
            if (!width.isInt()) {
                throw new IllegalArgumentException("a width is " + width + ", no whole number");
            }
            widths.add(width.intValue());
        }
        return widths;
    }

    private static void put(ObjectNode line, Answer answer) {
        line.put("exact", true);
        line.put("arenaBytes", answer.arenaBytes());
        line.put("liveBytes", answer.liveBytes());
        line.put("constantBytes", answer.constantBytes());
        line.put("scheduleBytes", answer.scheduleBytes());
        line.put("flashBytes", answer.flashBytes());
        line.put("macs", answer.macs());
        line.put("steps", answer.steps());
    }

    private static void put(ObjectNode line, Estimate estimate) {
        line.put("exact", false);
        line.put("liveBytes", estimate.liveBytes());
        line.put("constantBytes", estimate.constantBytes());
        line.put("macs", estimate.macs());
    }
}
