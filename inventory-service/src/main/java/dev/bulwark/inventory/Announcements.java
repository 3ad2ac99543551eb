package dev.bulwark.inventory;

import java.util.List;

/** Port: tells everybody what the catalogue has, if and only if the caller's transaction commits. */
public interface Announcements {

    /** Call it after the products were flushed. */
    void listed(List<ProductView> products);
}
