package dev.selvedge.server.rooms;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.runs.RunProjects;
import dev.selvedge.domain.runs.RunQueries;
import dev.selvedge.domain.runs.history.Histories;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.domain.runs.history.HistoryStore;
import dev.selvedge.platform.RecurringJob;
import dev.selvedge.server.Settings;
import dev.selvedge.storage.history.BlockCache;
import dev.selvedge.storage.history.MergedHistoryReader;
import dev.selvedge.storage.history.Sealer;
import dev.selvedge.storage.history.Segments;
import dev.selvedge.storage.history.Views;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.history.SqlHistoryStore;
import dev.selvedge.wire.history.HistoryQueryEndpoint;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Rows: chunks in SQL, sealed into segments in the object store, read back as one sequence. */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {

    @Bean
    HistoryStore historyStore(Database database) {
        return new SqlHistoryStore(database);
    }

    @Bean
    BlockCache historyBlocks(HistoryStore store, Settings settings) {
        return new BlockCache(store, settings.history().cache().toBytes());
    }

    @Bean
    Segments historySegments(ObjectStore objects, BlockCache blocks) {
        return new Segments(objects, blocks);
    }

    @Bean
    HistoryReader historyReader(HistoryStore store, Segments segments, BlockCache blocks) {
        return new MergedHistoryReader(new Views(store, segments, blocks));
    }

    @Bean
    Sealer historySealer(HistoryStore store, ObjectStore objects, Segments segments, BlockCache blocks, Clock clock) {
        return new Sealer(store, objects, segments, blocks, clock);
    }

    @Bean
    RecurringJob historySealing(Sealer sealer) {
        return new RecurringJob("history-sealing", Duration.ofSeconds(5), sealer::sealDue);
    }

    @Bean
    RecurringJob historyGarbage(Sealer sealer) {
        return new RecurringJob("history-garbage", Duration.ofMinutes(10), sealer::collectGarbage);
    }

    @Bean
    Histories histories(HistoryStore store, HistoryReader reader, Settings settings, Clock clock) {
        return new Histories(store, reader, settings.history().sealing(), clock);
    }

    @Bean
    HistoryQueryEndpoint historyQuery(HistoryReader reader, RunQueries runs, RunProjects projects) {
        return new HistoryQueryEndpoint(reader, runs, projects);
    }
}
