package dev.bulwark.inventory.domain;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an order takes from the shelves: each sku once, in sku order, with the sum of its quantities.
 *
 * @param quantities pieces per sku, never empty, each positive
 */
public record Lines(SequencedMap<String, Long> quantities) {

    public Lines {
        if (quantities.isEmpty()) {
            throw new IllegalArgumentException("an order without lines");
        }
    }

    /**
     * Sums the quantities of lines that name the same sku.
     *
     * @throws IllegalArgumentException if there are none
     * @throws ArithmeticException if a sum leaves the range of a long
     */
    public static Lines of(List<Line> lines) {
        TreeMap<String, Long> sums = new TreeMap<>();
        for (Line line : lines) {
            sums.merge(line.sku(), line.quantity(), Math::addExact);
        }
        return new Lines(Collections.unmodifiableSequencedMap(sums));
    }

    public Set<String> skus() {
        return quantities.keySet();
    }

    public Set<Map.Entry<String, Long>> entries() {
        return quantities.entrySet();
    }
}
