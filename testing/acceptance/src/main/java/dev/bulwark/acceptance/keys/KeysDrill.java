package dev.bulwark.acceptance.keys;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/**
 * The impatient customer: one order with one key is posted by many at once, and that for many keys. Passes when every key has one effect: each
 * answer is the same order, {@code 409 request-in-progress} or that there was no time for one; asked once more, each key answers with its order; as many
 * orders exist as there are keys, each ends, and the audit finds nothing.
 */
public final class KeysDrill {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 64;
    private static final int DEFAULT_KEYS = 1_000;
    private static final int DEFAULT_TIMES = 100;
    private static final int MAX = 100_000;
    private static final int KEYS_AT_ONCE = 2;
    private static final int PROGRESS_EVERY = 100;
    private static final int AUDIT_ATTEMPTS = 60;
    private static final Set<Integer> ALLOWED = Set.of(201, 409, 503, 504);

    private static final String USAGE_TEXT = """
            Usage: ./bulwark drill keys [--keys N] [--times M]

              --keys N    how many keys (default 1000)
              --times M   how often each is posted at once (default 100)
            """;

    private final Bulwark bulwark;
    private final PrintStream out;
    private final int keys;
    private final int times;
    private final Map<String, String> customerByOrder = new LinkedHashMap<>();
    private final Map<Integer, Integer> answers = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    private KeysDrill(Bulwark bulwark, PrintStream out, int keys, int times) {
        this.bulwark = bulwark;
        this.out = out;
        this.keys = keys;
        this.times = times;
    }

    /** @return the exit code */
    public static int run(PrintStream out, String... arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            out.print(USAGE_TEXT);
            return OK;
        }
        int keys = DEFAULT_KEYS;
        int times = DEFAULT_TIMES;
        try {
            for (int i = 0; i < arguments.length; i += 2) {
                String value = i + 1 < arguments.length ? arguments[i + 1] : "";
                switch (arguments[i]) {
                    case "--keys" -> keys = number(arguments[i], value);
                    case "--times" -> times = number(arguments[i], value);
                    default -> throw new IllegalArgumentException("no such option: " + arguments[i]);
                }
            }
        } catch (IllegalArgumentException e) {
            out.println("keys: " + e.getMessage());
            out.print(USAGE_TEXT);
            return USAGE;
        }
        try (OwnPlatform platform = OwnPlatform.standalone()) {
            return new KeysDrill(platform.bulwark(), out, keys, times).run();
        }
    }

    private static int number(String option, String value) {
        if (value.matches("[0-9]{1,6}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= MAX) {
            return Integer.parseInt(value);
        }
        throw new IllegalArgumentException(option + " takes a number between 1 and " + MAX + ", not '" + value + "'");
    }

    private int run() throws InterruptedException {
        long from = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int key = 0; key < keys; key += KEYS_AT_ONCE) {
                int together = Math.min(KEYS_AT_ONCE, keys - key);
                List<Callable<Answer>> posts = IntStream.range(key, key + together)
                        .mapToObj(this::post)
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
        audit();
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

    private Callable<Answer> post(int number) {
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

    private void audit() throws InterruptedException {
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
