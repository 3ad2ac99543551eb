package dev.bulwark.acceptance.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.bulwark.acceptance.topology.Module;
import dev.bulwark.acceptance.topology.TcpProxy;
import dev.bulwark.crash.CrashAgent;

import static dev.bulwark.acceptance.topology.Module.INVENTORY;
import static dev.bulwark.acceptance.topology.Module.ORDERS;
import static dev.bulwark.acceptance.topology.Module.PAYMENTS;
import static dev.bulwark.acceptance.topology.Module.SAGAS;
import static dev.bulwark.acceptance.topology.Module.SHIPPING;

/** Every fault, by name, in the order of the report. */
final class Catalogue {

    /** Nothing goes wrong. */
    static final String CONTROL = "none";

    static final List<Module> CONSUMERS = List.of(ORDERS, PAYMENTS, INVENTORY, SHIPPING, SAGAS);

    /** Longer than the relay's lease of 10 s, a consumer's session of 6 s and its poll interval of 8 s. */
    private static final int PAST_THE_LEASE_MILLIS = 12_000;

    private static final int RANDOM_KILLS = 45;

    /** What the agent prints when the application makes its clock. */
    private static final String CLOCK_IS_SHIFTED = "crash-agent: the application's clock is shifted by ";

    private Catalogue() {}

    static Map<String, Fault> all() {
        Map<String, Fault> byName = new LinkedHashMap<>();
        List<Fault> faults = new ArrayList<>();
        faults.add(Fault.of(
                CONTROL,
                "nothing: what the other rows are compared with",
                context -> context.pause(Duration.ofSeconds(5))));
        faults.addAll(kills());
        faults.addAll(Crashes.all());
        faults.addAll(pauses());
        faults.addAll(servers());
        faults.addAll(network());
        faults.addAll(outside());
        faults.addAll(messages());
        faults.addAll(disks());
        faults.addAll(clocks());
        faults.forEach(fault -> byName.put(fault.name(), fault));
        return byName;
    }

    private static List<Fault> kills() {
        List<Fault> faults = new ArrayList<>();
        for (Module module : Module.values()) {
            faults.add(
                    Fault.of("kill-" + module.id(), "`kill -9` of " + module.id() + ", at a random moment", context -> {
                        context.pause(0, 1_500);
                        context.kill(module);
                    }));
        }
        faults.add(Fault.of("kill-every-module", "`kill -9` of all seven at once", Catalogue::killEveryModule));
        faults.add(Fault.of(
                "kills-at-random",
                RANDOM_KILLS + " times `kill -9` of one or another, each before the one before has come back",
                Catalogue::killAtRandom));
        return faults;
    }

    private static void killEveryModule(FaultContext context) throws InterruptedException {
        context.pause(0, 1_000);
        long from = System.nanoTime();
        Map<Module, Long> dead = new LinkedHashMap<>();
        for (Module module : Module.values()) {
            dead.put(module, context.fleet().kill(module));
            context.killed();
        }
        for (Map.Entry<Module, Long> module : dead.entrySet()) {
            context.awaitServing(module.getKey(), module.getValue(), from);
        }
    }

    private static void killAtRandom(FaultContext context) throws InterruptedException {
        Map<Module, Integer> killed = new LinkedHashMap<>();
        for (int i = 0; i < RANDOM_KILLS; i++) {
            Module module = context.oneOf(List.of(Module.values()));
            context.fleet().kill(module);
            context.killed();
            killed.merge(module, 1, Integer::sum);
            context.pause(2_500, 6_500);
        }
        for (Module module : Module.values()) {
            context.fleet().awaitReady(module);
        }
        context.note("killed " + killed);
    }

