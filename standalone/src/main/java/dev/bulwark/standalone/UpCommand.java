package dev.bulwark.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** The command line of {@code ./bulwark up}. */
@Command(
        name = "./bulwark up",
        customSynopsis = "./bulwark up [OPTIONS] [--some.property=VALUE ...]",
        descriptionHeading = "%n",
        description = "Starts the whole platform here, in the foreground; Ctrl-C stops it, data stays.",
        optionListHeading = "%n",
        footer = {
            "",
            "Any --some.property=VALUE, with a dot in its name, is a Spring property of every module:"
                    + " docs/configuration.md.",
            "",
            "Environment",
            "  BULWARK_DATA              data directory (default: .bulwark)",
            "  BULWARK_PORT_OFFSET       added to every port, 0 to 50000",
            "  BULWARK_POSTGRES, BULWARK_KAFKA",
            "                            host:port of servers to use instead of the embedded ones; set both or neither",
            "  BULWARK_KAFKA_ADVERTISED  host:port where clients find the embedded Kafka, behind a proxy or a port"
                    + " mapping"
        },
        sortOptions = false)
final class UpCommand implements Callable<Integer> {

    private static final String KAFKA_ADVERTISED_VARIABLE = "BULWARK_KAFKA_ADVERTISED";
    private static final int MAX_OFFSET = 50_000;

    /** Runs the platform until it is stopped. */
    interface Start {
        void run(Options options) throws InterruptedException;
    }

    /** For the usage text. */
    static final class ModuleIds extends ArrayList<String> {

        ModuleIds() {
            super(Arrays.stream(Module.values()).map(Module::id).toList());
        }
    }

    private final Map<String, String> environment;
    private final Start start;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--fleet",
            description = "Run each module in a process of its own, and start it again when it ends.")
    private boolean fleet;

    @Option(
            names = "--modules",
            paramLabel = "MODULE,...",
            hideParamSyntax = true,
            split = ",",
            completionCandidates = ModuleIds.class,
            description = "Start only these, of: ${COMPLETION-CANDIDATES}.")
    private @Nullable List<Module> modules;

    @Option(names = "--infrastructure-only", description = "Start only PostgreSQL and Kafka.")
    private boolean infrastructureOnly;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory (default: $BULWARK_DATA, else .bulwark).")
    private @Nullable String data;

    @Option(names = "--end-with-input", hidden = true, description = "Stop when standard input ends.")
    private boolean endWithInput;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this text.")
    boolean help;

    @Unmatched
    private List<String> unmatched = new ArrayList<>();

    UpCommand(Map<String, String> environment, Start start) {
        this.environment = environment;
        this.start = start;
    }

    @Override
    public Integer call() throws InterruptedException {
        start.run(options());
        return 0;
    }

    /** @throws ParameterException naming what is wrong and what is allowed */
    Options options() {
        for (String argument : unmatched) {
            if (!argument.matches("--[^=]*\\.[^=]*=.*")) {
                throw wrong("Unknown option: '" + argument + "'");
            }
        }
        String postgres = variable(Options.POSTGRES_VARIABLE);
        String kafka = variable(Options.KAFKA_VARIABLE);
        if ((postgres == null) != (kafka == null)) {
            throw wrong(Options.POSTGRES_VARIABLE + " and " + Options.KAFKA_VARIABLE + " must be set both or neither");
        }
        String directory = data == null ? environment.getOrDefault("BULWARK_DATA", ".bulwark") : data;
        return new Options(
                startedModules(),
                fleet,
                Path.of(directory).toAbsolutePath().normalize(),
                offset(),
                postgres,
                kafka,
                variable(KAFKA_ADVERTISED_VARIABLE),
                endWithInput,
                unmatched);
    }

    private Set<Module> startedModules() {
        if (infrastructureOnly) {
            if (fleet || modules != null) {
                throw wrong("--infrastructure-only starts no module: it goes with neither --fleet nor --modules");
            }
            return EnumSet.noneOf(Module.class);
        }
        if (modules == null) {
            return EnumSet.allOf(Module.class);
        }
        if (fleet) {
            throw wrong("--fleet starts every module: it does not go with --modules");
        }
        return EnumSet.copyOf(modules);
    }

    private int offset() {
        String text = environment.getOrDefault("BULWARK_PORT_OFFSET", "0");
        try {
            int offset = Integer.parseInt(text.strip());
            if (offset >= 0 && offset <= MAX_OFFSET) {
                return offset;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message for both mistakes
        }
        throw wrong("BULWARK_PORT_OFFSET must be a number from 0 to " + MAX_OFFSET + ", not '" + text + "'");
    }

    private ParameterException wrong(String message) {
        return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), message);
    }

    private @Nullable String variable(String name) {
        String text = environment.get(name);
        return text == null || text.isBlank() ? null : text.strip();
    }
}
