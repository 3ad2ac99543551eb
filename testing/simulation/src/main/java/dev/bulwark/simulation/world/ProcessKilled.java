package dev.bulwark.simulation.world;

/** The process ends here and now. An error, so that no production code survives it. */
final class ProcessKilled extends Error {

    ProcessKilled(String process) {
        super(process, null, false, false);
    }
}
