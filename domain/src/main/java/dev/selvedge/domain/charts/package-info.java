/** Custom charts: Vega specs with holes for fields, kept per entity and named {@code entity/name} in runs. */
package dev.selvedge.domain.charts;
