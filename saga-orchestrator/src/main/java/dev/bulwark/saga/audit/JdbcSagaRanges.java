package dev.bulwark.saga.audit;

import java.util.List;
import java.util.UUID;

import dev.bulwark.platform.http.audit.IdRanges;
import dev.bulwark.platform.http.audit.RangeDigest;
import dev.bulwark.platform.http.audit.RangeDigests;
import org.springframework.jdbc.core.JdbcTemplate;

/** Our own sagas, of which every order has one: their digests, and where to cut the ids. */
final class JdbcSagaRanges implements Divisions, DigestSource {

    private static final String DIGEST = """
            SELECT count(*) AS rows,
                   count(*) FILTER (WHERE ended_at IS NULL OR stuck_reason IS NOT NULL)
                     + (SELECT count(*) FROM saga_log
                         WHERE operator IS NOT NULL AND saga_id BETWEEN range.first AND range.last) AS unusual,
                   NULL::timestamptz AS settled_at,
                   md5(string_agg(concat_ws('|', id, phase), ',' ORDER BY id)) AS fate
              FROM saga WHERE id BETWEEN range.first AND range.last
            """;

    private static final String STARTS = """
            SELECT id FROM (
                SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM saga
                 WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?) AS counted
             WHERE n % ? = 0 ORDER BY id
            """;

    private final JdbcTemplate jdbc;
    private final RangeDigests digests;

    JdbcSagaRanges(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.digests = new RangeDigests(jdbc, DIGEST);
    }

    @Override
    public List<RangeDigest> digests(List<IdRange> ranges) {
        return digests.of(new IdRanges(
                ranges.stream().map(IdRange::first).toList(),
                ranges.stream().map(IdRange::last).toList()));
    }

    @Override
    public List<UUID> starts(UUID first, UUID last, int orders, int limit) {
        long rows = (long) orders * limit;
        return jdbc.query(STARTS, (row, number) -> row.getObject("id", UUID.class), first, last, rows, orders);
    }
}
