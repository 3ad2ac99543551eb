package dev.bulwark.order;

import java.util.List;

/** How the world hears of orders. Each call makes new messages: hearing of an event twice is harmless, for versions tell. */
public interface OrderAnnouncements {

    /** Publishes if, and only if, the caller's transaction commits; call it after the append. */
    void announce(List<Announcement> announcements);
}
