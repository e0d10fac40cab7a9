package dev.selvedge.domain.charts;

import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.Resource;
import dev.selvedge.domain.runs.RunJson;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.Page;
import dev.selvedge.platform.Transactions;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes and shows custom charts: private ones to the people of their entity, public ones to everybody signed in. */
public final class CustomCharts {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.\\- ]{0,127}");
    private static final int LONGEST_DISPLAY_NAME = 255;
    private static final int LONGEST_SPEC = 1_000_000;
    private static final int LONGEST_PAGE = 1_000;

    /** The one kind that released clients send. */
    private static final String VEGA = "vega2";

    private final ChartStore store;
    private final EntityStore entities;
    private final Access access;
    private final Transactions transactions;
    private final Clock clock;

    public CustomCharts(ChartStore store, EntityStore entities, Access access, Transactions transactions, Clock clock) {
        this.store = store;
        this.entities = entities;
        this.access = access;
        this.transactions = transactions;
        this.clock = clock;
    }

    public record Wish(String entity, String name, String displayName, String type, String access, String spec) {}

    /** CONFLICT when the entity has a chart of that name. */
    public CustomChart create(Caller caller, Wish wish) {
        Caller.SignedIn user = caller.requireSignedIn();
        Entity entity = require(caller, wish.entity(), Action.CREATE);
        if (!NAME.matcher(wish.name()).matches()) {
            throw Fault.invalid(
                    "A chart's name has letters, digits, spaces, _, - and dots, begins with a letter or digit,"
                            + " and has up to 128 characters");
        }
        if (wish.displayName().isBlank() || wish.displayName().length() > LONGEST_DISPLAY_NAME) {
            throw Fault.invalid("A chart's display name has 1 to " + LONGEST_DISPLAY_NAME + " characters");
        }
        if (!wish.type().equals(VEGA)) {
            throw Fault.invalid("There is no chart type " + wish.type() + ", only " + VEGA);
        }
        if (wish.spec().length() > LONGEST_SPEC) {
            throw Fault.tooLarge("A chart's spec has at most " + LONGEST_SPEC + " characters");
        }
        RunJson.parseObject(wish.spec(), "spec");
        CustomChart fresh = new CustomChart(
                0,
                entity.id(),
                entity.name(),
                wish.name(),
                wish.displayName(),
                wish.type(),
                access(wish.access()),
                wish.spec(),
                user.userId(),
                clock.instant(),
                null);
        return named(transactions.inTransaction(() -> store.insert(fresh)), entity);
    }

    private static CustomChart.Access access(String word) {
        try {
            return CustomChart.Access.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Fault(Fault.Code.INVALID, "A chart's access is PRIVATE or PUBLIC", e);
        }
    }

    private Entity require(Caller caller, String name, Action action) {
        Entity entity = entities.findEntity(name).orElseThrow(() -> Fault.notFound("entity " + name + " not found"));
        access.require(caller, action, Resource.customChart(entity.id()));
        return entity;
    }

    /** By {@code entity/name}; empty when there is none or the caller may not see it. */
    public Optional<CustomChart> find(Caller caller, String path) {
        int slash = path.indexOf('/');
        if (slash < 0 || caller instanceof Caller.Anonymous) {
            return Optional.empty();
        }
        return entities.findEntity(path.substring(0, slash))
                .flatMap(entity -> store.find(entity.id(), path.substring(slash + 1))
                        .filter(chart -> chart.access() == CustomChart.Access.PUBLIC || seesPrivate(caller, entity))
                        .map(chart -> named(chart, entity)));
    }

    private boolean seesPrivate(Caller caller, Entity entity) {
        return access.allowed(caller, Action.READ, Resource.customChart(entity.id()));
    }

    /** The cursor is the number of the last one of a page. */
    public Page<CustomChart> of(Caller caller, Entity entity, Integer first, String after) {
        if (caller instanceof Caller.Anonymous) {
            return Page.empty();
        }
        int size = first == null ? 50 : Math.clamp(first, 1, LONGEST_PAGE);
        List<CustomChart> found = store.of(entity.id(), seesPrivate(caller, entity), cursor(after), size + 1);
        List<CustomChart> shown =
                found.stream().limit(size).map(chart -> named(chart, entity)).toList();
        return new Page<>(
                shown, shown.stream().map(chart -> Long.toString(chart.id())).toList(), found.size() > size);
    }

    private static long cursor(String after) {
        try {
            return after == null || after.isEmpty() ? 0 : Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw new Fault(Fault.Code.INVALID, "The cursor " + after + " is none of this list", e);
        }
    }

    /** Runs that name the chart then draw their tables without it. */
    public void delete(Caller caller, String path) {
        caller.requireSignedIn();
        CustomChart chart = find(caller, path).orElseThrow(() -> Fault.notFound("No such chart"));
        access.require(caller, Action.DELETE, Resource.customChart(chart.entity()));
        transactions.inTransaction(() -> {
            store.delete(chart.id());
        });
    }

    private static CustomChart named(CustomChart chart, Entity entity) {
        return new CustomChart(
                chart.id(),
                chart.entity(),
                entity.name(),
                chart.name(),
                chart.displayName(),
                chart.type(),
                chart.access(),
                chart.spec(),
                chart.createdBy(),
                chart.createdAt(),
                chart.updatedAt());
    }
}
