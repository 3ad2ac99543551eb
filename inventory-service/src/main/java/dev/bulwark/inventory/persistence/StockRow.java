package dev.bulwark.inventory.persistence;

import dev.bulwark.inventory.domain.Stock;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The stock of one product as the use cases for single rows change it, under the row's lock. Reservations change the same rows in
 * batches, by JDBC.
 */
@Entity
@Table(name = "stock")
class StockRow {

    @Id
    private String sku = "";

    @Column(name = "on_hand")
    private long onHand;

    private long reserved;
    private long committed;

    @SuppressWarnings("UnusedVariable") // for the table; nothing here asks for it
    private long seeded;

    private long restocked;

    protected StockRow() {}

    StockRow(String sku, long seeded) {
        this.sku = sku;
        this.onHand = seeded;
        this.seeded = seeded;
    }

    long onHand() {
        return onHand;
    }

    void restock(long quantity) {
        Stock after = new Stock(sku, onHand, reserved, committed).restock(quantity);
        onHand = after.onHand();
        restocked = Math.addExact(restocked, quantity);
    }
}