    private static List<Fault> pauses() {
        return List.of(
                Fault.of(
                        "pause-past-the-lease",
                        "SIGSTOP of a service for 12 s, past its relay's lease, its consumers' sessions and their poll interval",
                        context -> {
                            Module module = context.oneOf(CONSUMERS);
                            context.note(module.id());
                            context.pause(0, 1_000);
                            context.fleet().pause(module);
                            context.pause(Duration.ofMillis(PAST_THE_LEASE_MILLIS));
                            context.fleet().resume(module);
                        }),
                Fault.of("pauses", "SIGSTOP of each service in turn for up to 2 s", context -> {
                    for (Module module : Module.values()) {
                        context.fleet().pause(module);
                        context.pause(300, 2_000);
                        context.fleet().resume(module);
                    }
                }));
    }

    private static List<Fault> servers() {
        return List.of(
                Fault.of("broker-killed", "`kill -9` of the broker, started again at once", context -> {
                    context.pause(0, 1_000);
                    context.fleet().killBroker();
                    context.fleet().startServers();
                }),
                Fault.of("broker-away", "the broker is killed and away for 30 s", context -> {
                    context.fleet().killBroker();
                    context.pause(Duration.ofSeconds(30));
                    context.fleet().startServers();
                }),
                Fault.of("postgres-crash", "PostgreSQL cuts off all sessions and recovers from its log", context -> {
                    context.pause(0, 1_000);
                    context.fleet().crashPostgres();
                }),
                Fault.of("servers-killed", "`kill -9` of PostgreSQL and broker, away for 10 s", context -> {
                    context.fleet().killPostgres();
                    context.fleet().killBroker();
                    context.pause(Duration.ofSeconds(10));
                    context.fleet().startServers();
                }));
    }

    private static List<Fault> network() {
        return List.of(
                connections("postgres", "PostgreSQL", context -> context.fleet().postgres()),
                connections("kafka", "the broker", context -> context.fleet().kafka()),
                connections(
                        "outside", "PSP and carrier", context -> context.fleet().outside()),
                latency("postgres", "PostgreSQL", 5, context -> context.fleet().postgres()),
                latency("kafka", "the broker", 50, context -> context.fleet().kafka()),
                latency(
                        "outside",
                        "PSP and carrier",
                        300,
                        context -> context.fleet().outside()),
                halfOpen("postgres", "PostgreSQL", context -> context.fleet().postgres()),
                halfOpen("kafka", "the broker", context -> context.fleet().kafka()),
                halfOpen(
                        "outside", "PSP and carrier", context -> context.fleet().outside()),
                Fault.of("postgres-away", "nobody reaches PostgreSQL for 15 s", context -> {
                    context.fleet().postgres().goAway();
                    context.pause(Duration.ofSeconds(15));
                    context.fleet().postgres().heal();
                }));
    }

    private interface Proxied {
        TcpProxy proxy(FaultContext context);
    }

    private static Fault connections(String name, String whom, Proxied proxied) {
        return Fault.of(
                name + "-connections-lost", "every connection to " + whom + " is reset, five times", context -> {
                    for (int i = 0; i < 5; i++) {
                        proxied.proxy(context).cut();
                        context.pause(200, 1_500);
                    }
                });
    }

    private static Fault latency(String name, String whom, int millis, Proxied proxied) {
        return Fault.of(name + "-latency", millis + " ms each way to " + whom + " for 8 s", context -> {
            proxied.proxy(context).delay(Duration.ofMillis(millis));
            context.pause(Duration.ofSeconds(8));
            proxied.proxy(context).heal();
        });
    }

    private static Fault halfOpen(String name, String whom, Proxied proxied) {
        return Fault.of(
                name + "-half-open", "connections to " + whom + " stay open and carry nothing for 10 s", context -> {
                    proxied.proxy(context).halfOpen();
                    context.pause(Duration.ofSeconds(10));
                    proxied.proxy(context).heal();
                });
    }

