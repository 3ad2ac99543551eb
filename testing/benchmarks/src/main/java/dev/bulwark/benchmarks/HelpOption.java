package dev.bulwark.benchmarks;

import picocli.CommandLine.Option;

/** {@code -h} and {@code --help}, the same for every command. */
final class HelpOption {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this text.")
    boolean help;
}
