package dev.selvedge.wire.graphql.artifacts;

import dev.selvedge.domain.artifacts.ArtifactCollection;
import dev.selvedge.domain.artifacts.ArtifactType;
import dev.selvedge.domain.artifacts.ArtifactTypeId;
import dev.selvedge.domain.artifacts.CollectionEdits;
import dev.selvedge.domain.artifacts.CollectionId;
import dev.selvedge.domain.artifacts.Tag;
import dev.selvedge.domain.people.Caller;
import java.util.List;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Types, sequences and portfolios. */
@Controller
class CollectionMutations {

    private final CollectionEdits edits;

    CollectionMutations(CollectionEdits edits) {
        this.edits = edits;
    }

    record CollectionPayload(ArtifactCollection artifactCollection, String clientMutationId) {}

    record CreateArtifactTypeInput(
            String name, String description, String entityName, String projectName, String clientMutationId) {}

    record TypePayload(ArtifactType artifactType, String clientMutationId) {}

    @MutationMapping
    TypePayload createArtifactType(@Argument CreateArtifactTypeInput input, @ContextValue Caller caller) {
        ArtifactType type =
                edits.createType(caller, input.entityName(), input.projectName(), input.name(), input.description());
        return new TypePayload(type, input.clientMutationId());
    }

    record CreateArtifactPortfolioInput(
            String name,
            String artifactTypeID,
            String description,
            String entityName,
            String projectName,
            String clientMutationId) {}

    @MutationMapping
    CollectionPayload createArtifactPortfolio(
            @Argument CreateArtifactPortfolioInput input, @ContextValue Caller caller) {
        ArtifactCollection made = edits.createPortfolio(
                caller,
                input.entityName(),
                input.projectName(),
                ArtifactTypeId.parse(input.artifactTypeID()),
                input.name(),
                input.description());
        return new CollectionPayload(made, input.clientMutationId());
    }

    record SequenceInput(
            String artifactSequenceID,
            String name,
            String description,
            String destinationArtifactTypeName,
            String clientMutationId) {}

    record PortfolioInput(String artifactPortfolioID, String name, String description, String clientMutationId) {}

    @MutationMapping
    CollectionPayload updateArtifactSequence(@Argument SequenceInput input, @ContextValue Caller caller) {
        return new CollectionPayload(
                edits.update(caller, CollectionId.parse(input.artifactSequenceID()), input.name(), input.description()),
                input.clientMutationId());
    }

    @MutationMapping
    CollectionPayload updateArtifactPortfolio(@Argument PortfolioInput input, @ContextValue Caller caller) {
        return new CollectionPayload(
                edits.update(
                        caller, CollectionId.parse(input.artifactPortfolioID()), input.name(), input.description()),
                input.clientMutationId());
    }

    @MutationMapping
    CollectionPayload moveArtifactSequence(@Argument SequenceInput input, @ContextValue Caller caller) {
        return new CollectionPayload(
                edits.retype(
                        caller, CollectionId.parse(input.artifactSequenceID()), input.destinationArtifactTypeName()),
                input.clientMutationId());
    }

    @MutationMapping
    CollectionPayload deleteArtifactSequence(@Argument SequenceInput input, @ContextValue Caller caller) {
        return new CollectionPayload(
                edits.delete(caller, CollectionId.parse(input.artifactSequenceID())), input.clientMutationId());
    }

    @MutationMapping
    CollectionPayload deleteArtifactPortfolio(@Argument PortfolioInput input, @ContextValue Caller caller) {
        return new CollectionPayload(
                edits.delete(caller, CollectionId.parse(input.artifactPortfolioID())), input.clientMutationId());
    }

    record TagsInput(
            String entityName,
            String projectName,
            String artifactCollectionName,
            List<CreateArtifactInput.TagInput> tags,
            String clientMutationID) {}

    record TagsPayload(List<Tag> tags, String clientMutationID) {}

    record Untagged(boolean success, String clientMutationID) {}

    @MutationMapping
    TagsPayload createArtifactCollectionTagAssignments(@Argument TagsInput input, @ContextValue Caller caller) {
        List<Tag> tags = edits.addTags(
                caller,
                input.entityName(),
                input.projectName(),
                input.artifactCollectionName(),
                CreateArtifactInput.names(input.tags()));
        return new TagsPayload(tags, input.clientMutationID());
    }

    @MutationMapping
    Untagged deleteArtifactCollectionTagAssignments(@Argument TagsInput input, @ContextValue Caller caller) {
        edits.removeTags(
                caller,
                input.entityName(),
                input.projectName(),
                input.artifactCollectionName(),
                CreateArtifactInput.names(input.tags()));
        return new Untagged(true, input.clientMutationID());
    }
}
