/** What a service tells the audit about a range of order ids in a few numbers, so that only what differs is read row by row. */
@NullMarked
package dev.bulwark.platform.http.audit;

import org.jspecify.annotations.NullMarked;
