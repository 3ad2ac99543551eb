package dev.bulwark.simulators;

import dev.bulwark.testing.DataSourceLimits;
import org.junit.jupiter.api.Test;

class LimitsIT {

    @Test
    void noPoolWaitsForEver() throws Exception {
        DataSourceLimits.check(RunningSimulators.shared().dataSources());
    }
}
