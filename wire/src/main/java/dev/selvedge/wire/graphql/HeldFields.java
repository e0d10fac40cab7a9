package dev.selvedge.wire.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.LightDataFetcher;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Fields that {@link Immediate} methods tell of their object alone are called straight from the engine. The framework
 * finds the arguments of each call anew and carries the request's thread along: for a list of a thousand runs that
 * costs more than all the rest of its answer.
 */
final class HeldFields {

    private HeldFields() {}

    /** Fields of interfaces stay with the framework, which knows whose method of several is meant. */
    static void shorten(ApplicationContext controllers, GraphQLSchema schema, GraphQLCodeRegistry.Builder code) {
        for (String name : controllers.getBeanNamesForAnnotation(Controller.class)) {
            Class<?> type = ClassUtils.getUserClass(controllers.getType(name));
            Supplier<Object> controller = SingletonSupplier.of(() -> controllers.getBean(name));
            for (Method method : type.getDeclaredMethods()) {
                SchemaMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, SchemaMapping.class);
                if (mapping == null || !Immediate.Methods.contain(method)) {
                    continue;
                }
                SchemaMapping ofType = AnnotatedElementUtils.findMergedAnnotation(type, SchemaMapping.class);
                String parentName =
                        !mapping.typeName().isEmpty() || ofType == null ? mapping.typeName() : ofType.typeName();
                if (schema.getType(parentName) instanceof GraphQLObjectType parent) {
                    String field = mapping.field().isEmpty() ? method.getName() : mapping.field();
                    method.setAccessible(true);
                    code.dataFetcher(
                            FieldCoordinates.coordinates(parent.getName(), field), new Held(controller, method));
                }
            }
        }
    }

    private record Held(Supplier<Object> controller, Method method) implements LightDataFetcher<Object> {

        @Override
        public Object get(GraphQLFieldDefinition field, Object source, Supplier<DataFetchingEnvironment> environment)
                throws Exception {
            try {
                return method.invoke(controller.get(), source);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof Exception refusal) {
                    throw refusal;
                }
                throw e;
            }
        }

        @Override
        public Object get(DataFetchingEnvironment environment) throws Exception {
            return get(environment.getFieldDefinition(), environment.getSource(), () -> environment);
        }
    }
}
