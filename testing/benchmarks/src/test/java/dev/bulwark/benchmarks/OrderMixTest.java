package dev.bulwark.benchmarks;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OrderMixTest {

    @Test
    void fiveOfAHundredWillBeUndone() {
        long undone = LongStream.range(0, 10_000)
                .mapToObj(OrderMix::body)
                .filter(body ->
                        body.contains("pm_card_declined") || body.contains("SKU-EMPTY") || body.contains("00000"))
                .count();
        assertThat(undone / 10_000.0).isEqualTo(OrderMix.COMPENSATED_SHARE);
    }
}
