package dev.selvedge.wire.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLScalarType;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The scalars of the contract. */
final class Scalars {

    private Scalars() {}

    static List<GraphQLScalarType> all() {
        return List.of(
                scalar("JSON", new JsonCoercing()),
                scalar("JSONString", new TextCoercing("JSONString")),
                scalar("DateTime", new DateTimeCoercing()),
                scalar("Int64", new Int64Coercing("Int64")),
                scalar("Duration", new Int64Coercing("Duration")));
    }

    private static GraphQLScalarType scalar(String name, Coercing<?, ?> coercing) {
        return GraphQLScalarType.newScalar().name(name).coercing(coercing).build();
    }

    /** A real JSON value; {@link RawJson} passes through untouched. */
    private static final class JsonCoercing implements Coercing<Object, Object> {
        @Override
        public Object serialize(Object value, GraphQLContext context, Locale locale) {
            return value;
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            return input;
        }

        @Override
        public Object parseLiteral(
                Value<?> literal, CoercedVariables variables, GraphQLContext context, Locale locale) {
            return switch (literal) {
                case NullValue ignored -> null;
                case StringValue text -> text.getValue();
                case BooleanValue truth -> truth.isValue();
                case IntValue whole -> whole.getValue();
                case FloatValue number -> number.getValue();
                case EnumValue name -> name.getName();
                case VariableReference reference -> variables.get(reference.getName());
                case ArrayValue array -> {
                    List<Object> items = new ArrayList<>();
                    array.getValues().forEach(v -> items.add(parseLiteral(v, variables, context, locale)));
                    yield items;
                }
                case ObjectValue object -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    object.getObjectFields()
                            .forEach(f ->
                                    fields.put(f.getName(), parseLiteral(f.getValue(), variables, context, locale)));
                    yield fields;
                }
                default -> throw new CoercingParseLiteralException("Not a JSON value");
            };
        }
    }

    /** Text that holds JSON, also JSON with NaN: never parsed here. */
    private record TextCoercing(String name) implements Coercing<String, String> {
        @Override
        public String serialize(Object value, GraphQLContext context, Locale locale) {
            return switch (value) {
                case String text -> text;
                case RawJson raw -> raw.text();
                default -> throw new CoercingSerializeException(name + " cannot hold " + value.getClass());
            };
        }

        @Override
        public String parseValue(Object input, GraphQLContext context, Locale locale) {
            if (input instanceof String text) {
                return text;
            }
            throw new CoercingParseValueException(name + " must be a string");
        }

        @Override
        public String parseLiteral(
                Value<?> literal, CoercedVariables variables, GraphQLContext context, Locale locale) {
            if (literal instanceof StringValue text) {
                return text.getValue();
            }
            throw new CoercingParseLiteralException(name + " must be a string");
        }
    }

    /** Instants leave in whole seconds with a Z, the form clients parse; a finer text may be given ready-made. */
    private static final class DateTimeCoercing implements Coercing<String, String> {
        @Override
        public String serialize(Object value, GraphQLContext context, Locale locale) {
            return switch (value) {
                case Instant instant -> instant.truncatedTo(ChronoUnit.SECONDS).toString();
                case String text -> text;
                default -> throw new CoercingSerializeException("DateTime cannot hold " + value.getClass());
            };
        }

        @Override
        public String parseValue(Object input, GraphQLContext context, Locale locale) {
            if (input instanceof String text) {
                return text;
            }
            throw new CoercingParseValueException("DateTime must be an ISO 8601 string");
        }

        @Override
        public String parseLiteral(
                Value<?> literal, CoercedVariables variables, GraphQLContext context, Locale locale) {
            if (literal instanceof StringValue text) {
                return text.getValue();
            }
            throw new CoercingParseLiteralException("DateTime must be an ISO 8601 string");
        }
    }

    private record Int64Coercing(String name) implements Coercing<Long, Long> {
        @Override
        public Long serialize(Object value, GraphQLContext context, Locale locale) {
            if (value instanceof Number number) {
                return number.longValue();
            }
            throw new CoercingSerializeException(name + " cannot hold " + value.getClass());
        }

        @Override
        public Long parseValue(Object input, GraphQLContext context, Locale locale) {
            try {
                return switch (input) {
                    case BigInteger big -> big.longValueExact();
                    case Double number when number == Math.rint(number) -> number.longValue();
                    case Float number when number == Math.rint(number) -> number.longValue();
                    case Integer number -> number.longValue();
                    case Long number -> number;
                    case String text -> Long.parseLong(text);
                    default -> throw new CoercingParseValueException(name + " must be a whole number");
                };
            } catch (ArithmeticException | NumberFormatException e) {
                throw new CoercingParseValueException(name + " must be a whole number", e);
            }
        }

        @Override
        public Long parseLiteral(Value<?> literal, CoercedVariables variables, GraphQLContext context, Locale locale) {
            return switch (literal) {
                case IntValue whole -> whole.getValue().longValueExact();
                case StringValue text -> parseValue(text.getValue(), context, locale);
                default -> throw new CoercingParseLiteralException(name + " must be a whole number");
            };
        }
    }
}
