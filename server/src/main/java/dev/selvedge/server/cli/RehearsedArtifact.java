package dev.selvedge.server.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Logs a version of one file: draft, file, manifest, commit. */
record RehearsedArtifact(RehearsalClient client, String entity, String project) {

    void log(String run, int round) throws IOException {
        byte[] content = ("content of round " + round).getBytes(StandardCharsets.UTF_8);
        String id = client.ask(
                        RehearsedQueries.CREATE_ARTIFACT,
                        Map.of("e", entity, "p", project, "r", run, "d", "round" + round))
                .at("/createArtifact/artifact/id")
                .asString();
        var file = client.ask(
                RehearsedQueries.ARTIFACT_FILES,
                Map.of("f", List.of(Map.of("artifactID", id, "name", "data.txt", "md5", md5(content)))));
        client.put(file.at("/createArtifactFiles/files/edges/0/node/uploadUrl").asString(), content);
        byte[] manifest = manifest(id, content).getBytes(StandardCharsets.UTF_8);
        var kept = client.ask(
                RehearsedQueries.MANIFEST, Map.of("e", entity, "p", project, "r", run, "a", id, "d", md5(manifest)));
        client.put(
                kept.at("/createArtifactManifest/artifactManifest/file/uploadUrl")
                        .asString(),
                manifest);
        client.ask(RehearsedQueries.COMMIT, Map.of("a", id));
    }

    private static String manifest(String id, byte[] content) {
        return """
                {"version":1,"storagePolicy":"wandb-storage-policy-v1","storagePolicyConfig":{"storageLayout":"V2"},
                 "contents":{"data.txt":{"digest":"%s","size":%d,"birthArtifactID":"%s"}}}""".formatted(md5(content), content.length, id);
    }

    private static String md5(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
