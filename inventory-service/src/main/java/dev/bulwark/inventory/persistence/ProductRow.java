package dev.bulwark.inventory.persistence;

import dev.bulwark.inventory.ProductView;
import dev.bulwark.inventory.domain.Price;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;

/** A product and its stock. Only read here: rows are made by {@link ProductRows#insertIfFree}, and nothing changes them yet. */
@Entity
@Table(name = "product")
class ProductRow {

    @Id
    private String sku = "";

    private String name = "";

    @Column(name = "price")
    private long priceAmount;

    private String currency = "";

    private long version;

    @OneToOne(optional = false, fetch = FetchType.LAZY)
    @JoinColumn(name = "sku", insertable = false, updatable = false)
    private StockRow stock = new StockRow();

    protected ProductRow() {}

    ProductView view() {
        return new ProductView(sku, name, new Price(priceAmount, currency), stock.onHand(), version);
    }
}
