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
                strike -> strike.pause(Duration.ofSeconds(5))));
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
                    Fault.of("kill-" + module.id(), "`kill -9` of " + module.id() + ", at a random moment", strike -> {
                        strike.pause(0, 1_500);
                        strike.kill(module);
                    }));
        }
        faults.add(Fault.of("kill-every-module", "`kill -9` of all seven at once", Catalogue::killEveryModule));
        faults.add(Fault.of(
                "kills-at-random",
                RANDOM_KILLS + " times `kill -9` of one or another, each before the one before has come back",
                Catalogue::killAtRandom));
        return faults;
    }

    private static void killEveryModule(Strike strike) throws InterruptedException {
        strike.pause(0, 1_000);
        long from = System.nanoTime();
        Map<Module, Long> dead = new LinkedHashMap<>();
        for (Module module : Module.values()) {
            dead.put(module, strike.fleet().kill(module));
            strike.killed();
        }
        for (Map.Entry<Module, Long> module : dead.entrySet()) {
            strike.awaitServing(module.getKey(), module.getValue(), from);
        }
    }

    private static void killAtRandom(Strike strike) throws InterruptedException {
        Map<Module, Integer> killed = new LinkedHashMap<>();
        for (int i = 0; i < RANDOM_KILLS; i++) {
            Module module = strike.oneOf(List.of(Module.values()));
            strike.fleet().kill(module);
            strike.killed();
            killed.merge(module, 1, Integer::sum);
            strike.pause(2_500, 6_500);
        }
        for (Module module : Module.values()) {
            strike.fleet().awaitReady(module);
        }
        strike.note("killed " + killed);
    }

    private static List<Fault> pauses() {
        return List.of(
                Fault.of(
                        "pause-past-the-lease",
                        "SIGSTOP of a service for 12 s, past its relay's lease, its consumers' sessions and their poll interval",
                        strike -> {
                            Module module = strike.oneOf(CONSUMERS);
                            strike.note(module.id());
                            strike.pause(0, 1_000);
                            strike.fleet().pause(module);
                            strike.pause(Duration.ofMillis(PAST_THE_LEASE_MILLIS));
                            strike.fleet().resume(module);
                        }),
                Fault.of("pauses", "SIGSTOP of each service in turn for up to 2 s", strike -> {
                    for (Module module : Module.values()) {
                        strike.fleet().pause(module);
                        strike.pause(300, 2_000);
                        strike.fleet().resume(module);
                    }
                }));
    }

    private static List<Fault> servers() {
        return List.of(
                Fault.of("broker-killed", "`kill -9` of the broker, started again at once", strike -> {
                    strike.pause(0, 1_000);
                    strike.fleet().killBroker();
                    strike.fleet().startServers();
                }),
                Fault.of("broker-away", "the broker is killed and away for 30 s", strike -> {
                    strike.fleet().killBroker();
                    strike.pause(Duration.ofSeconds(30));
                    strike.fleet().startServers();
                }),
                Fault.of("postgres-crash", "PostgreSQL cuts off all sessions and recovers from its log", strike -> {
                    strike.pause(0, 1_000);
                    strike.fleet().crashPostgres();
                }),
                Fault.of("servers-killed", "`kill -9` of PostgreSQL and broker, away for 10 s", strike -> {
                    strike.fleet().killPostgres();
                    strike.fleet().killBroker();
                    strike.pause(Duration.ofSeconds(10));
                    strike.fleet().startServers();
                }));
    }

    private static List<Fault> network() {
        return List.of(
                connections("postgres", "PostgreSQL", strike -> strike.fleet().postgres()),
                connections("kafka", "the broker", strike -> strike.fleet().kafka()),
                connections(
                        "outside", "PSP and carrier", strike -> strike.fleet().outside()),
                latency("postgres", "PostgreSQL", 5, strike -> strike.fleet().postgres()),
                latency("kafka", "the broker", 50, strike -> strike.fleet().kafka()),
                latency(
                        "outside",
                        "PSP and carrier",
                        300,
                        strike -> strike.fleet().outside()),
                halfOpen("postgres", "PostgreSQL", strike -> strike.fleet().postgres()),
                halfOpen("kafka", "the broker", strike -> strike.fleet().kafka()),
                halfOpen("outside", "PSP and carrier", strike -> strike.fleet().outside()),
                Fault.of("postgres-away", "nobody reaches PostgreSQL for 15 s", strike -> {
                    strike.fleet().postgres().goAway();
                    strike.pause(Duration.ofSeconds(15));
                    strike.fleet().postgres().heal();
                }));
    }

    private interface Proxied {
        TcpProxy proxy(Strike strike);
    }

    private static Fault connections(String name, String whom, Proxied proxied) {
        return Fault.of(name + "-connections-lost", "every connection to " + whom + " is reset, five times", strike -> {
            for (int i = 0; i < 5; i++) {
                proxied.proxy(strike).cut();
                strike.pause(200, 1_500);
            }
        });
    }

    private static Fault latency(String name, String whom, int millis, Proxied proxied) {
        return Fault.of(name + "-latency", millis + " ms each way to " + whom + " for 8 s", strike -> {
            proxied.proxy(strike).delay(Duration.ofMillis(millis));
            strike.pause(Duration.ofSeconds(8));
            proxied.proxy(strike).heal();
        });
    }

    private static Fault halfOpen(String name, String whom, Proxied proxied) {
        return Fault.of(
                name + "-half-open", "connections to " + whom + " stay open and carry nothing for 10 s", strike -> {
                    proxied.proxy(strike).halfOpen();
                    strike.pause(Duration.ofSeconds(10));
                    proxied.proxy(strike).heal();
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
        return Fault.of(name + "-" + mode, description, strike -> {
            strike.set(name, body);
            strike.pause(Duration.ofSeconds(seconds));
            strike.set(name, "{\"mode\":\"none\"}");
        });
    }

    private static List<Fault> messages() {
        return List.of(
                Fault.of(
                        "every-message-five-times",
                        "each message of every topic comes five times more, shuffled, for 10 s",
                        strike -> {
                            try (Repeater repeater = new Repeater(strike.fleet().brokerAddress(), strike.random())) {
                                strike.note(repeater.run(Duration.ofSeconds(10)) + " copies");
                            }
                        }),
                Fault.of(
                        "poison",
                        "messages nobody can read, of new keys and of orders under way; an operator discards them and redrives",
                        new Poisoning()));
    }

    private static List<Fault> disks() {
        return List.of(
                Fault.of("postgres-disk-full", "nothing fits on PostgreSQL's disk for 10 s", strike -> {
                            strike.fleet().fillPostgresDisk();
                            freeAfterAWhile(strike);
                        })
                        .onSmallDisks(),
                Fault.of("broker-disk-full", "nothing fits on the broker's disk for 10 s", strike -> {
                            strike.fleet().fillBrokerDisk();
                            freeAfterAWhile(strike);
                        })
                        .onSmallDisks());
    }

    /** Either server may have given up: Kafka does, and PostgreSQL if its log finds no room. Somebody starts them again. */
    private static void freeAfterAWhile(Strike strike) throws InterruptedException {
        strike.pause(Duration.ofSeconds(10));
        strike.fleet().freeDisks();
        strike.fleet().killBroker();
        strike.fleet().startServers();
    }

    private static List<Fault> clocks() {
        return List.of(clock("ahead", Duration.ofMinutes(5)), clock("behind", Duration.ofMinutes(-5)));
    }

    private static Fault clock(String name, Duration shift) {
        return Fault.of(
                        "clock-" + name,
                        "one service's clock is five minutes " + name + " for a while",
                        strike -> shiftClock(strike, shift))
                .safetyOnly();
    }

    private static void shiftClock(Strike strike, Duration shift) throws InterruptedException, IOException {
        Module module = strike.oneOf(CONSUMERS);
        strike.note(module.id());
        strike.fleet().moduleOptions(CrashAgent.optionToShiftClock(strike.agentJar(), shift));
        try {
            strike.kill(module);
        } finally {
            strike.fleet().moduleOptions("");
        }
        // Else nothing was injected, and whatever holds afterwards says nothing.
        strike.fleet().output(module).mustSay(CLOCK_IS_SHIFTED + shift);
        strike.pause(Duration.ofSeconds(6));
        strike.kill(module);
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