    private static List<Fault> outside() {
        return List.of(
                simulator("psp", "down", "{\"mode\":\"down\"}", "the PSP answers nobody for 15 s", 15),
                simulator("psp", "slow", "{\"mode\":\"slow\",\"delayMillis\":3000}", "the PSP takes 3 s for 10 s", 10),
                simulator(
                        "psp",
                        "errors",
                        "{\"mode\":\"errors\",\"errorRate\":0.5}",
                        "every second call to the PSP fails, 10 s",
                        10),
                simulator("carrier", "down", "{\"mode\":\"down\"}", "the carrier answers nobody for 15 s", 15),
                simulator(
                        "carrier",
                        "errors",
                        "{\"mode\":\"errors\",\"errorRate\":0.5}",
                        "every second call to the carrier fails, 10 s",
                        10));
    }

    private static Fault simulator(String name, String mode, String body, String description, int seconds) {
        return Fault.of(name + "-" + mode, description, context -> {
            context.set(name, body);
            context.pause(Duration.ofSeconds(seconds));
            context.set(name, "{\"mode\":\"none\"}");
        });
    }

    private static List<Fault> messages() {
        return List.of(
                Fault.of(
                        "every-message-five-times",
                        "each message of every topic comes five times more, shuffled, for 10 s",
                        context -> {
                            try (Repeater repeater =
                                    new Repeater(context.fleet().brokerAddress(), context.random())) {
                                context.note(repeater.run(Duration.ofSeconds(10)) + " copies");
                            }
                        }),
                Fault.of(
                        "poison",
                        "messages nobody can read, of new keys and of orders under way; an operator discards them and redrives",
                        new Poisoning()));
    }

    private static List<Fault> disks() {
        return List.of(
                Fault.of("postgres-disk-full", "nothing fits on PostgreSQL's disk for 10 s", context -> {
                            context.fleet().fillPostgresDisk();
                            freeAfterAWhile(context);
                        })
                        .onSmallDisks(),
                Fault.of("broker-disk-full", "nothing fits on the broker's disk for 10 s", context -> {
                            context.fleet().fillBrokerDisk();
                            freeAfterAWhile(context);
                        })
                        .onSmallDisks());
    }

    /** Either server may have given up: Kafka does, and PostgreSQL if its log finds no room. Somebody starts them again. */
    private static void freeAfterAWhile(FaultContext context) throws InterruptedException {
        context.pause(Duration.ofSeconds(10));
        context.fleet().freeDisks();
        context.fleet().killBroker();
        context.fleet().startServers();
    }

    private static List<Fault> clocks() {
        return List.of(clock("ahead", Duration.ofMinutes(5)), clock("behind", Duration.ofMinutes(-5)));
    }

    private static Fault clock(String name, Duration shift) {
        return Fault.of(
                        "clock-" + name,
                        "one service's clock is five minutes " + name + " for a while",
                        context -> shiftClock(context, shift))
                .safetyOnly();
    }

    private static void shiftClock(FaultContext context, Duration shift) throws InterruptedException, IOException {
        Module module = context.oneOf(CONSUMERS);
        context.note(module.id());
        context.fleet().moduleOptions(CrashAgent.optionToShiftClock(context.agentJar(), shift));
        try {
            context.kill(module);
        } finally {
            context.fleet().moduleOptions("");
        }
        // Else nothing was injected, and whatever holds afterwards says nothing.
        context.fleet().output(module).mustSay(CLOCK_IS_SHIFTED + shift);
        context.pause(Duration.ofSeconds(6));
        context.kill(module);
    }

    /** @throws IllegalArgumentException naming what there is, if there is none of that name */
    static List<Fault> named(List<String> names) {
        Map<String, Fault> all = all();
        return names.stream()
                .map(name -> {
                    Fault fault = all.get(name);
                    if (fault == null) {
                        throw new IllegalArgumentException(
                                "there is no fault '" + name + "'; --list tells which there are");
                    }
                    return fault;
                })
                .toList();
    }

    static String listing() {
        StringBuilder text = new StringBuilder();
        all().values().forEach(fault -> text.append(String.format("%-32s %s%n", fault.name(), fault.description())));
        return text.toString();
    }
}
