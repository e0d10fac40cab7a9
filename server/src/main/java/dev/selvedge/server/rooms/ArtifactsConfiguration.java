package dev.selvedge.server.rooms;

import dev.selvedge.domain.artifacts.ArtifactAliases;
import dev.selvedge.domain.artifacts.ArtifactCheck;
import dev.selvedge.domain.artifacts.ArtifactCleanup;
import dev.selvedge.domain.artifacts.ArtifactCommits;
import dev.selvedge.domain.artifacts.ArtifactDetails;
import dev.selvedge.domain.artifacts.ArtifactDrafts;
import dev.selvedge.domain.artifacts.ArtifactEdits;
import dev.selvedge.domain.artifacts.ArtifactEvents;
import dev.selvedge.domain.artifacts.ArtifactFiles;
import dev.selvedge.domain.artifacts.ArtifactLinks;
import dev.selvedge.domain.artifacts.ArtifactLookup;
import dev.selvedge.domain.artifacts.ArtifactProjects;
import dev.selvedge.domain.artifacts.ArtifactRuns;
import dev.selvedge.domain.artifacts.ArtifactTrash;
import dev.selvedge.domain.artifacts.ArtifactUploads;
import dev.selvedge.domain.artifacts.ArtifactUse;
import dev.selvedge.domain.artifacts.CollectionCatalog;
import dev.selvedge.domain.artifacts.CollectionEdits;
import dev.selvedge.domain.artifacts.CollectionHistory;
import dev.selvedge.domain.artifacts.CollectionStore;
import dev.selvedge.domain.artifacts.ContentStore;
import dev.selvedge.domain.artifacts.CoreRegistries;
import dev.selvedge.domain.artifacts.Manifests;
import dev.selvedge.domain.artifacts.ProtectedAliases;
import dev.selvedge.domain.artifacts.ReferenceLinks;
import dev.selvedge.domain.artifacts.RegistrySearch;
import dev.selvedge.domain.artifacts.UsageStore;
import dev.selvedge.domain.artifacts.VersionCatalog;
import dev.selvedge.domain.artifacts.VersionStore;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.Placement;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.projects.ProjectSearch;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.platform.RecurringJob;
import dev.selvedge.platform.Transactions;
import dev.selvedge.server.Settings;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.artifacts.SqlCollectionActionStore;
import dev.selvedge.storage.sql.artifacts.SqlCollectionStore;
import dev.selvedge.storage.sql.artifacts.SqlContentStore;
import dev.selvedge.storage.sql.artifacts.SqlProtectedAliasStore;
import dev.selvedge.storage.sql.artifacts.SqlUsageStore;
import dev.selvedge.storage.sql.artifacts.SqlVersionStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The artifacts room. */
@Configuration(proxyBeanMethods = false)
class ArtifactsConfiguration {

    /** Clients of W&B's own development server ask for the second one. Both mean wherever the objects of the project go. */
    private static final Set<String> REGIONS = Set.of("default", "minio-local");

    private static final Duration KEEP_DELETED = Duration.ofDays(7);
    private static final Duration KEEP_DRAFTS = Duration.ofDays(7);
    private static final Duration CLEAN_UP_EVERY = Duration.ofMinutes(10);

    @Bean
    CollectionStore artifactCollectionStore(Database database) {
        return new SqlCollectionStore(database);
    }

    @Bean
    VersionStore artifactVersionStore(Database database) {
        return new SqlVersionStore(database);
    }

    @Bean
    ContentStore artifactContentStore(Database database) {
        return new SqlContentStore(database);
    }

    @Bean
    UsageStore artifactUsageStore(Database database) {
        return new SqlUsageStore(database);
    }

    @Bean
    ArtifactTrash artifactTrash(
            ArtifactLookup lookup,
            CollectionStore collections,
            VersionStore versions,
            ContentStore content,
            ArtifactProjects projects,
            ArtifactAliases aliases,
            Transactions transactions,
            Clock clock) {
        return new ArtifactTrash(
                lookup, collections, versions, content, projects, aliases, transactions, clock, KEEP_DELETED);
    }

    @Bean
    ArtifactRuns artifactRuns(RunStore runs) {
        return (project, name) ->
                runs.find(project, name).filter(run -> !run.isDeleted()).map(Run::id);
    }

    @Bean
    Manifests artifactManifests(ObjectStore objects) {
        return new Manifests(objects);
    }

    @Bean
    ProtectedAliases protectedAliases(Database database, ArtifactProjects projects, Transactions transactions) {
        return new ProtectedAliases(new SqlProtectedAliasStore(database), projects, transactions);
    }

    @Bean
    ArtifactCheck artifactCheck(VersionStore versions, ContentStore content, Manifests manifests, ObjectStore objects) {
        return new ArtifactCheck(versions, content, manifests, objects);
    }

    @Bean
    ArtifactLookup artifactLookup(CollectionStore collections, VersionStore versions, ArtifactProjects projects) {
        return new ArtifactLookup(collections, versions, projects);
    }

    @Bean
    ArtifactDetails artifactDetails(
            CollectionStore collections, VersionStore versions, UsageStore usage, ArtifactProjects projects) {
        return new ArtifactDetails(collections, versions, usage, projects);
    }

