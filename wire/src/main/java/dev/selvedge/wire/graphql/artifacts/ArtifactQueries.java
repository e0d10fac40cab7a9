package dev.selvedge.wire.graphql.artifacts;

import dev.selvedge.domain.artifacts.Artifact;
import dev.selvedge.domain.artifacts.ArtifactCollection;
import dev.selvedge.domain.artifacts.ArtifactDetails;
import dev.selvedge.domain.artifacts.ArtifactId;
import dev.selvedge.domain.artifacts.ArtifactLookup;
import dev.selvedge.domain.artifacts.CollectionId;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.GlobalId;
import java.util.OptionalLong;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** The root fields. What is absent or hidden is null. */
@Controller
class ArtifactQueries {

    private final ArtifactLookup lookup;
    private final ArtifactDetails details;

    ArtifactQueries(ArtifactLookup lookup, ArtifactDetails details) {
        this.lookup = lookup;
        this.details = details;
    }

    record Mapping(String clientID, String serverID) {}

    @QueryMapping
    Artifact artifact(@Argument String id, @ContextValue Caller caller) {
        OptionalLong number = GlobalId.decode("Artifact", id);
        return number.isEmpty()
                ? null
                : lookup.artifact(caller, new ArtifactId(number.getAsLong())).orElse(null);
    }

    @QueryMapping
    ArtifactCollection artifactCollection(@Argument String id, @ContextValue Caller caller) {
        OptionalLong number = GlobalId.decode("ArtifactCollection", id);
        return number.isEmpty()
                ? null
                : lookup.collection(caller, new CollectionId(number.getAsLong()))
                        .orElse(null);
    }

    /** Client ids are 128 random characters, so to know one is to be allowed to ask. */
    @QueryMapping
    Mapping clientIDMapping(@Argument String clientID, @ContextValue Caller caller) {
        caller.requireSignedIn();
        return details.serverId(clientID)
                .map(serverId -> new Mapping(clientID, serverId))
                .orElse(null);
    }
}
