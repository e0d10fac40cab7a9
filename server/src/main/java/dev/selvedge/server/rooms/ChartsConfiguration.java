package dev.selvedge.server.rooms;

import dev.selvedge.domain.charts.ChartStore;
import dev.selvedge.domain.charts.CustomCharts;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.platform.Transactions;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.charts.SqlChartStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Custom charts. */
@Configuration(proxyBeanMethods = false)
class ChartsConfiguration {

    @Bean
    ChartStore chartStore(Database database) {
        return new SqlChartStore(database);
    }

    @Bean
    CustomCharts customCharts(
            ChartStore store, EntityStore entities, Access access, Transactions transactions, Clock clock) {
        return new CustomCharts(store, entities, access, transactions, clock);
    }
}
