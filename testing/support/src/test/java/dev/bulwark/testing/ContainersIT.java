package dev.bulwark.testing;

import org.junit.jupiter.api.Assumptions;

class ContainersIT extends TestServersContract {

    @Override
    Infrastructure infrastructure() {
        String obstacle = ContainerInfrastructure.obstacle();
        if (obstacle != null) {
            System.err.println("Skipped: the test servers in containers, because " + obstacle);
        }
        Assumptions.assumeTrue(obstacle == null, obstacle);
        return new ContainerInfrastructure();
    }
}
