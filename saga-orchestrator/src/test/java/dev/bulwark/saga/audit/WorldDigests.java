package dev.bulwark.saga.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.bulwark.platform.http.audit.RangeDigest;
import dev.bulwark.saga.audit.Fact.Order.Part;
import dev.bulwark.saga.audit.Fact.Reservation.ReservationStatus;
import dev.bulwark.saga.audit.Fact.Shipment.ShipmentStatus;
import org.jspecify.annotations.Nullable;

/** The digests that the services of a {@link SampleWorld} would tell: a second opinion of what their SQL says. */
final class WorldDigests {

    private final SampleWorld world;

    WorldDigests(SampleWorld world) {
        this.world = world;
    }

    Map<AuditSource, DigestSource> auditSources() {
        Map<AuditSource, DigestSource> auditSources = new EnumMap<>(AuditSource.class);
        for (AuditSource auditSource : AuditSource.values()) {
            if (auditSource != AuditSource.PROVIDER) {
                auditSources.put(auditSource, ranges -> digests(auditSource, ranges));
            }
        }
        return auditSources;
    }

    /** Nobody says anything that could agree, so that everything is read. */
    static Map<AuditSource, DigestSource> reticent() {
        Map<AuditSource, DigestSource> auditSources = new EnumMap<>(AuditSource.class);
        auditSources.put(
                AuditSource.ORDERS,
                ranges -> ranges.stream()
                        .map(range -> new RangeDigest(0, 1, null, Map.of()))
                        .toList());
        return auditSources;
    }

    /** Cuts before every order, so that each is judged alone. */
    Divisions finest() {
        return (first, last, orders, limit) -> world.all(Fact.Saga.class).stream()
                .map(Fact::orderId)
                .filter(id -> UuidOrder.compare(first, id) <= 0 && UuidOrder.compare(id, last) <= 0)
                .limit(limit)
                .toList();
    }

    List<RangeDigest> digests(AuditSource auditSource, List<IdRange> ranges) {
        return ranges.stream().map(range -> digest(auditSource, range)).toList();
    }

    private RangeDigest digest(AuditSource auditSource, IdRange range) {
        return switch (auditSource) {
            case ORDERS -> orders(in(range, Fact.Order.class), range);
            case SAGAS -> sagas(in(range, Fact.Saga.class));
            case RESERVATIONS -> reservations(in(range, Fact.Reservation.class));
            case PAYMENTS -> payments(in(range, Fact.Payment.class));
            case SHIPMENTS -> shipments(in(range, Fact.Shipment.class));
            case VIEW -> view(in(range, Fact.View.class));
            case KEYS -> keys(range);
            case PROVIDER -> throw new IllegalStateException("we read the provider's book ourselves");
        };
    }

    private RangeDigest orders(List<Fact.Order> orders, IdRange range) {
        Claims<Fact.Order> claims = new Claims<>(orders);
        claims.add("ids", o -> true, Fact::orderId);
        claims.add("fate", o -> true, Fact::orderId, Fact.Order::status);
        claims.add("confirmed", Fact.Order::isConfirmed, Fact::orderId);
        claims.add(
                "payment",
                o -> id(o.payment()) != null,
                Fact::orderId,
                o -> id(o.payment()),
                o -> o.total().currency());
        claims.add(
                "due",
                o -> o.isConfirmed() && o.total().amount() != 0,
                Fact::orderId,
                o -> o.total().amount());
        claims.add(
                "shipment",
                o -> id(o.shipment()) != null,
                Fact::orderId,
                o -> id(o.shipment()),
                o -> flag(o.isConfirmed()));
        claims.add("document", o -> true, Fact::orderId, Fact.Order::version, Fact.Order::digest);
        long broken = world.broken.stream()
                .filter(id -> !range.isAfter(id) && !range.isBefore(id))
                .count();
        return claims.digest(o -> o.endedAt() == null, Fact.Order::endedAt, broken);
    }

    private static RangeDigest sagas(List<Fact.Saga> sagas) {
        Claims<Fact.Saga> claims = new Claims<>(sagas);
        claims.add("fate", s -> true, Fact::orderId, Fact.Saga::phase);
        return claims.digest(s -> s.endedAt() == null || s.stuckReason() != null || s.helpedAt() != null, s -> null, 0);
    }

    private static RangeDigest reservations(List<Fact.Reservation> reservations) {
        Claims<Fact.Reservation> claims = new Claims<>(reservations);
        claims.add("ids", r -> true, Fact::orderId);
        claims.add("committed", r -> r.status() == ReservationStatus.COMMITTED, Fact::orderId);
        return claims.digest(r -> r.status() == ReservationStatus.RESERVED, Fact.Reservation::settledAt, 0);
    }