    @Bean
    ArtifactDrafts artifactDrafts(
            CollectionStore collections,
            VersionStore versions,
            UsageStore usage,
            ArtifactProjects projects,
            ArtifactRuns runs,
            Placement placement,
            ArtifactAliases aliases,
            ArtifactEvents events,
            Transactions transactions,
            Clock clock) {
        return new ArtifactDrafts(
                collections, versions, usage, projects, runs, placement, aliases, events, transactions, clock, REGIONS);
    }

    @Bean
    ArtifactUploads artifactUploads(
            ArtifactLookup lookup,
            VersionStore versions,
            ContentStore content,
            ArtifactProjects projects,
            ObjectStore objects,
            Transactions transactions,
            Clock clock) {
        return new ArtifactUploads(lookup, versions, content, projects, objects, transactions, clock);
    }

    @Bean
    ArtifactCommits artifactCommits(
            ArtifactLookup lookup,
            CollectionStore collections,
            VersionStore versions,
            ContentStore content,
            UsageStore usage,
            ArtifactProjects projects,
            Manifests manifests,
            ArtifactAliases aliases,
            ArtifactEvents events,
            Transactions transactions,
            Clock clock) {
        return new ArtifactCommits(
                lookup,
                collections,
                versions,
                content,
                usage,
                projects,
                manifests,
                aliases,
                events,
                transactions,
                clock);
    }

    @Bean
    CollectionHistory collectionHistory(Database database, VersionStore versions, Clock clock) {
        return new CollectionHistory(new SqlCollectionActionStore(database), versions, clock);
    }

    @Bean
    ArtifactAliases artifactAliases(
            ArtifactLookup lookup,
            CollectionStore collections,
            VersionStore versions,
            ArtifactProjects projects,
            ProtectedAliases guarded,
            CollectionHistory history,
            ArtifactEvents events,
            Transactions transactions,
            Clock clock) {
        return new ArtifactAliases(
                lookup, collections, versions, projects, guarded, history, events, transactions, clock);
    }

    @Bean
    ArtifactLinks artifactLinks(
            ArtifactLookup lookup,
            CollectionStore collections,
            VersionStore versions,
            ArtifactProjects projects,
            ProtectedAliases guarded,
            ArtifactAliases aliases,
            ArtifactEvents events,
            Transactions transactions,
            Clock clock) {
        return new ArtifactLinks(
                lookup, collections, versions, projects, guarded, aliases, events, transactions, clock);
    }

    @Bean
    ArtifactEdits artifactEdits(
            ArtifactLookup lookup,
            CollectionStore collections,
            VersionStore versions,
            ArtifactProjects projects,
            ArtifactAliases aliases,
            ArtifactEvents events,
            Transactions transactions,
            Clock clock) {
        return new ArtifactEdits(lookup, collections, versions, projects, aliases, events, transactions, clock);
    }

    @Bean
    CollectionEdits artifactCollectionEdits(
            ArtifactLookup lookup,
            CollectionStore collections,
            VersionStore versions,
            ArtifactProjects projects,
            ArtifactEdits edits,
            ArtifactAliases aliases,
            ArtifactEvents events,
            Transactions transactions,
            Clock clock) {
        return new CollectionEdits(
                lookup, collections, versions, projects, edits, aliases, events, transactions, clock);
    }

    @Bean
    ArtifactUse artifactUse(
            ArtifactLookup lookup, UsageStore usage, ArtifactProjects projects, ArtifactRuns runs, Clock clock) {
        return new ArtifactUse(lookup, usage, projects, runs, clock);
    }

    @Bean
    ArtifactFiles artifactFiles(
            ArtifactLookup lookup,
            VersionStore versions,
            ContentStore content,
            Manifests manifests,
            ReferenceLinks links) {
        return new ArtifactFiles(lookup, versions, content, manifests, links);
    }

    @Bean
    VersionCatalog artifactVersionCatalog(VersionStore versions, UsageStore usage, ArtifactLookup lookup) {
        return new VersionCatalog(versions, usage, lookup);
    }

    @Bean
    CollectionCatalog artifactCollectionCatalog(CollectionStore collections) {
        return new CollectionCatalog(collections);
    }

    @Bean
    ProjectSearch projectSearch(Projects projects) {
        return new ProjectSearch(projects);
    }

    @Bean
    RegistrySearch registrySearch(CollectionCatalog collections, VersionCatalog versions) {
        return new RegistrySearch(collections, versions);
    }

    @Bean
    ArtifactProjects artifactProjects(
            Projects projects,
            ProjectStore store,
            EntityStore entities,
            Access access,
            CollectionStore collections,
            CoreRegistries core) {
        return new ProjectsForArtifacts(projects, store, entities, access, collections, core);
    }

    @Bean
    RecurringJob artifactCleanup(
            VersionStore versions,
            CollectionStore collections,
            ContentStore content,
            ArtifactAliases aliases,
            ArtifactProjects projects,
            Manifests manifests,
            ObjectStore objects,
            Transactions transactions,
            Clock clock,
            Settings settings) {
        return new ArtifactCleanup(
                        versions,
                        collections,
                        content,
                        aliases,
                        projects,
                        manifests,
                        objects,
                        transactions,
                        clock,
                        KEEP_DELETED,
                        KEEP_DRAFTS,
                        settings.files().keptAfterDeletion())
                .job(CLEAN_UP_EVERY);
    }
}
