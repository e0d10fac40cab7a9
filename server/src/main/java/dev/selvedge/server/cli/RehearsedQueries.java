package dev.selvedge.server.cli;

/** What clients ask first, in small. */
final class RehearsedQueries {

    static final String VIEWER = "{ viewer { id username entity flags teams { edges { node { name } } } }"
            + " serverInfo { features { name isEnabled } cliVersionInfo } }";

    static final String UPSERT = """
            mutation UpsertBucket($e: String, $p: String, $r: String, $c: JSONString) {
              upsertBucket(input: {entityName: $e, modelName: $p, name: $r, config: $c, tags: ["warm"]}) {
                bucket { id name displayName config project { id name entity { id name } } historyLineCount } inserted } }""";

    static final String CREATE_FILES = """
            mutation CreateRunFiles($e: String!, $p: String!, $r: String!) {
              createRunFiles(input: {entityName: $e, projectName: $p, runName: $r, files: ["config.yaml"]}) {
                runID uploadHeaders files { name uploadUrl } } }""";

    static final String CREATE_ARTIFACT = """
            mutation CreateArtifact($e: String!, $p: String!, $r: String, $d: String!) {
              createArtifact(input: {entityName: $e, projectName: $p, runName: $r, artifactTypeName: "dataset",
                artifactCollectionName: "data", digest: $d, digestAlgorithm: MANIFEST_MD5,
                aliases: [{artifactCollectionName: "data", alias: "latest"}]}) {
                artifact { id state artifactSequence { id latestArtifact { id versionIndex } } } } }""";

    static final String ARTIFACT_FILES = """
            mutation CreateArtifactFiles($f: [CreateArtifactFileSpecInput!]!) {
              createArtifactFiles(input: {artifactFiles: $f, storageLayout: V2}) {
                files { edges { node { id name uploadUrl uploadHeaders artifact { id } } } } } }""";

    static final String MANIFEST = """
            mutation CreateArtifactManifest($e: String!, $p: String!, $r: String!, $a: ID!, $d: String!) {
              createArtifactManifest(input: {entityName: $e, projectName: $p, runName: $r, artifactID: $a,
                name: "wandb_manifest.json", digest: $d, type: FULL}) {
                artifactManifest { id file { id name uploadUrl uploadHeaders } } } }""";

    static final String COMMIT =
            "mutation CommitArtifact($a: ID!) { commitArtifact(input: {artifactID: $a}) { artifact { id digest } } }";

    static final String RUN = """
            query Run($e: String!, $p: String!, $r: String!) {
              project(entityName: $e, name: $p) { run(name: $r) {
                id name state config summaryMetrics historyKeys tags createdAt heartbeatAt user { username }
                history(minStep: 0, maxStep: 1000, samples: 1000)
                sampledHistory(specs: ["{\\"keys\\":[\\"_step\\",\\"loss\\"],\\"samples\\":500}"])
                files(first: 50) { edges { node { id name directUrl sizeBytes md5 } cursor } pageInfo { hasNextPage } } } } }""";

    static final String SAMPLED = """
            query Sampled($e: String!, $p: String!, $r: String!, $s: [JSONString!]!) {
              project(entityName: $e, name: $p) { run(name: $r) { sampledHistory(specs: $s) } } }""";

    static final String RUNS = """
            query Runs($e: String!, $p: String!) {
              project(entityName: $e, name: $p) { runCount
                runs(filters: "{\\"config.lr.value\\":{\\"$gt\\":0}}", order: "-created_at", first: 50) { totalCount
                  edges { node { id name displayName state config summaryMetrics tags createdAt } cursor }
                  pageInfo { endCursor hasNextPage } } } }""";

    static final String ARTIFACTS = """
            query Artifacts($e: String!, $p: String!) {
              project(entityName: $e, name: $p) { artifact(name: "data:latest") {
                  id state digest versionIndex aliases { alias } artifactType { name } createdBy { __typename }
                  files(first: 10) { edges { node { name directUrl } } } }
                artifactType(name: "dataset") { artifactCollections(first: 10) { edges { node { id name } } } } } }""";

    private RehearsedQueries() {}
}
