/** What may become of a shipment; pure, knows neither carrier nor wire. */
@NullMarked
package dev.bulwark.shipping.domain;

import org.jspecify.annotations.NullMarked;
