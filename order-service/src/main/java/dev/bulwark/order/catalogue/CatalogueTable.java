package dev.bulwark.order.catalogue;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import dev.bulwark.order.domain.Money;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The rows of {@code catalogue}. */
@Repository
class CatalogueTable {

    private static final String FIND = "SELECT sku, name, price, currency, version FROM catalogue WHERE sku = ANY (?)";

    private static final String PUT = """
            INSERT INTO catalogue AS c (sku, name, price, currency, version)
            SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::bigint[])
            ON CONFLICT (sku) DO UPDATE
                SET name = excluded.name, price = excluded.price, currency = excluded.currency, version = excluded.version
                WHERE c.version < excluded.version""";

    private final JdbcTemplate jdbc;

    CatalogueTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<Product> find(Collection<String> skus) {
        return jdbc.query(
                FIND,
                (rs, row) -> new Product(
                        rs.getString("sku"),
                        rs.getString("name"),
                        new Money(rs.getLong("price"), rs.getString("currency")),
                        rs.getLong("version")),
                (Object) skus.toArray(String[]::new));
    }

    /** @param products no sku twice */
    void put(Collection<Product> products) {
        List<Product> sorted =
                products.stream().sorted(Comparator.comparing(Product::sku)).toList();
        jdbc.update(
                PUT,
                sorted.stream().map(Product::sku).toArray(String[]::new),
                sorted.stream().map(Product::name).toArray(String[]::new),
                sorted.stream().mapToLong(p -> p.price().amount()).toArray(),
                sorted.stream().map(p -> p.price().currency()).toArray(String[]::new),
                sorted.stream().mapToLong(Product::version).toArray());
    }
}
