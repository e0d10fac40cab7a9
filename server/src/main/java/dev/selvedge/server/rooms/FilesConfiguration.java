package dev.selvedge.server.rooms;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.Placement;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.domain.runs.files.ConsoleText;
import dev.selvedge.domain.runs.files.FileAccess;
import dev.selvedge.domain.runs.files.FileContents;
import dev.selvedge.domain.runs.files.RunFileAccess;
import dev.selvedge.domain.runs.files.RunFileDeletes;
import dev.selvedge.domain.runs.files.RunFileJanitor;
import dev.selvedge.domain.runs.files.RunFileQueries;
import dev.selvedge.domain.runs.files.RunFileStore;
import dev.selvedge.domain.runs.files.RunFileUploads;
import dev.selvedge.domain.runs.history.HistoryReader;
import dev.selvedge.platform.RecurringJob;
import dev.selvedge.platform.Transactions;
import dev.selvedge.server.Settings;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.files.SqlRunFileStore;
import dev.selvedge.wire.files.RunFilesEndpoint;
import dev.selvedge.wire.http.BaseUrl;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Files of runs: names in SQL, bytes in the object store. */
@Configuration(proxyBeanMethods = false)
class FilesConfiguration {

    @Bean
    RunFileStore runFileStore(Database database) {
        return new SqlRunFileStore(database);
    }

    @Bean
    FileAccess fileAccess(RunStore runs, Projects projects, Access access) {
        return new RunFileAccess(runs, projects, access);
    }

    @Bean
    FileContents fileContents(RunFileStore files, ObjectStore objects, Transactions transactions, Clock clock) {
        return new FileContents(files, objects, transactions, clock);
    }

    @Bean
    RunFileUploads runFileUploads(
            RunFileStore files,
            FileContents contents,
            FileAccess access,
            ObjectStore objects,
            Placement placement,
            Transactions transactions,
            Clock clock) {
        return new RunFileUploads(files, contents, access, objects, placement, transactions, clock);
    }

    @Bean
    RunFileQueries runFileQueries(RunFileStore files, FileAccess access, ObjectStore objects) {
        return new RunFileQueries(files, access, objects);
    }

    @Bean
    RunFileDeletes runFileDeletes(RunFileStore files, FileAccess access, Transactions transactions, Clock clock) {
        return new RunFileDeletes(files, access, transactions, clock);
    }

    @Bean
    RunFilesEndpoint runFilesEndpoint(
            RunFileQueries files, HistoryReader histories, ObjectStore objects, BaseUrl baseUrl) {
        return new RunFilesEndpoint(files, new ConsoleText(histories), objects, baseUrl);
    }

    @Bean
    RunFileJanitor runFileJanitor(
            RunFileStore files,
            FileContents contents,
            FileAccess access,
            ObjectStore objects,
            Transactions transactions,
            Clock clock,
            Settings settings) {
        Duration kept = settings.files().keptAfterDeletion();
        return new RunFileJanitor(files, contents, access, objects, transactions, clock, kept);
    }

    @Bean
    RecurringJob abandonedFiles(RunFileJanitor janitor) {
        return new RecurringJob("files-abandoned", Duration.ofMinutes(10), janitor::sweep);
    }

    @Bean
    RecurringJob filesOfDeletedRuns(RunFileJanitor janitor) {
        return new RecurringJob("files-of-deleted-runs", Duration.ofHours(12), janitor::sweepDeletedRuns);
    }
}
