package dev.bulwark.acceptance.faults;

/**
 * Something that goes wrong.
 *
 * @param name as on the command line and in the report
 * @param description one line for the report
 * @param smallDisks whether it needs a fleet whose servers are on small disks
 * @param judgesRecovery whether the platform is expected to be as good as before once it has healed, in time and without more calls; where time
 *     itself is wrong it isn't
 */
record Fault(String name, String description, boolean smallDisks, boolean judgesRecovery, Injection injection) {

    /** Makes it happen, once. */
    interface Injection {

        /** Returns when what was broken is whole again; what that does to the platform is for others to say. */
        void inject(FaultContext context) throws Exception;
    }

    static Fault of(String name, String description, Injection injection) {
        return new Fault(name, description, false, true, injection);
    }

    Fault safetyOnly() {
        return new Fault(name, description, smallDisks, false, injection);
    }

    Fault onSmallDisks() {
        return new Fault(name, description, true, judgesRecovery, injection);
    }
}
