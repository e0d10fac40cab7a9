package dev.selvedge.wire.graphql.artifacts;

import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.ArtifactAliases;
import dev.selvedge.domain.artifacts.ArtifactDetails;
import dev.selvedge.domain.artifacts.ArtifactEdits;
import dev.selvedge.domain.artifacts.ArtifactId;
import dev.selvedge.domain.artifacts.ArtifactLinks;
import dev.selvedge.domain.artifacts.ArtifactUse;
import dev.selvedge.domain.artifacts.CollectionId;
import dev.selvedge.domain.artifacts.Membership;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Fault;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** What happens to a version after it was made. */
@Controller
class ArtifactMutations {

    private final ArtifactUse use;
    private final ArtifactEdits edits;
    private final ArtifactAliases aliases;
    private final ArtifactLinks links;
    private final ArtifactDetails details;

    ArtifactMutations(
            ArtifactUse use,
            ArtifactEdits edits,
            ArtifactAliases aliases,
            ArtifactLinks links,
            ArtifactDetails details) {
        this.use = use;
        this.edits = edits;
        this.aliases = aliases;
        this.links = links;
        this.details = details;
    }

    record ArtifactPayload(Artifact artifact, String clientMutationId) {}

    record Done(boolean success, String clientMutationId) {}

    record UseArtifactInput(
            String artifactID,
            String entityName,
            String projectName,
            String runName,
            String usedAs,
            String artifactEntityName,
            String artifactProjectName,
            String clientMutationId) {}

    @MutationMapping
    ArtifactPayload useArtifact(@Argument UseArtifactInput input, @ContextValue Caller caller) {
        Artifact used = use.use(
                caller,
                ArtifactId.parse(input.artifactID()),
                input.entityName(),
                input.projectName(),
                input.runName(),
                input.usedAs());
        return new ArtifactPayload(used, input.clientMutationId());
    }

    record UpdateArtifactInput(
            List<CreateArtifactInput.AliasInput> aliases,
            String artifactID,
            String description,
            String labels,
            String metadata,
            List<CreateArtifactInput.TagInput> tagsToAdd,
            List<CreateArtifactInput.TagInput> tagsToDelete,
            Long ttlDurationSeconds,
            String clientMutationId) {}

    @MutationMapping
    ArtifactPayload updateArtifact(@Argument UpdateArtifactInput input, @ContextValue Caller caller) {
        Set<String> wanted = input.aliases() == null
                ? null
                : input.aliases().stream()
                        .map(CreateArtifactInput.AliasInput::alias)
                        .collect(Collectors.toSet());
        Artifact updated = edits.update(
                caller,
                ArtifactId.parse(input.artifactID()),
                new ArtifactEdits.Edit(
                        input.description(),
                        input.metadata(),
                        wanted,
                        CreateArtifactInput.names(input.tagsToAdd()),
                        CreateArtifactInput.names(input.tagsToDelete()),
                        input.ttlDurationSeconds()));
        return new ArtifactPayload(updated, input.clientMutationId());
    }

    record DeleteArtifactInput(String artifactID, Boolean deleteAliases, String clientMutationId) {}

    @MutationMapping
    ArtifactPayload deleteArtifact(@Argument DeleteArtifactInput input, @ContextValue Caller caller) {
        return new ArtifactPayload(
                edits.delete(caller, ArtifactId.parse(input.artifactID()), Boolean.TRUE.equals(input.deleteAliases())),
                input.clientMutationId());
    }

    record PlaceInput(String alias, String artifactCollectionName, String entityName, String projectName) {
        ArtifactAliases.Place place() {
            return new ArtifactAliases.Place(entityName, projectName, artifactCollectionName, alias);
        }
    }

    record AliasesInput(List<PlaceInput> aliases, String artifactID, String clientMutationId) {
        List<ArtifactAliases.Place> places() {
            return aliases.stream().map(PlaceInput::place).toList();
        }
    }

    @MutationMapping
    Done addAliases(@Argument AliasesInput input, @ContextValue Caller caller) {
        aliases.add(caller, ArtifactId.parse(input.artifactID()), input.places());
        return new Done(true, input.clientMutationId());
    }

    @MutationMapping
    Done deleteAliases(@Argument AliasesInput input, @ContextValue Caller caller) {
        aliases.remove(caller, ArtifactId.parse(input.artifactID()), input.places());
        return new Done(true, input.clientMutationId());
    }

    record LinkArtifactInput(
            List<CreateArtifactInput.AliasInput> aliases,
            String artifactID,
            String artifactPortfolioID,
            String artifactPortfolioName,
            String clientID,
            String entityName,
            String projectName,
            String clientMutationId) {

        List<String> names() {
            return aliases == null
                    ? List.of()
                    : aliases.stream()
                            .map(CreateArtifactInput.AliasInput::alias)
                            .toList();
        }
    }

    record LinkPayload(Membership artifactMembership, int versionIndex, String clientMutationId) {}

    @MutationMapping
    LinkPayload linkArtifact(@Argument LinkArtifactInput input, @ContextValue Caller caller) {
        ArtifactId artifact = ArtifactId.parse(
                input.artifactID() != null
                        ? input.artifactID()
                        : details.serverId(String.valueOf(input.clientID()))
                                .orElseThrow(() -> Fault.notFound("No such artifact")));
        Membership link;
        if (input.artifactPortfolioID() != null) {
            link = links.link(caller, artifact, CollectionId.parse(input.artifactPortfolioID()), input.names());
        } else if (input.artifactPortfolioName() != null && input.entityName() != null && input.projectName() != null) {
            link = links.link(
                    caller,
                    artifact,
                    input.entityName(),
                    input.projectName(),
                    input.artifactPortfolioName(),
                    input.names());
        } else {
            throw Fault.invalid("Say where to link: entityName, projectName and artifactPortfolioName");
        }
        return new LinkPayload(link, link.versionIndex(), input.clientMutationId());
    }

    record UnlinkArtifactInput(String artifactID, String artifactPortfolioID, String clientMutationId) {}

    @MutationMapping
    Done unlinkArtifact(@Argument UnlinkArtifactInput input, @ContextValue Caller caller) {
        links.unlink(caller, ArtifactId.parse(input.artifactID()), CollectionId.parse(input.artifactPortfolioID()));
        return new Done(true, input.clientMutationId());
    }
}
