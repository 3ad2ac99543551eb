package dev.bulwark.platform.http.idempotency;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.core.json.HttpJson;
import dev.bulwark.platform.http.groupcommit.GroupCommit;
import io.micrometer.core.instrument.Counter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@link IdempotentRequests} for a route that many call at once: requests that come together have their keys, effects and answers in one
 * transaction (see {@link GroupCommit}).
 *
 * <p>Guarantees as there, for each request by itself. The group only settles the plain case, a new key whose effect succeeds; known keys, keys
 * that somebody else is at, and all keys of a group that fails go the ordinary way.
 *
 * @param <C> what the effect needs to know
 */
public final class GroupedRequests<C> {

    /** Far more than come within one commit on a small machine, and few enough for one short transaction. */
    private static final int MAX_REQUESTS = 100;

    private final IdempotentRequests requests;
    private final IdempotencyTable table;
    private final TransactionTemplate transaction;
    private final HttpJson json;
    private final Counter executed;
    private final Function<List<C>, ? extends List<? extends ResponseEntity<?>>> effect;
    private final GroupCommit<Item<C>, ResponseEntity<byte[]>> group;

    GroupedRequests(
            String name,
            IdempotentRequests requests,
            IdempotencyTable table,
            TransactionTemplate transaction,
            HttpJson json,
            Counter executed,
            Function<List<C>, ? extends List<? extends ResponseEntity<?>>> effect) {
        this.requests = requests;
        this.table = table;
        this.transaction = transaction;
        this.json = json;
        this.executed = executed;
        this.effect = effect;
        this.group = new GroupCommit<>(name, MAX_REQUESTS, this::settle);
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Item<C>(
            IdempotentRequest request,
            byte[] bodyHash,
            C command,
            @Nullable Deadline deadline) {}

    /** See {@link IdempotentRequests#execute}. */
    public ResponseEntity<byte[]> execute(IdempotentRequest request, C command) {
        Item<C> item = new Item<>(request, request.bodyHash().get(), command, Deadline.current());
        return group.write(
                item,
                () -> requests.execute(
                        request, () -> effect.apply(List.of(command)).getFirst()));
    }

    /** How many wait for the next group. */
    int waiting() {
        return group.waiting();
    }

    /** Under the latest deadline of all: an earlier one ends that request's wait, not the work of its neighbours. */
    private List<@Nullable ResponseEntity<byte[]>> settle(List<Item<C>> items) {
        Deadline latest = null;
        for (Item<C> item : items) {
            if (item.deadline() == null) {
                return settleAll(items);
            }
            latest = latest == null || latest.epochMillis() < item.deadline().epochMillis() ? item.deadline() : latest;
        }
        return latest == null ? List.of() : latest.call(() -> settleAll(items));
    }

    private List<@Nullable ResponseEntity<byte[]>> settleAll(List<Item<C>> items) {
        List<@Nullable ResponseEntity<byte[]>> outcomes = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            boolean[] fresh = fresh(items);
            List<Item<C>> ours = IntStream.range(0, fresh.length)
                    .filter(i -> fresh[i])
                    .mapToObj(items::get)
                    .toList();
            List<StoredAnswer> answers = ours.isEmpty() ? List.of() : answers(ours);
            if (!isStored(ours, answers)) {
                status.setRollbackOnly();
                return;
            }
            executed.increment(ours.size());
            Iterator<StoredAnswer> next = answers.iterator();
            for (boolean settled : fresh) {
                outcomes.add(settled ? next.next().toEntity(false) : null);
            }
        });
        return outcomes;
    }

    /** Which keys are new and now ours. An advisory lock is open to its own holder, so a key's second request is told apart here. */
    private boolean[] fresh(List<Item<C>> items) {
        boolean[] fresh = table.claimAll(items.stream().map(Item::request).toList());
        Set<List<String>> keys = new HashSet<>();
        for (int i = 0; i < fresh.length; i++) {
            IdempotentRequest request = items.get(i).request();
            fresh[i] &= keys.add(List.of(request.subject(), request.route(), request.key()));
        }
        return fresh;
    }

    private boolean isStored(List<Item<C>> items, List<StoredAnswer> answers) {
        return answers.stream().allMatch(StoredAnswer::isKept)
                && table.storeAll(
                                items.stream().map(Item::request).toList(),
                                items.stream().map(Item::bodyHash).toList(),
                                answers)
                        == items.size();
    }

    private List<StoredAnswer> answers(List<Item<C>> fresh) {
        return effect.apply(fresh.stream().map(Item::command).toList()).stream()
                .map(answer -> StoredAnswer.of(answer, json))
                .toList();
    }
}
