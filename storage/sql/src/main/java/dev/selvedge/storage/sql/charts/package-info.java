/** Custom charts as rows. */
package dev.selvedge.storage.sql.charts;
