package dev.bulwark.acceptance.keys;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.bulwark.acceptance.client.Answer;
import dev.bulwark.acceptance.client.Audit;
import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.NewOrder;
import dev.bulwark.acceptance.client.Order;
import dev.bulwark.acceptance.load.Promises;
import dev.bulwark.acceptance.topology.OwnPlatform;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The impatient customer: one order with one key is posted by many at once, and that for many keys. Passes when every key has one effect: each
 * answer is the same order, {@code 409 request-in-progress} or that there was no time for one; asked once more, each key answers with its order; as many
 * orders exist as there are keys, each ends, and the audit finds nothing.
 */
@Command(
        name = "keys",
        descriptionHeading = "%n",
        description =
                "Posts one order with one idempotency key many times at once, and that for many keys; then checks that"
                        + " each had one effect.",
        optionListHeading = "%n",
        footer = "%nExit codes: 0 every key had one effect, 1 one had not, 64 wrong usage.",
        sortOptions = false)
public final class KeysDrill implements Callable<Integer> {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int MAX = 100_000;
    private static final int KEYS_AT_ONCE = 2;
    private static final int PROGRESS_EVERY = 100;
    private static final int AUDIT_ATTEMPTS = 60;
    private static final Set<Integer> ALLOWED = Set.of(201, 409, 503, 504);

    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--keys",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many keys, 1 to 100000 (default: ${DEFAULT-VALUE}).")
    private int keys;

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "100",
            description = "How often each is posted at once, 1 to 100000 (default: ${DEFAULT-VALUE}).")
    private int times;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this text.")
    boolean help;

    private final Map<String, String> customerByOrder = new LinkedHashMap<>();
    private final Map<Integer, Integer> answers = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    public KeysDrill(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        requireWithinBounds("--keys", keys);
        requireWithinBounds("--times", times);
        try (OwnPlatform platform = OwnPlatform.standalone()) {
            return run(platform.bulwark());
        }
    }

    private void requireWithinBounds(String option, int value) {
        if (value < 1 || value > MAX) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), option + " must be 1 to " + MAX + ", not " + value);
        }
    }

    private int run(Bulwark bulwark) throws InterruptedException {
        long from = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int key = 0; key < keys; key += KEYS_AT_ONCE) {
                int together = Math.min(KEYS_AT_ONCE, keys - key);
                List<Callable<Answer>> posts = IntStream.range(key, key + together)
                        .mapToObj(number -> post(bulwark, number))
                        .toList();
                List<Callable<Answer>> all = new ArrayList<>();
                posts.forEach(post -> all.addAll(Collections.nCopies(times, post)));
                List<Future<Answer>> posted = new ArrayList<>(threads.invokeAll(all));
                judge(key, posts, posted, threads);
                if ((key + together) % PROGRESS_EVERY == 0) {
                    out.printf(Locale.ROOT, "keys: %d of %d, answers %s%n", key + together, keys, answers);
                }
            }
        }
        double seconds = (System.nanoTime() - from) / 1e9;
        wrong.addAll(new Promises(bulwark, customerByOrder).broken());
        audit(bulwark);
        out.printf(
                Locale.ROOT,
                "keys: %d keys posted %d times each in %.0f s, answers %s: %s%n",
                keys,
                times,
                seconds,
                answers,
                wrong.isEmpty() ? customerByOrder.size() + " orders, one a key; the audit is ok" : "VIOLATED");
        wrong.forEach(out::println);
        return wrong.isEmpty() ? OK : FAILED;
    }

    private Callable<Answer> post(Bulwark bulwark, int number) {
        Customer customer = bulwark.customer("acme");
        String key = UUID.randomUUID().toString();
        NewOrder order = NewOrder.of("SKU-00" + (10 + number % 90), 1 + number % 3);
        return () -> customer.call("POST", Customer.ORDERS).key(key).json(order).send();
    }

    private void judge(int firstKey, List<Callable<Answer>> posts, List<Future<Answer>> posted, ExecutorService threads)
            throws InterruptedException {
        for (int i = 0; i < posts.size(); i++) {
            List<Answer> all = new ArrayList<>();
            List<Future<Answer>> ofKey = new ArrayList<>(posted.subList(i * times, (i + 1) * times));
            ofKey.add(threads.submit(posts.get(i)));
            for (Future<Answer> post : ofKey) {
                try {
                    all.add(post.get());
                } catch (ExecutionException e) {
                    wrong.add("key " + (firstKey + i) + ": no answer: " + e.getCause());
                }
            }
            all.forEach(answer -> answers.merge(answer.status(), 1, Integer::sum));
            all.stream()
                    .filter(answer -> !ALLOWED.contains(answer.status()))
                    .forEach(answer -> wrong.add("answered with " + answer));
            Set<String> orders = all.stream()
                    .filter(answer -> answer.status() == 201)
                    .map(answer -> answer.as(Order.class).id())
                    .collect(Collectors.toSet());
            if (orders.size() != 1 || all.getLast().status() != 201) {
                wrong.add("key " + (firstKey + i) + " made the orders " + orders + ", and at last answers "
                        + all.getLast());
            }
            orders.forEach(order -> customerByOrder.put(order, "acme"));
        }
    }

    private void audit(Bulwark bulwark) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Audit audit = bulwark.operator().audit();
            boolean complete =
                    audit.examined().asLong() == keys && audit.inFlight().asLong() == 0;
            if (audit.ok() && complete) {
                return;
            }
            if (attempt > AUDIT_ATTEMPTS) {
                wrong.add("the audit says " + audit);
                return;
            }
            Thread.sleep(1_000);
        }
    }
}
