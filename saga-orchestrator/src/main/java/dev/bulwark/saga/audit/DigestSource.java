package dev.bulwark.saga.audit;

import java.util.List;

import dev.bulwark.platform.http.audit.RangeDigest;

/** Port: one source's digests. */
interface DigestSource {

    /**
     * One for each range, in their order.
     *
     * @throws RuntimeException if the source is away: then nothing can be judged
     */
    List<RangeDigest> digests(List<IdRange> ranges);
}
