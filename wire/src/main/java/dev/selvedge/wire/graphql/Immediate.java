package dev.selvedge.wire.graphql;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;

/**
 * A method that takes nothing but its object and tells what that object holds, or a controller all of whose such methods
 * do; or one that finds a few rows by the numbers that its objects hold: they run where they are asked for. All others may wait for a database and get a thread of their own, which for a
 * list of a thousand runs with sixteen such fields is most of its cost.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Immediate {

    /** Which methods it means. */
    final class Methods {

        private Methods() {}

        static boolean contain(Method method) {
            return method.getParameterCount() == 1
                    && (method.isAnnotationPresent(Immediate.class)
                            || method.getDeclaringClass().isAnnotationPresent(Immediate.class));
        }
    }
}
