package dev.bulwark.inventory.persistence;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ProductRows extends Repository<ProductRow, String> {

    @Query("select p from ProductRow p join fetch p.stock where p.sku = :sku")
    Optional<ProductRow> find(String sku);

    @Query("select p from ProductRow p join fetch p.stock where p.sku in :skus order by p.sku")
    List<ProductRow> findAll(Collection<String> skus);

    /** @param pattern for LIKE, in lower case, {@code !} before what is meant literally */
    @Query("""
            select p from ProductRow p join fetch p.stock
             where p.sku > :after and (lower(p.name) like :pattern escape '!' or lower(p.sku) like :pattern escape '!')
             order by p.sku
            """)
    List<ProductRow> page(String pattern, String after, Limit limit);

    /**
     * Returns 1, or 0 if the sku is taken. Not by {@code persist}: its failure would spoil the transaction, and with it the record of
     * the refusal under the caller's idempotency key.
     */
    @Modifying
    @Query(nativeQuery = true, value = """
                    INSERT INTO product (sku, name, price, currency, version, listed_at)
                    VALUES (:sku, :name, :price, :currency, 1, :listedAt)
                    ON CONFLICT (sku) DO NOTHING
                    """)
    int insertIfFree(String sku, String name, long price, String currency, Instant listedAt);
}
