package dev.bulwark.standalone.planted;

import dev.bulwark.order.placement.OrderPlacement;

/** Does what standalone must not, so that the rule against it is seen to bite. */
public final class Trespasser {

    final Class<?> somebodyElses = OrderPlacement.class;
    OrderPlacement placement;
}
