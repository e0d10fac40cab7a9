package dev.selvedge.domain.sweeps.search;

import dev.selvedge.platform.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads a sweep's configuration text (YAML, of which JSON is a part) and refuses what no search could run.
 *
 * <p>Clients retry a refused sweep in four smaller shapes, so a refusal must be certain and quick.
 */
public final class SweepConfigParser {

    private static final int MAX_TEXT = 4 << 20;

    private final List<String> warnings = new ArrayList<>();

    private SweepConfigParser() {}

    /** @throws Fault INVALID with a sentence that names the offending key */
    public static SweepConfig parse(String text) {
        return new SweepConfigParser().read(load(text));
    }

    /** The configuration as a tree, in the order written. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> load(String text) {
        if (text == null || text.isBlank()) {
            throw Fault.invalid("The sweep has no configuration");
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_TEXT);
        options.setMaxAliasesForCollections(50);
        options.setAllowDuplicateKeys(false);
        Object tree;
        try {
            tree = new Yaml(new SafeConstructor(options)).load(text);
        } catch (YAMLException e) {
            throw Fault.invalid("The sweep's configuration is not readable YAML: " + firstLine(e.getMessage()));
        }
        if (!(tree instanceof Map<?, ?> map)) {
            throw Fault.invalid("The sweep's configuration must be a mapping of keys to values");
        }
        return (Map<String, Object>) map;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private SweepConfig read(Map<String, Object> root) {
        SweepConfig.Method method = method(root);
        Optional<SweepConfig.Metric> metric = metric(root);
        if (method == SweepConfig.Method.BAYES && metric.isEmpty()) {
            throw Fault.invalid("A bayes sweep needs a metric with a name and a goal");
        }
        ParameterSpace space = space(root, method);
        Optional<Hyperband> hyperband = hyperband(root);
        if (hyperband.isPresent() && metric.isEmpty()) {
            throw Fault.invalid("early_terminate needs a metric with a name and a goal");
        }
        if (method == SweepConfig.Method.BAYES && space.dimensions() == 0) {
            throw Fault.invalid("A bayes sweep needs at least one parameter that is not constant");
        }
        if (method == SweepConfig.Method.GRID) {
            checkGrid(space);
        }
        return new SweepConfig(
                method,
                metric,
                space,
                hyperband,
                root.containsKey("run_cap") ? OptionalInt.of(runCap(root)) : OptionalInt.empty(),
                Optional.ofNullable(root.get("program")).map(String::valueOf),
                method == SweepConfig.Method.CUSTOM || isSearchedOutside(root),
                List.copyOf(warnings));
    }

    /** By `wandb controller`, or by `wandb sweep-scheduler` with a search engine of its own. */
    private static boolean isSearchedOutside(Map<String, Object> root) {
        return root.get("controller") instanceof Map<?, ?> controller && "local".equals(controller.get("type"))
                || root.get("scheduler") instanceof Map<?, ?> scheduler && scheduler.get("engine") != null;
    }

    private static void checkGrid(ParameterSpace space) {
        try {
            GridSearch.size(space);
        } catch (ArithmeticException e) {
            throw Fault.invalid("The grid has more combinations than can be counted");
        } catch (IllegalArgumentException e) {
            throw Fault.invalid(e.getMessage());
        }
    }

    private static SweepConfig.Method method(Map<String, Object> root) {
        Object method = root.get("method");
        if (method == null) {
            throw Fault.invalid("The sweep's configuration has no method (grid, random, bayes or custom)");
        }
        return switch (String.valueOf(method)) {
            case "grid" -> SweepConfig.Method.GRID;
            case "random" -> SweepConfig.Method.RANDOM;
            case "bayes" -> SweepConfig.Method.BAYES;
            case "custom" -> SweepConfig.Method.CUSTOM;
            default ->
                throw Fault.invalid("Unknown sweep method " + method + ", must be one of grid, random, bayes, custom");
        };
    }

