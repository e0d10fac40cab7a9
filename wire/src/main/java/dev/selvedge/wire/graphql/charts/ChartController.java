package dev.selvedge.wire.graphql.charts;

import dev.selvedge.domain.charts.CustomChart;
import dev.selvedge.domain.charts.CustomCharts;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.wire.graphql.Connection;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** {@code CustomChart} and its mutations. */
@Controller
class ChartController {

    private final CustomCharts charts;

    ChartController(CustomCharts charts) {
        this.charts = charts;
    }

    record CreateInput(
            String name,
            String displayName,
            String access,
            String entity,
            String spec,
            String type,
            String clientMutationId) {}

    record ChartPayload(CustomChart chart, String clientMutationId) {}

    @MutationMapping
    ChartPayload createCustomChart(@Argument CreateInput input, @ContextValue Caller caller) {
        CustomChart made = charts.create(
                caller,
                new CustomCharts.Wish(
                        input.entity(), input.name(), input.displayName(), input.type(), input.access(), input.spec()));
        return new ChartPayload(made, input.clientMutationId());
    }

    record DeleteInput(String id, String clientMutationId) {}

    record Done(boolean success, String clientMutationId) {}

    @MutationMapping
    Done deleteCustomChart(@Argument DeleteInput input, @ContextValue Caller caller) {
        charts.delete(caller, input.id());
        return new Done(true, input.clientMutationId());
    }

    @QueryMapping
    CustomChart customChart(@Argument String id, @ContextValue Caller caller) {
        return charts.find(caller, id).orElse(null);
    }

    @SchemaMapping(typeName = "Entity")
    Connection<CustomChart> customCharts(
            Entity entity, @Argument Integer first, @Argument String after, @ContextValue Caller caller) {
        return Connection.of(charts.of(caller, entity, first, after));
    }

    /** Clients give this back as the chart's name in runs. */
    @SchemaMapping(typeName = "CustomChart")
    String id(CustomChart chart) {
        return chart.path();
    }

    @SchemaMapping(typeName = "CustomChart")
    String access(CustomChart chart) {
        return chart.access().name();
    }
}
