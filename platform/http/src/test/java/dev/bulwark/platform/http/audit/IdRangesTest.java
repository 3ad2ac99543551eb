package dev.bulwark.platform.http.audit;

import java.util.Collections;
import java.util.List;
import java.util.UUID;

import dev.bulwark.platform.core.problem.ProblemException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IdRangesTest {

    private static final UUID ID = new UUID(1, 2);

    @Test
    void eachBeginningHasAnEnd() {
        assertThat(new IdRanges(List.of(ID), List.of(ID)).firstTexts()).containsExactly(ID.toString());
        assertThatThrownBy(() -> new IdRanges(List.of(ID, ID), List.of(ID))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> new IdRanges(List.of(), List.of())).isInstanceOf(ProblemException.class);
    }

    @Test
    void thereAreNotTooMany() {
        List<UUID> most = Collections.nCopies(IdRanges.MAX_RANGES, ID);
        assertThat(new IdRanges(most, most).first()).hasSize(IdRanges.MAX_RANGES);
        List<UUID> more = Collections.nCopies(IdRanges.MAX_RANGES + 1, ID);
        assertThatThrownBy(() -> new IdRanges(more, more)).isInstanceOf(ProblemException.class);
    }
}
