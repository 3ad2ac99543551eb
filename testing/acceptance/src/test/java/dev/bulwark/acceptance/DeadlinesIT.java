package dev.bulwark.acceptance;

import java.util.List;

import dev.bulwark.acceptance.client.Answer;
import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Call;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.Http;
import dev.bulwark.acceptance.client.NewOrder;
import dev.bulwark.acceptance.topology.OwnPlatform;
import dev.bulwark.acceptance.topology.Ports;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client says how long it will listen; nobody works for one that has hung up. */
@Scenario
@org.junit.jupiter.api.Order(62)
class DeadlinesIT {

    private static final String MOMENT = "X-Deadline";
    private static final String TIMEOUT = "X-Timeout-Ms";

    private final Bulwark bulwark;
    private final Customer alice;

    DeadlinesIT(Bulwark bulwark) {
        this.bulwark = bulwark;
        this.alice = bulwark.customer("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "NaN", "-5", "1.5", ""})
    void whatIsNoNumberIsRefused(String value) {
        Problems.assertProblem(list().header(TIMEOUT, value).send(), 400, "bad-deadline");
        Problems.assertProblem(list().header(MOMENT, value).send(), 400, "bad-deadline");
    }

    @Test
    void twoDeadlinesAreOneTooMany() {
        Answer answer = list().header(TIMEOUT, "1000")
                .header(MOMENT, millisFromNow(1_000))
                .send();

        Problems.assertProblem(answer, 400, "bad-deadline");
    }

    @Test
    void whatIsOverIsNotBegun() {
        Answer answer = alice.post(Customer.ORDERS)
                .header(MOMENT, millisFromNow(-1_000))
                .json(NewOrder.of("SKU-0001", 1))
                .send();

        Problems.assertProblem(answer, 504, "deadline-exceeded");
    }

    @Test
    void aLaterDeadlineThanTheRoutesIsClamped() {
        list().header(TIMEOUT, "3600000").send().expect(200);
        list().header(MOMENT, millisFromNow(3_600_000)).send().expect(200);
    }

    @Test
    @Tag("process")
    void everyServiceRefusesWhatIsOver(OwnPlatform own) {
        String nobodys = "0198c0de-0000-7000-8000-000000000000";
        for (var call : List.of(
                new Http(own.url(Ports.ORDERS)).get("/api/v1/orders/" + nobodys).bearer(bulwark.token("alice")),
                new Http(own.url(Ports.PAYMENTS))
                        .get("/api/v1/payments/" + nobodys)
                        .bearer(bulwark.token("alice")),
                new Http(own.url(Ports.INVENTORY)).get("/api/v1/products/SKU-0001"),
                new Http(own.url(Ports.SHIPPING))
                        .get("/api/v1/shipments/" + nobodys)
                        .bearer(bulwark.token("alice")),
                new Http(own.url(Ports.SAGAS)).get("/ops/sagas").bearer(bulwark.token("operator")))) {
            Problems.assertProblem(call.header(MOMENT, millisFromNow(-1_000)).send(), 504, "deadline-exceeded");
        }
    }

    private Call list() {
        return alice.get(Customer.ORDERS + "?limit=1");
    }

    private static String millisFromNow(long millis) {
        return Long.toString(System.currentTimeMillis() + millis);
    }
}
