package dev.bulwark.saga.audit;

import java.util.List;
import java.util.UUID;

/** Port: where to cut the ids so that the pieces hold about as many orders each. Any cut is right; a good one is quick. */
interface Divisions {

    /** The id of every {@code orders}-th order from {@code first} to {@code last}, beginning with the lowest; at most {@code limit}. */
    List<UUID> starts(UUID first, UUID last, int orders, int limit);
}