    private static RangeDigest payments(List<Fact.Payment> payments) {
        Claims<Fact.Payment> claims = new Claims<>(payments);
        claims.add(
                "made", p -> true, Fact::orderId, Fact.Payment::paymentId, p -> p.paymentId() == null ? null : "EUR");
        claims.add("kept", p -> kept(p) != 0, Fact::orderId, WorldDigests::kept);
        claims.add(
                "charged",
                p -> p.captured() != 0 || p.refunded() != 0,
                Fact::orderId,
                Fact.Payment::captured,
                Fact.Payment::refunded,
                p -> "EUR");
        claims.add("published", p -> p.version() > 0, Fact::orderId, Fact.Payment::version);
        return claims.digest(p -> p.settledAt() == null, Fact.Payment::settledAt, 0);
    }

    private static RangeDigest shipments(List<Fact.Shipment> shipments) {
        Claims<Fact.Shipment> claims = new Claims<>(shipments);
        claims.add(
                "made",
                s -> true,
                Fact::orderId,
                Fact.Shipment::shipmentId,
                s -> flag(s.status() == ShipmentStatus.SCHEDULED));
        claims.add("published", s -> s.version() > 0, Fact::orderId, Fact.Shipment::version);
        return claims.digest(s -> s.settledAt() == null, Fact.Shipment::settledAt, 0);
    }

    private static RangeDigest view(List<Fact.View> rows) {
        Claims<Fact.View> claims = new Claims<>(rows);
        claims.add("document", v -> true, Fact::orderId, Fact.View::version, Fact.View::digest);
        claims.add("payments", v -> v.paymentVersion() > 0, Fact::orderId, Fact.View::paymentVersion);
        claims.add("shipments", v -> v.shipmentVersion() > 0, Fact::orderId, Fact.View::shipmentVersion);
        return claims.digest(v -> v.version() == 0 || v.heldFrom() != null, v -> null, 0);
    }

    private RangeDigest keys(IdRange range) {
        List<String> paths = new ArrayList<>();
        Instant stored = null;
        List<KeyBook.Effect> effects = world.effects.stream()
                .sorted((a, b) -> a.effect().compareTo(b.effect()))
                .toList();
        for (KeyBook.Effect effect : effects) {
            String path = effect.effect();
            boolean behindStart =
                    range.first().equals(IdRange.LOWEST) || path.compareTo(KeySource.PREFIX + range.first()) >= 0;
            boolean beforeEnd =
                    range.last().equals(IdRange.HIGHEST) || path.compareTo(KeySource.PREFIX + range.last()) <= 0;
            for (int i = 0; behindStart && beforeEnd && i < effect.keys(); i++) {
                paths.add(path.substring(KeySource.PREFIX.length()));
                stored = stored == null || stored.isBefore(effect.storedAt()) ? effect.storedAt() : stored;
            }
        }
        return new RangeDigest(paths.size(), 0, stored, paths.isEmpty() ? Map.of() : Map.of("ids", md5(paths)));
    }

    private <F extends Fact> List<F> in(IdRange range, Class<F> kind) {
        return world.sorted(kind).subMap(range.first(), true, range.last(), true).values().stream()
                .map(kind::cast)
                .toList();
    }

    private static long kept(Fact.Payment payment) {
        return payment.captured() - payment.refunded() + payment.operatorRefunded();
    }

    private static @Nullable UUID id(@Nullable Part part) {
        return part == null ? null : part.id();
    }

    private static String flag(boolean value) {
        return value ? "t" : "f";
    }

    private static String md5(List<String> lines) {
        try {
            byte[] text = String.join(",", lines).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is claimed of some facts, all of them about orders of one range. */
    private static final class Claims<F extends Fact> {

        private final List<F> facts;
        private final Map<String, String> claims = new HashMap<>();

        Claims(List<F> facts) {
            this.facts = facts;
        }

        @SafeVarargs
        @SuppressWarnings("varargs") // only read
        final void add(String name, Predicate<F> of, Function<F, @Nullable Object>... columns) {
            List<String> lines = facts.stream()
                    .filter(of)
                    .map(fact -> Stream.of(columns)
                            .map(column -> column.apply(fact))
                            .filter(Objects::nonNull)
                            .map(Object::toString)
                            .collect(Collectors.joining("|")))
                    .toList();
            if (!lines.isEmpty()) {
                claims.put(name, md5(lines));
            }
        }

        RangeDigest digest(Predicate<F> unusual, Function<F, @Nullable Instant> settledAt, long more) {
            Instant last = facts.stream()
                    .map(settledAt)
                    .filter(Objects::nonNull)
                    .max(Instant::compareTo)
                    .orElse(null);
            return new RangeDigest(facts.size(), facts.stream().filter(unusual).count() + more, last, claims);
        }
    }
}
