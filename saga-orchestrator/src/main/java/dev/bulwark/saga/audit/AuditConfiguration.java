package dev.bulwark.saga.audit;

import java.time.Clock;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;

import dev.bulwark.platform.calls.client.OutgoingHttp;
import dev.bulwark.platform.calls.client.ServiceTokens;
import dev.bulwark.platform.core.PlatformUrls;
import dev.bulwark.platform.http.deadline.DeadlineJdbcTemplate;
import dev.bulwark.platform.messaging.outbox.OutboxAudit;
import dev.bulwark.saga.SagaProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;

/** The audit and where its facts come from. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditProperties.class)
class AuditConfiguration {

    private static final String ORDERS = "order-service";
    private static final String PAYMENTS = "payment-service";
    private static final String INVENTORY = "inventory-service";
    private static final String SHIPPING = "shipping-service";

    /** Each page of keys costs the same whatever its size. */
    private static final int KEYS_PER_PAGE = 20_000;

    @Bean
    Audit audit(
            PlatformUrls urls,
            OutgoingHttp http,
            ServiceTokens tokens,
            DataSource dataSource,
            OutboxAudit ownOutbox,
            AuditProperties properties,
            SagaProperties sagas,
            Clock clock) {
        Function<String, RestClient> service = url -> http.client(url, properties.callCeiling())
                .requestInterceptor(tokens)
                .build();
        Map<String, RestClient> services = new LinkedHashMap<>();
        services.put(ORDERS, service.apply(urls.orders()));
        services.put(PAYMENTS, service.apply(urls.payments()));
        services.put(INVENTORY, service.apply(urls.inventory()));
        services.put(SHIPPING, service.apply(urls.shipping()));
        DeadlineJdbcTemplate jdbc = new DeadlineJdbcTemplate(dataSource);
        JdbcSagaSource sagaSource = new JdbcSagaSource(JdbcClient.create(jdbc), properties.pageRows());
        JdbcSagaRanges sagaRanges = new JdbcSagaRanges(jdbc);
        RestClient provider =
                http.client(urls.simulators(), properties.callCeiling()).build();
        List<Source<?>> sources = List.of(
                new OrderSource(client(services, ORDERS), properties.pageRows()),
                sagaSource,
                reservations(services, properties.pageRows()),
                payments(services, properties.pageRows()),
                shipments(services, properties.pageRows()),
                view(services, properties.pageRows()),
                new KeySource(new HttpKeyBook(client(services, ORDERS)), KEYS_PER_PAGE));
        Books books = new HttpBooks(services, sagaSource.name(), ownOutbox);
        ChargeSource charges = new ChargeSource(new HttpProviderBook(provider, properties.pageRows()));
        Audit.Sources all = new Audit.Sources(sources, charges, auditSources(services, sagaRanges), sagaRanges);
        return new Audit(all, books, properties, sagas.sagaTimeout(), clock);
    }

    @Bean
    AuditController auditController(Audit audit) {
        return new AuditController(audit);
    }

    private static Map<AuditSource, DigestSource> auditSources(Map<String, RestClient> services, DigestSource sagas) {
        RestClient orders = client(services, ORDERS);
        Map<AuditSource, DigestSource> auditSources = new EnumMap<>(AuditSource.class);
        auditSources.put(AuditSource.ORDERS, new HttpDigests(ORDERS, orders, "/internal/audit/orders/digests"));
        auditSources.put(AuditSource.KEYS, new HttpDigests(ORDERS, orders, "/internal/audit/orders/keys/digests"));
        auditSources.put(AuditSource.VIEW, new HttpDigests("the order view", orders, "/internal/audit/view/digests"));
        auditSources.put(AuditSource.SAGAS, sagas);
        auditSources.put(
                AuditSource.RESERVATIONS,
                new HttpDigests(INVENTORY, client(services, INVENTORY), "/internal/audit/reservations/digests"));
        auditSources.put(
                AuditSource.PAYMENTS,
                new HttpDigests(PAYMENTS, client(services, PAYMENTS), "/internal/audit/payments/digests"));
        auditSources.put(
                AuditSource.SHIPMENTS,
                new HttpDigests(SHIPPING, client(services, SHIPPING), "/internal/audit/shipments/digests"));
        return auditSources;
    }

    private static Source<Fact.View> view(Map<String, RestClient> services, int pageRows) {
        var type = new ParameterizedTypeReference<ServiceSource.Items<Fact.View>>() {};
        return new ServiceSource<>(
                "the order view",
                client(services, ORDERS),
                "/internal/audit/view",
                pageRows,
                type,
                ServiceSource.Items::items);
    }

    private static Source<Fact.Reservation> reservations(Map<String, RestClient> services, int pageRows) {
        var type = new ParameterizedTypeReference<ServiceSource.Items<Fact.Reservation>>() {};
        return new ServiceSource<>(
                INVENTORY,
                client(services, INVENTORY),
                "/internal/audit/reservations",
                pageRows,
                type,
                ServiceSource.Items::items);
    }

    private static Source<Fact.Payment> payments(Map<String, RestClient> services, int pageRows) {
        var type = new ParameterizedTypeReference<ServiceSource.Items<Fact.Payment>>() {};
        return new ServiceSource<>(
                PAYMENTS,
                client(services, PAYMENTS),
                "/internal/audit/payments",
                pageRows,
                type,
                ServiceSource.Items::items);
    }

    private static Source<Fact.Shipment> shipments(Map<String, RestClient> services, int pageRows) {
        var type = new ParameterizedTypeReference<List<Fact.Shipment>>() {};
        return new ServiceSource<>(
                SHIPPING, client(services, SHIPPING), "/internal/audit/shipments", pageRows, type, Function.identity());
    }

    private static RestClient client(Map<String, RestClient> services, String name) {
        RestClient client = services.get(name);
        if (client == null) {
            throw new IllegalStateException("no client for " + name);
        }
        return client;
    }
}
