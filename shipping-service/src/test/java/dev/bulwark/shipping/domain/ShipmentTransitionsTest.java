package dev.bulwark.shipping.domain;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class ShipmentTransitionsTest {

    @Test
    void the_table_has_every_state_and_every_input() {
        for (ShipmentStatus status : ShipmentStatus.values()) {
            for (ShipmentInput.Kind kind : ShipmentInput.Kind.values()) {
                assertThatCode(() -> ShipmentTransitions.step(status, kind)).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void every_step_is_used() {
        for (ShipmentTransitions.Step step : ShipmentTransitions.Step.values()) {
            assertThat(ShipmentStatus.values())
                    .as(step.name())
                    .anySatisfy(status -> assertThat(ShipmentInput.Kind.values())
                            .anySatisfy(kind -> assertThat(ShipmentTransitions.step(status, kind))
                                    .isEqualTo(step)));
        }
    }

    @Test
    void its_picture() {
        assertThat(ShipmentTransitions.mermaid()).isEqualTo("""
                stateDiagram-v2
                    [*] --> REQUESTED : SCHEDULE
                    [*] --> REFUSED : EXPIRED
                    [*] --> TOMBSTONE : CANCEL
                    REQUESTED --> CANCELLING : CANCEL
                    REQUESTED --> SCHEDULED : BOOKED
                    REQUESTED --> REFUSED : DECLINED
                    REQUESTED --> REFUSED : ADDRESS_LOST
                    REQUESTED --> REFUSED : BLOCKED
                    SCHEDULED --> CANCELLING : CANCEL
                    CANCELLING --> CANCELLED : WITHDRAWN
                """);
    }
}
