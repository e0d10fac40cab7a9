/** Who did what, and who looked at what: written beside the work of the other rooms, read by administrators only. */
package dev.selvedge.domain.audit;
