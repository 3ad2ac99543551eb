package dev.bulwark.inventory.persistence;

import java.util.Optional;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface StockRows extends Repository<StockRow, String> {

    /** Waits for batches that hold the row, as they wait for this transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from StockRow s where s.sku = :sku")
    Optional<StockRow> lock(String sku);
}
