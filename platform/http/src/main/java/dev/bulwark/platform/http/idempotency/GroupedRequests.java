package dev.bulwark.platform.http.idempotency;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.bulwark.platform.core.deadline.Deadline;
import dev.bulwark.platform.http.groupcommit.GroupCommit;
import dev.bulwark.platform.http.idempotency.IdempotentRequests.Origin;
import dev.bulwark.platform.http.idempotency.IdempotentRequests.Settled;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/**
 * {@link IdempotentRequests} for a route that many call at once: requests that arrive together have their keys, effects and answers in one
 * transaction (see {@link GroupCommit}).
 *
 * <p>A request goes one way: its command is prepared, its effect takes place, its answer is stored. Each request has the guarantees that it
 * has alone. A group only settles the plain case, a new key whose effect succeeds; known keys, keys in use elsewhere and all keys of a
 * group that fails are settled one by one.
 *
 * @param <R> what is requested
 * @param <C> what the effect needs to know
 */
public final class GroupedRequests<R, C> {

    /** Far more than arrive within one commit on a small machine, and few enough for one short transaction. */
    private static final int MAX_REQUESTS = 100;

    private final IdempotentRequests requests;
    private final Function<R, C> preparation;
    private final Consumer<List<C>> effect;
    private final Function<C, ? extends ResponseEntity<?>> answer;
    private final GroupCommit<Item<C>, Settled> group;

    /**
     * @param name for threads and logs
     * @param preparation makes the command of a request, outside any transaction; it may call others
     * @param effect has the effects of all commands inside one transaction; if it throws, each command is tried alone
     * @param answer to one command, once its effect is in the transaction; its body is written as JSON unless it is bytes already
     */
    public GroupedRequests(
            String name,
            IdempotentRequests requests,
            Function<R, C> preparation,
            Consumer<List<C>> effect,
            Function<C, ? extends ResponseEntity<?>> answer) {
        this.requests = requests;
        this.preparation = preparation;
        this.effect = effect;
        this.answer = answer;
        this.group = new GroupCommit<>(name, MAX_REQUESTS, this::settle);
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Item<C>(
            IdempotentRequest request,
            byte[] bodyHash,
            C command,
            @Nullable Deadline deadline) {}

    /**
     * Prepares the request and has its effect, or returns the answer of an earlier one. A request that was answered before gets that answer
     * even where it could not be prepared again.
     *
     * @throws dev.bulwark.platform.core.problem.ProblemException as {@link IdempotentRequests#execute} does
     */
    public IdempotentAnswer<C> execute(IdempotentRequest request, R requested) {
        C command;
        try {
            command = preparation.apply(requested);
        } catch (RuntimeException e) {
            return new IdempotentAnswer.Repeated<>(
                    requests.settleFailed(request, e).entity());
        }
        Item<C> item = new Item<>(request, request.bodyHash().get(), command, Deadline.current());
        Settled settled = group.write(
                item,
                () -> requests.settle(request, () -> {
                    effect.accept(List.of(command));
                    return answer.apply(command);
                }));
        return settled.origin() == Origin.EFFECT
                ? new IdempotentAnswer.First<>(command, settled.entity())
                : new IdempotentAnswer.Repeated<>(settled.entity());
    }

    /** How many wait for the next group. */
    int waiting() {
        return group.waiting();
    }

    /** Under the latest deadline of all: an earlier one ends that request's wait, not the work of its neighbours. */
    private List<@Nullable Settled> settle(List<Item<C>> items) {
        Deadline latest = null;
        for (Item<C> item : items) {
            if (item.deadline() == null) {
                return settleAll(items);
            }
            latest = latest == null || latest.epochMillis() < item.deadline().epochMillis() ? item.deadline() : latest;
        }
        return latest == null ? List.of() : latest.call(() -> settleAll(items));
    }

    private List<@Nullable Settled> settleAll(List<Item<C>> items) {
        List<@Nullable Settled> settled = new ArrayList<>();
        requests.transaction().executeWithoutResult(status -> {
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
            Iterator<StoredAnswer> next = answers.iterator();
            for (boolean isOurs : fresh) {
                settled.add(isOurs ? new Settled(next.next(), Origin.EFFECT) : null);
            }
        });
        requests.countExecuted((int) settled.stream().filter(Objects::nonNull).count());
        return settled;
    }

    /** Which keys are new and now ours. An advisory lock is open to its own holder, so a key's second request is found here. */
    private boolean[] fresh(List<Item<C>> items) {
        boolean[] fresh =
                requests.table().claimAll(items.stream().map(Item::request).toList());
        Set<List<String>> keys = new HashSet<>();
        for (int i = 0; i < fresh.length; i++) {
            IdempotentRequest request = items.get(i).request();
            fresh[i] &= keys.add(List.of(request.subject(), request.route(), request.key()));
        }
        return fresh;
    }

    private boolean isStored(List<Item<C>> items, List<StoredAnswer> answers) {
        return answers.stream().allMatch(StoredAnswer::isKept)
                && requests.table()
                                .storeAll(
                                        items.stream().map(Item::request).toList(),
                                        items.stream().map(Item::bodyHash).toList(),
                                        answers)
                        == items.size();
    }

    private List<StoredAnswer> answers(List<Item<C>> fresh) {
        List<C> commands = fresh.stream().map(Item::command).toList();
        effect.accept(commands);
        return commands.stream()
                .map(command -> requests.stored(answer.apply(command)))
                .toList();
    }
}
