/**
 * The filter and order language that clients send as text, as types that every room can translate.
 *
 * <p>Filters are JSON in MongoDB's style, orders are signed keys. Which keys exist and what they mean is the affair of the
 * room that is asked; {@link dev.selvedge.platform.filter.FilterMatcher} says what the operators mean, and every
 * translation to a database must agree with it.
 */
package dev.selvedge.platform.filter;
