package dev.selvedge.wire.graphql;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A controller whose methods that take nothing but their object tell what that object holds: they run where they are
 * asked for. All others may wait for a database and get a thread of their own, which for a list of a thousand runs with
 * sixteen such fields is most of its cost.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Immediate {}
