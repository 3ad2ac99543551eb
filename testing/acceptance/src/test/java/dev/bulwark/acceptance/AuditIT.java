package dev.bulwark.acceptance;

import dev.bulwark.acceptance.client.Bulwark;
import org.junit.jupiter.api.Test;

/** After all the scenarios: money, stock, sagas and views of every order of this run agree. */
@Scenario
@org.junit.jupiter.api.Order(110)
class AuditIT {

    @Test
    void findsNothing(Bulwark bulwark) {
        Settled.assertAuditOk(bulwark);
    }
}
