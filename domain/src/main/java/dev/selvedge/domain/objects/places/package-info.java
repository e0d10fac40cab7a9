/** Buckets that teams have for themselves: which there are, and where new objects go. */
package dev.selvedge.domain.objects.places;
