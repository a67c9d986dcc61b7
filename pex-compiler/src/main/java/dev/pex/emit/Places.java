package dev.pex.emit;

import dev.pex.graph.Graph;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where tensors lie, in the smallest form that kernels understand. Rows at equal distances need no table.
 * Of the others each cell (a row of a slice) has a byte that numbers one of the model's origins, of
 * which there are few: rows that are never alive at the same time share places.
 */
final class Places {
    /** Origins that a byte can number. */
    private static final int WINDOW = 256;

    /** Tables of cells: equal ones are one. */
    private final Map<List<Integer>, String> names = new HashMap<>();

    private final SortedMap<String, List<Integer>> tables = new TreeMap<>();
    private final List<Integer> origins = new ArrayList<>();
    private final Map<Lying, Form> forms = new HashMap<>();
    private final SortedMap<Integer, Form> formOf = new TreeMap<>();
    /** Where in the origins the current window begins. */
    private int window;

    /** What a form follows from: one place may be that of a reshaped tensor as well. */
    private record Lying(Placement placement, Extent extent) {}

    private Places() {}

    /** The places of all tensors of a plan. */
    static Places of(Graph graph, Plan plan) {
        Places places = new Places();
        plan.placements().forEach((id, placement) -> {
            Tensor tensor = graph.tensor(id);
            Lying lying = new Lying(placement, tensor.extent());
            Form form = places.forms.get(lying);
            if (form == null) {
                form = places.form(placement, tensor.extent(), tensor.type().bytes());
                places.forms.put(lying, form);
            }
            places.formOf.put(id, form);
        });
        return places;
    }

    /** The form of a tensor that is no constant. */
    Form form(int tensor) {
        Form form = formOf.get(tensor);
        if (form == null) {
            throw new IllegalArgumentException("tensor " + tensor + " has no place");
        }
        return form;
    }

    /** What the cells of all forms refer to. */
    List<Integer> origins() {
        return List.copyOf(origins);
    }

    /** By name: which origin each cell has, counted from the start of its form's window. */
    SortedMap<String, List<Integer>> tables() {
        return tables;
    }

    /** Bytes of all tables, where pointers have four bytes. */
    int bytes() {
        long cells = forms.values().stream()
                .filter(Form::hasCells)
                .map(Form::cellsInitialiser)
                .distinct()
                .count();
        return origins.size() * Integer.BYTES
                + tables.values().stream().mapToInt(List::size).sum()
                + (int) cells * Form.CELLS_BYTES;
    }

    private Form form(Placement p, Extent extent, int elementBytes) {
        int slices = p.slices();
        int width = slices == 1 ? 0 : p.sliceChannels() * elementBytes;
        int step = extent.rows() > 1 ? p.offsets().get(slices) - p.offsets().get(0) : 0;
        int pixel = extent.columns() > 1 ? p.pixelStride() : 0;
        for (int slice = 0; slice < slices; slice++) {
            if (!isEven(p, slice, step)) {
                return byCell(p, extent, pixel, width);
            }
        }
        int sliceStep = slices > 1 ? p.offsets().get(1) - p.offsets().get(0) : 0;
        boolean evenSlices = true;
        for (int slice = 0; slice < slices; slice++) {
            evenSlices &= p.offsets().get(slice) == p.offsets().get(0) + slice * sliceStep;
        }
        Form even = Form.even(p.offsets().get(0), step, pixel);
        if (evenSlices && sliceStep == 0) {
            return even.withSliceBytes(width);
        }
        if (evenSlices && sliceStep == width) {
            return even;
        }
        return bySlice(p, step, pixel, width);
    }

    /** Whether the rows of a slice lie at equal distances. */
    private static boolean isEven(Placement p, int slice, int step) {
        int rows = p.offsets().size() / p.slices();
        int first = p.offsets().get(slice);
        for (int row = 1; row < rows; row++) {
            if (p.offsets().get(row * p.slices() + slice) != first + row * step) {
                return false;
            }
        }
        return true;
    }

    private Form bySlice(Placement p, int step, int pixel, int width) {
        List<Integer> starts = p.offsets().subList(0, p.slices());
        if (Set.copyOf(starts).size() > WINDOW) {
            return direct(p, pixel, width);
        }
        String cells = numbered(starts);
        return new Form(window, step, pixel, cells, 0, width);
    }

    private Form byCell(Placement p, Extent extent, int pixel, int width) {
        // Rows that follow one another have one origin when a row's share of their distance is taken out.
        int rowBytes = extent.columns() * p.pixelStride();
        int best = added(origins(p, rowBytes)) < added(origins(p, 0)) ? rowBytes : 0;
        if (Set.copyOf(origins(p, best)).size() > WINDOW) {
            return direct(p, pixel, width);
        }
        String cells = numbered(origins(p, best));
        return new Form(window, best, pixel, cells, p.slices(), width);
    }

    /** Each cell has an origin of its own. */
    private Form direct(Placement p, int pixel, int width) {
        int first = origins.size();
        origins.addAll(p.offsets());
        window = origins.size();
        return new Form(first, 0, pixel, "", p.slices(), width);
    }

    /** How many origins are not in the current window. */
    private int added(List<Integer> starts) {
        Set<Integer> added = new HashSet<>(starts);
        origins.subList(window, origins.size()).forEach(added::remove);
        return added.size();
    }

    private static List<Integer> origins(Placement p, int rowStride) {
        List<Integer> starts = new ArrayList<>();
        for (int cell = 0; cell < p.offsets().size(); cell++) {
            starts.add(p.offsets().get(cell) - cell / p.slices() * rowStride);
        }
        return starts;
    }

    /** The name of a table that numbers the given origins in the current window, or in a new one. */
    private String numbered(List<Integer> starts) {
        Set<Integer> all = new LinkedHashSet<>(origins.subList(window, origins.size()));
        all.addAll(starts);
        if (all.size() > WINDOW) {
            window = origins.size();
            all = new LinkedHashSet<>(starts);
        }
        while (origins.size() > window) {
            origins.remove(origins.size() - 1);
        }
        origins.addAll(all);
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int i = window; i < origins.size(); i++) {
            numbers.put(origins.get(i), i - window);
        }
        List<Integer> table = new ArrayList<>();
        for (int start : starts) {
            table.add(numbers.getOrDefault(start, 0));
        }
        String name = names.computeIfAbsent(table, t -> "numbers_%04d".formatted(names.size()));
        tables.put(name, table);
        return name;
    }
}