    private static int runCap(Map<String, Object> root) {
        long cap = wholeNumber(root.get("run_cap"), "run_cap");
        if (cap < 1 || cap > Integer.MAX_VALUE) {
            throw Fault.invalid("run_cap must be at least 1");
        }
        return (int) cap;
    }

    private static Optional<SweepConfig.Metric> metric(Map<String, Object> root) {
        Object value = root.get("metric");
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Map<?, ?> metric) || !(metric.get("name") instanceof String name)) {
            throw Fault.invalid("metric must be a mapping with a name");
        }
        Object goal = metric.get("goal");
        if (goal != null && !goal.equals("minimize") && !goal.equals("maximize")) {
            throw Fault.invalid("metric.goal must be minimize or maximize, not " + goal);
        }
        Optional<Double> target = metric.get("target") == null
                ? Optional.empty()
                : Optional.of(number(metric.get("target"), "metric.target"));
        Object whileRunning = metric.get("impute_while_running");
        return Optional.of(new SweepConfig.Metric(
                name,
                "maximize".equals(goal),
                target,
                metric.get("impute") == null ? SweepConfig.Impute.WORST : impute(metric.get("impute")),
                whileRunning == null || whileRunning.equals("false") || whileRunning.equals(false)
                        ? Optional.empty()
                        : Optional.of(impute(whileRunning))));
    }

    private static SweepConfig.Impute impute(Object value) {
        try {
            return SweepConfig.Impute.valueOf(String.valueOf(value).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Fault.invalid("metric.impute must be best, worst or latest, not " + value);
        }
    }

    private static Optional<Hyperband> hyperband(Map<String, Object> root) {
        Object value = root.get("early_terminate");
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Map<?, ?> settings) || !"hyperband".equals(settings.get("type"))) {
            throw Fault.invalid("early_terminate.type must be hyperband");
        }
        Optional<Integer> minIter = positive(settings.get("min_iter"), "early_terminate.min_iter");
        Optional<Integer> maxIter = positive(settings.get("max_iter"), "early_terminate.max_iter");
        if (maxIter.isPresent()) {
            // as in the open engine, max_iter decides where both are given
            minIter = Optional.empty();
        } else if (minIter.isEmpty()) {
            throw Fault.invalid("early_terminate needs min_iter or max_iter");
        }
        double eta = settings.get("eta") == null ? 3 : number(settings.get("eta"), "early_terminate.eta");
        int s = positive(settings.get("s"), "early_terminate.s").orElse(1);
        if (eta <= 1) {
            throw Fault.invalid("early_terminate.eta must be greater than 1");
        }
        Hyperband hyperband = new Hyperband(minIter, maxIter, s, eta, Boolean.TRUE.equals(settings.get("strict")));
        if (hyperband.bands().isEmpty()) {
            throw Fault.invalid("early_terminate leaves no band: raise max_iter or s, or lower eta");
        }
        return Optional.of(hyperband);
    }

    private static Optional<Integer> positive(Object value, String key) {
        if (value == null) {
            return Optional.empty();
        }
        long number = wholeNumber(value, key);
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw Fault.invalid(key + " must be at least 1");
        }
        return Optional.of((int) number);
    }

    private ParameterSpace space(Map<String, Object> root, SweepConfig.Method method) {
        Object parameters = root.get("parameters");
        if (parameters == null && method == SweepConfig.Method.CUSTOM) {
            return new ParameterSpace(List.of());
        }
        if (!(parameters instanceof Map<?, ?> map) || map.isEmpty()) {
            throw Fault.invalid("The sweep's configuration needs parameters: a mapping with at least one entry");
        }
        List<Parameter> leaves = new ArrayList<>();
        unnest(map, List.of(), leaves);
        return new ParameterSpace(leaves);
    }

    private void unnest(Map<?, ?> group, List<String> outer, List<Parameter> leaves) {
        if (outer.size() > 50) {
            throw Fault.invalid("Parameters are nested too deeply");
        }
        Map<String, Object> sorted = new TreeMap<>();
        group.forEach((key, value) -> sorted.put(String.valueOf(key), value));
        sorted.forEach((name, value) -> {
            List<String> path = new ArrayList<>(outer);
            path.add(name);
            String label = String.join(".", path);
            if (!(value instanceof Map<?, ?> definition)) {
                throw Fault.invalid("Parameter " + label + " must be a mapping such as {value: 1} or {values: [1, 2]}");
            }
            if (definition.get("parameters") instanceof Map<?, ?> nested
                    && !definition.containsKey("value")
                    && !definition.containsKey("values")) {
                unnest(nested, path, leaves);
            } else {
                leaves.add(new Parameter(path, distribution(label, definition)));
            }
        });
    }

    private Distribution distribution(String name, Map<?, ?> definition) {
        Object declared = definition.get("distribution");
        String kind = declared == null ? inferred(name, definition) : String.valueOf(declared);
        double q = definition.get("q") == null ? 1 : number(definition.get("q"), name + ".q");
        if (q <= 0) {
            throw Fault.invalid("Parameter " + name + ": q must be greater than 0");
        }
        boolean wholeQ = definition.get("q") == null || isWhole(definition.get("q"));
        if (kind.startsWith("q_")) {
            return new Distribution.Quantized(plain(name, kind.substring(2), definition), q, wholeQ);
        }
        return plain(name, kind, definition);
    }

    private static String inferred(String name, Map<?, ?> definition) {
        if (definition.containsKey("value")) {
            return "constant";
        }
        if (definition.containsKey("values")) {
            return definition.containsKey("probabilities") ? "categorical_w_probabilities" : "categorical";
        }
        if (definition.containsKey("min") && definition.containsKey("max")) {
            return isWhole(definition.get("min")) && isWhole(definition.get("max")) ? "int_uniform" : "uniform";
        }
        throw Fault.invalid("Parameter " + name + " needs value, values, min and max, or a distribution");
    }

    private Distribution plain(String name, String kind, Map<?, ?> definition) {
        return switch (kind) {
            case "constant" -> new Distribution.Constant(required(name, definition, "value"));
            case "categorical" -> Distribution.Categorical.uniform(values(name, definition));
            case "categorical_w_probabilities" -> weighted(name, definition);
            case "int_uniform" -> intUniform(name, definition);
            case "uniform" -> transformed(name, definition, Distribution.Transformed.Transform.IDENTITY, false);
            case "log_uniform" -> {
                warnings.add(
                        "Parameter " + name
                                + ": log_uniform takes base-e exponents as min and max; log_uniform_values takes the limits themselves");
                yield transformed(name, definition, Distribution.Transformed.Transform.EXP, false);
            }
            case "log_uniform_values" -> transformed(name, definition, Distribution.Transformed.Transform.EXP, true);
            case "inv_log_uniform" -> {
                warnings.add(
                        "Parameter " + name
                                + ": inv_log_uniform takes base-e exponents as min and max; inv_log_uniform_values takes the limits themselves");
                yield transformed(name, definition, Distribution.Transformed.Transform.INVERSE_EXP, false);
            }
            case "inv_log_uniform_values" ->
                transformed(name, definition, Distribution.Transformed.Transform.INVERSE_EXP, true);
            case "normal" -> Distribution.Continuous.normal(mu(name, definition), sigma(name, definition));
            case "log_normal" -> Distribution.Continuous.logNormal(mu(name, definition), sigma(name, definition));
            case "beta" -> Distribution.Continuous.beta(shape(name, definition, "a"), shape(name, definition, "b"));
            default -> throw Fault.invalid("Parameter " + name + " has an unknown distribution " + kind);
        };
    }

    private static Distribution intUniform(String name, Map<?, ?> definition) {
        long min = wholeNumber(required(name, definition, "min"), name + ".min");
        long max = wholeNumber(required(name, definition, "max"), name + ".max");
        checkOrder(name, min, max);
        return new Distribution.IntUniform(min, max);
    }

    private static Distribution transformed(
            String name, Map<?, ?> definition, Distribution.Transformed.Transform transform, boolean limits) {
        double min = number(required(name, definition, "min"), name + ".min");
        double max = number(required(name, definition, "max"), name + ".max");
        checkOrder(name, min, max);
        if (limits && min <= 0) {
            throw Fault.invalid("Parameter " + name + ": min must be greater than 0 on a logarithmic scale");
        }
        if (!limits) {
            return new Distribution.Transformed(min, max, transform);
        }
        return transform == Distribution.Transformed.Transform.EXP
                ? new Distribution.Transformed(Math.log(min), Math.log(max), transform)
                : new Distribution.Transformed(-Math.log(max), -Math.log(min), transform);
    }

    private static void checkOrder(String name, double min, double max) {
        if (min > max) {
            throw Fault.invalid("Parameter " + name + ": max must not be less than min");
        }
    }

    private static double mu(String name, Map<?, ?> definition) {
        return definition.get("mu") == null ? 0 : number(definition.get("mu"), name + ".mu");
    }

    private static double sigma(String name, Map<?, ?> definition) {
        double sigma = definition.get("sigma") == null ? 1 : number(definition.get("sigma"), name + ".sigma");
        if (sigma <= 0) {
            throw Fault.invalid("Parameter " + name + ": sigma must be greater than 0");
        }
        return sigma;
    }

    private static double shape(String name, Map<?, ?> definition, String key) {
        double value = definition.get(key) == null ? 1 : number(definition.get(key), name + "." + key);
        if (value <= 0) {
            throw Fault.invalid("Parameter " + name + ": " + key + " must be greater than 0");
        }
        return value;
    }

    private static List<Object> values(String name, Map<?, ?> definition) {
        if (!(required(name, definition, "values") instanceof List<?> values) || values.isEmpty()) {
            throw Fault.invalid("Parameter " + name + ": values must be a list with at least one value");
        }
        return new ArrayList<>(values);
    }

    private static Distribution weighted(String name, Map<?, ?> definition) {
        List<Object> values = values(name, definition);
        if (!(definition.get("probabilities") instanceof List<?> list) || list.size() != values.size()) {
            throw Fault.invalid("Parameter " + name + ": probabilities must be a list as long as values");
        }
        double[] probabilities = new double[list.size()];
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = number(list.get(i), name + ".probabilities");
            sum += probabilities[i];
            if (probabilities[i] < 0) {
                throw Fault.invalid("Parameter " + name + ": probabilities must not be negative");
            }
        }
        if (Math.abs(sum - 1) > 1e-6) {
            throw Fault.invalid("Parameter " + name + ": probabilities must sum to 1");
        }
        return new Distribution.Categorical(values, probabilities, true);
    }

    private static Object required(String name, Map<?, ?> definition, String key) {
        if (!definition.containsKey(key)) {
            throw Fault.invalid("Parameter " + name + " needs " + key);
        }
        return definition.get(key);
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof java.math.BigInteger;
    }

    private static long wholeNumber(Object value, String key) {
        double number = number(value, key);
        if (number != Math.rint(number)) {
            throw Fault.invalid(key + " must be a whole number, not " + value);
        }
        return (long) number;
    }

    /** Numbers, and numbers in text: YAML 1.1 reads {@code 1e-5} as text, as the client's own loader does. */
    private static double number(Object value, String key) {
        double number = Double.NaN;
        if (value instanceof Number given) {
            number = given.doubleValue();
        } else if (value instanceof String text) {
            try {
                number = Double.parseDouble(text);
            } catch (NumberFormatException ignored) {
                // refused below
            }
        }
        if (!Double.isFinite(number)) {
            throw Fault.invalid(key + " must be a number, not " + value);
        }
        return number;
    }
}
