/** What every HTTP service has in front of its controllers: bounded bodies, and one import that brings all of it. */
@NullMarked
package dev.bulwark.platform.web;

import org.jspecify.annotations.NullMarked;
