/** HTTP: the catalogue for everybody, its upkeep for merchants, the audit's questions for the saga orchestrator. */
@NullMarked
package dev.bulwark.inventory.web;

import org.jspecify.annotations.NullMarked;
