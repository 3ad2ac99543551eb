package dev.bulwark.acceptance;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.bulwark.acceptance.client.Audit;
import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.NewOrder;
import dev.bulwark.acceptance.client.Order;
import dev.bulwark.acceptance.topology.OwnPlatform;
import dev.bulwark.acceptance.topology.Ports;
import dev.bulwark.testing.PlantedCorruption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Somebody writes into a service's database behind its back: the audit names the invariant, the order, and nothing else. */
@Scenario
@Tag("process") // a platform that runs already has databases that aren't ours to spoil
@org.junit.jupiter.api.Order(115)
class AuditCorruptionIT {

    static final List<PlantedCorruption> PLANTED = PlantedCorruption.ALL;

    private static final int ORDERS = 36;
    private static final UUID GHOST = new UUID(-1, -1);
    private static final String PASSWORD = "bulwark-dev";
    /** The view has 30 s to follow an order's end; only then its lag is a finding. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static UUID victim;

    @BeforeAll
    static void placeOrdersOfEveryKind(Bulwark bulwark) {
        Customer customer = bulwark.customer("acme");
        List<Order> placed = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            NewOrder order = NewOrder.of("SKU-0001", 1);
            placed.add(customer.placed(
                    switch (i % 6) {
                        case 1 -> order.paidWith("pm_card_declined");
                        case 4 -> order.sentTo("00000");
                        default -> order;
                    }));
        }
        List<Order> ended =
                placed.stream().map(order -> customer.awaitEnd(order.id())).toList();
        victim = UUID.fromString(ended.stream()
                .filter(order -> order.status().equals("CONFIRMED"))
                .findFirst()
                .orElseThrow()
                .id());
        Settled.assertAuditOk(bulwark);
    }

    @ParameterizedTest
    @FieldSource("PLANTED")
    void isNamedAloneAndGoneOnceTakenBack(PlantedCorruption corruption, OwnPlatform platform, Bulwark bulwark)
            throws SQLException {
        PlantedCorruption planted = corruption.about(victim, GHOST);
        try {
            execute(platform, planted.database(), planted.statements());
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertNamed(planted, bulwark.operator().audit()));
        } finally {
            execute(platform, planted.database(), planted.undo());
        }
        Settled.assertAuditOk(bulwark);
    }

    private static void assertNamed(PlantedCorruption planted, Audit audit) {
        assertThat(audit.ok()).isFalse();
        Set<String> named =
                audit.findings().stream().map(Audit.Finding::invariant).collect(Collectors.toSet());
        assertThat(named).as("%s", audit.findings()).isEqualTo(planted.named());
        assertThat(audit.findings())
                .anyMatch(finding -> finding.invariant().equals(planted.invariant())
                        && finding.id().contains(planted.found())
                        && !finding.remedy().isBlank());
    }

    /** As the database's owner, the role that the service has. */
    private static void execute(OwnPlatform platform, String database, List<String> statements) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://localhost:" + platform.ports().of(Ports.POSTGRES) + "/" + database);
        source.setUser(database);
        source.setPassword(PASSWORD);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
