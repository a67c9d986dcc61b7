package dev.pex.emit;

import dev.pex.graph.Graph;
import dev.pex.plan.Placement;
import dev.pex.plan.Plan;
import dev.pex.tensor.Extent;
import dev.pex.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where tensors lie, in the smallest form that kernels understand. Rows at equal distances need no table. Otherwise each
 * cell (a row of a slice) has a byte that numbers one of the model's origins. There are few of them, because rows that are
 * never alive at the same time share places.
 *
 * @param forms by tensor, of all tensors in the arena
 * @param origins arena offsets that cells refer to
 * @param tables by name: the origin of each cell, as an index in its form's window
 */
record Places(SortedMap<Integer, Form> forms, List<Integer> origins, SortedMap<String, List<Integer>> tables) {
    /** What a form follows from: a reshaped tensor can have the same placement and another extent. */
    private record Lying(Placement placement, Extent extent) {}

    /** The places of all tensors of a plan. */
    static Places of(Graph graph, Plan plan) {
        Origins origins = new Origins();
        Map<Lying, Form> known = new HashMap<>();
        SortedMap<Integer, Form> forms = new TreeMap<>();
        plan.placements().forEach((id, placement) -> {
            Tensor tensor = graph.tensor(id);
            Lying lying = new Lying(placement, tensor.extent());
            Form form = known.get(lying);
            if (form == null) {
                form = form(origins, lying, tensor.type().bytes());
                known.put(lying, form);
            }
            forms.put(id, form);
        });
        return new Places(forms, origins.all(), origins.tables());
    }

    /** The form of a tensor that is not constant. */
    Form form(int tensor) {
        Form form = forms.get(tensor);
        if (form == null) {
            throw new IllegalArgumentException("tensor " + tensor + " has no place");
        }
        return form;
    }

    /** Bytes of all tables on a core with 32-bit pointers. */
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

    private static Form form(Origins origins, Lying lying, int elementBytes) {
        Placement p = lying.placement();
        Extent extent = lying.extent();
        int slices = p.slices();
        int width = slices == 1 ? 0 : p.sliceChannels() * elementBytes;
        int step = extent.rows() > 1 ? p.offsets().get(slices) - p.offsets().get(0) : 0;
        int pixel = extent.columns() > 1 ? p.pixelStride() : 0;
        for (int slice = 0; slice < slices; slice++) {
            if (!isEven(p, slice, step)) {
                return byCell(origins, lying, pixel, width);
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
        return bySlice(origins, p, step, pixel, width);
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

    private static Form bySlice(Origins origins, Placement p, int step, int pixel, int width) {
        List<Integer> cells = p.offsets().subList(0, p.slices());
        if (!Origins.fit(cells)) {
            return direct(origins, p, pixel, width);
        }
        Origins.Table table = origins.table(cells);
        return new Form(table.window(), step, pixel, table.name(), 0, width);
    }

    private static Form byCell(Origins origins, Lying lying, int pixel, int width) {
        Placement p = lying.placement();
        // Rows that follow one another without a gap share an origin when each row adds its own size.
        int rowBytes = lying.extent().columns() * p.pixelStride();
        int stride = origins.missing(starts(p, rowBytes)) < origins.missing(starts(p, 0)) ? rowBytes : 0;
        List<Integer> cells = starts(p, stride);
        if (!Origins.fit(cells)) {
            return direct(origins, p, pixel, width);
        }
        Origins.Table table = origins.table(cells);
        return new Form(table.window(), stride, pixel, table.name(), p.slices(), width);
    }

    /** Each cell has an origin of its own. */
    private static Form direct(Origins origins, Placement p, int pixel, int width) {
        return new Form(origins.addEach(p.offsets()), 0, pixel, "", p.slices(), width);
    }

    /** The origin of each cell when a row adds some bytes to it. */
    private static List<Integer> starts(Placement p, int rowStride) {
        List<Integer> starts = new ArrayList<>();
        for (int cell = 0; cell < p.offsets().size(); cell++) {
            starts.add(p.offsets().get(cell) - cell / p.slices() * rowStride);
        }
        return starts;
    }
}
