package dev.bulwark.simulators.psp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

import dev.bulwark.simulators.RunningSimulators;
import dev.bulwark.simulators.RunningSimulators.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RefundIT {

    private final PspClient psp = new PspClient(RunningSimulators.shared());
    private final String key = PspClient.newKey();

    @BeforeEach
    void capture() {
        psp.charge(key, 1_000, "pm_card_ok");
    }

    @Test
    void money_goes_back_once_per_refund_key() {
        Answer first = psp.refund(key + ":refund", key, 400);
        Answer again = psp.refund(key + ":refund", key, 400);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("status")).isEqualTo("REFUNDED");
        assertThat(again).isEqualTo(first);
        assertThat(refunded()).isEqualTo(400);
    }

    @Test
    void never_more_than_was_captured() {
        psp.refund(key + ":1", key, 700);

        Answer tooMuch = psp.refund(key + ":2", key, 301);

        assertThat(tooMuch.status()).isEqualTo(422);
        assertThat(tooMuch.contentType()).startsWith("application/problem+json");
        assertThat(tooMuch.text("type")).isEqualTo("/problems/refund-too-large");
        assertThat(psp.refund(key + ":3", key, Long.MAX_VALUE).status()).isEqualTo(422);
        assertThat(psp.refund(key + ":2", key, 300).status()).isEqualTo(200);
        assertThat(refunded()).isEqualTo(1_000);
    }

    @Test
    void a_refund_key_belongs_to_its_first_request() {
        psp.refund(key + ":refund", key, 400);

        assertThat(psp.refund(key + ":refund", key, 401).status()).isEqualTo(422);
        assertThat(refunded()).isEqualTo(400);
    }

    @Test
    void what_was_not_captured_can_not_go_back() {
        String declined = PspClient.newKey();
        psp.charge(declined, 1_000, "pm_card_declined");
        String voided = PspClient.newKey();
        psp.voidKey(voided);

        for (String nothing : List.of(declined, voided, PspClient.newKey())) {
            Answer answer = psp.refund(nothing + ":refund", nothing, 1);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text("type")).isEqualTo("/problems/nothing-captured");
        }
        assertThat(psp.refund(key + ":refund", key, 0).status()).isEqualTo(400);
    }

    @Test
    void refunds_in_parallel_stop_at_the_capture() throws Exception {
        List<Answer> answers = inParallel(20, i -> psp.refund(key + ":" + i, key, 100));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(10);
        assertThat(answers).filteredOn(answer -> answer.status() == 422).hasSize(10);
        assertThat(refunded()).isEqualTo(1_000);
    }

    @Test
    void one_refund_key_in_parallel_pays_once() throws Exception {
        List<Answer> answers = inParallel(20, i -> psp.refund(key + ":refund", key, 100));

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isEqualTo(answers.getFirst()));
        assertThat(answers.getFirst().status()).isEqualTo(200);
        assertThat(refunded()).isEqualTo(100);
    }

    private long refunded() {
        return psp.state(key).json().path("refunded").asLong(-1);
    }

    private static List<Answer> inParallel(int calls, IntFunction<Answer> call) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> running = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                int number = i;
                running.add(threads.submit(() -> call.apply(number)));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : running) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
