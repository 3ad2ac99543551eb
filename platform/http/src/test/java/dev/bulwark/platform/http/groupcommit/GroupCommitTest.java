package dev.bulwark.platform.http.groupcommit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.core.deadline.DeadlineExceededException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class GroupCommitTest {

    private final List<List<String>> groups = new CopyOnWriteArrayList<>();
    private final List<String> alone = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstIsDone = new CountDownLatch(1);
    private GroupCommit<String, String> commit = commit(10);

    private GroupCommit<String, String> commit(int maxItems) {
        return new GroupCommit<>("test", maxItems, this::writeAll);
    }

    /** Passes over "known", fails on "bad". */
    private List<@Nullable String> writeAll(List<String> items) {
        groups.add(items);
        if (items.contains("bad")) {
            throw new IllegalStateException("bad");
        }
        return Arrays.asList(items.stream()
                .map(i -> i.equals("known") ? null : "shared " + i)
                .toArray(String[]::new));
    }

    private String writeAlone(String item) {
        alone.add(item);
        if (item.equals("bad")) {
            throw new IllegalArgumentException("bad by itself");
        }
        return "alone " + item;
    }

    private CompletableFuture<String> writing(String item) {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(commit.write(item, () -> writeAlone(item)));
            } catch (RuntimeException e) {
                outcome.completeExceptionally(e);
            }
        });
        return outcome;
    }

    /** Somebody is at work until {@link #firstIsDone}, and these wait for the next turn. */
    private List<CompletableFuture<String>> whileOneWrites(String... items) {
        CountDownLatch firstIsIn = new CountDownLatch(1);
        Thread.ofVirtual()
                .start(() -> commit.write("first", () -> {
                    firstIsIn.countDown();
                    awaitLatch(firstIsDone);
                    return "";
                }));
        awaitLatch(firstIsIn);
        List<CompletableFuture<String>> outcomes = new ArrayList<>();
        for (String item : items) {
            int before = commit.waiting();
            outcomes.add(writing(item));
            await().until(() -> commit.waiting() == before + 1);
        }
        return outcomes;
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aLoneWriterWritesAloneInItsOwnThread() {
        Thread caller = Thread.currentThread();
        String outcome = commit.write("a", () -> Thread.currentThread() == caller ? "mine" : "another's");
        assertThat(outcome).isEqualTo("mine");
        assertThat(groups).isEmpty();
    }

    @Test
    void thoseWhoComeMeanwhileShareTheNextGroup() {
        List<CompletableFuture<String>> outcomes = whileOneWrites("a", "b", "c");
        firstIsDone.countDown();
        assertThat(outcomes).extracting(CompletableFuture::join).containsExactly("shared a", "shared b", "shared c");
        assertThat(groups).containsExactly(List.of("a", "b", "c"));
        assertThat(alone).isEmpty();
    }

    @Test
    void aGroupIsNoLargerThanAllowed() {
        commit = commit(2);
        List<CompletableFuture<String>> outcomes = whileOneWrites("a", "b", "c", "d", "e");
        firstIsDone.countDown();
        assertThat(outcomes)
                .extracting(CompletableFuture::join)
                .containsExactly("shared a", "shared b", "shared c", "shared d", "alone e");
        assertThat(groups).containsExactly(List.of("a", "b"), List.of("c", "d"));
    }

    @Test
    void whatAGroupPassesOverIsWrittenAlone() {
        List<CompletableFuture<String>> outcomes = whileOneWrites("a", "known", "c");
        firstIsDone.countDown();
        assertThat(outcomes).extracting(CompletableFuture::join).containsExactly("shared a", "alone known", "shared c");
    }

    @Test
    void aGroupThatFailsGoesApartAndOnlyTheBadItemFails() {
        List<CompletableFuture<String>> outcomes = whileOneWrites("a", "bad", "c");
        firstIsDone.countDown();
        assertThat(outcomes.get(0).join()).isEqualTo("alone a");
        assertThat(outcomes.get(2).join()).isEqualTo("alone c");
        assertThatThrownBy(outcomes.get(1)::join).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(commit.write("later", () -> "alone later")).isEqualTo("alone later");
    }

    @Test
    void aFailureAloneIsTheWritersAndTheDoorOpensAgain() {
        assertThatThrownBy(() -> commit.write("bad", () -> writeAlone("bad")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(commit.write("a", () -> writeAlone("a"))).isEqualTo("alone a");
    }

    @Test
    void whoseDeadlinePassesInTheQueueIsNeverWritten() {
        whileOneWrites();
        Deadline soon = Deadline.in(Duration.ofMillis(20), Clock.systemUTC());
        assertThatThrownBy(() -> soon.call(() -> commit.write("late", () -> writeAlone("late"))))
                .isInstanceOf(DeadlineExceededException.class);
        List<CompletableFuture<String>> outcomes = List.of(writing("a"), writing("b"));
        await().until(() -> commit.waiting() == 3);
        firstIsDone.countDown();
        assertThat(outcomes).extracting(CompletableFuture::join).containsExactlyInAnyOrder("shared a", "shared b");
        assertThat(groups.getFirst()).doesNotContain("late");
        assertThat(alone).isEmpty();
    }

    @Test
    void everyItemOfManyWritersIsWrittenOnce() {
        Set<String> written = ConcurrentHashMap.newKeySet();
        AtomicInteger writes = new AtomicInteger();
        GroupCommit<String, String> many = new GroupCommit<>("many", 7, items -> {
            items.forEach(item -> {
                written.add(item);
                writes.incrementAndGet();
            });
            return new ArrayList<>(items);
        });
        List<CompletableFuture<Void>> writers = IntStream.range(0, 16)
                .mapToObj(w -> CompletableFuture.runAsync(
                        () -> IntStream.range(0, 2_000).forEach(i -> {
                            String item = w + "-" + i;
                            assertThat(many.write(item, () -> {
                                        written.add(item);
                                        writes.incrementAndGet();
                                        return item;
                                    }))
                                    .isEqualTo(item);
                        }),
                        task -> Thread.ofVirtual().start(task)))
                .toList();
        writers.forEach(CompletableFuture::join);
        assertThat(written).hasSize(32_000);
        assertThat(writes).hasValue(32_000);
    }
}
