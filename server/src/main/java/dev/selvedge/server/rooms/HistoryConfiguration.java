package dev.selvedge.server.rooms;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.runs.RunArchives;
import dev.selvedge.domain.runs.RunProjects;
import dev.selvedge.domain.runs.RunQueries;
import dev.selvedge.domain.runs.history.Histories;
import dev.selvedge.domain.runs.history.HistoryPlacement;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.domain.runs.history.HistoryStore;
import dev.selvedge.platform.RecurringJob;
import dev.selvedge.server.Settings;
import dev.selvedge.server.operations.Traffic;
import dev.selvedge.storage.history.BlockCache;
import dev.selvedge.storage.history.MergedHistoryReader;
import dev.selvedge.storage.history.ParquetExport;
import dev.selvedge.storage.history.Sealer;
import dev.selvedge.storage.history.Segments;
import dev.selvedge.storage.history.Views;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.history.SqlHistoryStore;
import dev.selvedge.wire.history.HistoryExportEndpoint;
import dev.selvedge.wire.history.HistoryQueryEndpoint;
import dev.selvedge.wire.history.RunArchivesEndpoint;
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
    Views historyViews(HistoryStore store, Segments segments, BlockCache blocks) {
        return new Views(store, segments, blocks);
    }

    @Bean
    HistoryReader historyReader(Views views) {
        return new MergedHistoryReader(views);
    }

    @Bean
    HistoryExportEndpoint historyExport(Views views, RunQueries runs, RunProjects projects, RunArchives archives) {
        return new HistoryExportEndpoint(new ParquetExport(views), runs, projects, archives);
    }

    @Bean
    RunArchivesEndpoint runArchivesEndpoint(RunArchives archives, RunQueries runs, RunProjects projects) {
        return new RunArchivesEndpoint(archives, runs, projects);
    }

    @Bean
    Sealer historySealer(
            HistoryStore store,
            ObjectStore objects,
            HistoryPlacement placement,
            Segments segments,
            BlockCache blocks,
            Traffic traffic,
            Clock clock) {
        return new Sealer(store, objects, placement, segments, blocks, traffic::isQuiet, clock);
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
