import { gql, type Page } from '../../api/graphql.ts'

export interface RunRow {
  id: string
  name: string
  displayName: string | null
  state: string | null
  createdAt: string
  heartbeatAt: string | null
  updatedAt: string | null
  tags: string[] | null
  group: string | null
  jobType: string | null
  notes: string | null
  host: string | null
  sweepName: string | null
  computeSeconds: number
  historyLineCount: number | null
  user: { username: string | null; name: string } | null
  config: string | null
  summaryMetrics: string | null
}

export const ROW = `id name displayName state createdAt heartbeatAt updatedAt tags group jobType notes host sweepName computeSeconds historyLineCount
  user { username name } config(keys: $configKeys) summaryMetrics(keys: $summaryKeys)`

interface PageVariables { entity: string; project: string; filters: string; order: string; first: number; after: string | null; configKeys: string[] | null; summaryKeys: string[] | null; /** Which runs are there at all: those of a sweep on its page. */ base?: string | null }

export const RunsQuery = gql<{ project: { id: string; internalId: string; readOnly: boolean | null; runCount: number; total: number; runs: Page<RunRow> | null } | null }, PageVariables>(`query WebRuns($entity: String, $project: String, $filters: JSONString, $order: String, $first: Int, $after: String, $configKeys: [String!], $summaryKeys: [String!], $base: JSONString) {
  project(entityName: $entity, name: $project) {
    id internalId readOnly runCount(filters: $filters) total: runCount(filters: $base)
    runs(filters: $filters, order: $order, first: $first, after: $after) {
      edges { node { ${ROW} } cursor } pageInfo { endCursor hasNextPage } } }
}`)

export interface RunGroup { key: unknown; runCount: number; aggregates: Record<string, { count: number; mean: number | null; std: number | null; min: number | null; max: number | null }>; filters: string }

export const RunGroupsQuery = gql<{ project: { runCount: number; runGroups: Page<RunGroup> & { totalCount: number } } | null }, { entity: string; project: string; groupKeys: string[]; filters: string; order: string | null; aggregateKeys: string[]; first: number; after: string | null }>(`query WebRunGroups($entity: String, $project: String, $groupKeys: [String!]!, $filters: JSONString, $order: String, $aggregateKeys: [String!], $first: Int, $after: String) {
  project(entityName: $entity, name: $project) {
    runCount(filters: $filters)
    runGroups(groupKeys: $groupKeys, filters: $filters, order: $order, aggregateKeys: $aggregateKeys, first: $first, after: $after) {
      totalCount edges { node { key runCount aggregates filters } cursor } pageInfo { endCursor hasNextPage } } }
}`)

export interface ProjectField { path: string; type: string; count: number }

export const FieldsQuery = gql<{ project: { fields: Page<ProjectField> } | null }, { entity: string; project: string; pattern: string | null; first: number }>(`query WebFields($entity: String, $project: String, $pattern: String, $first: Int) {
  project(entityName: $entity, name: $project) {
    fields(columns: ["config", "summary_metrics"], pattern: $pattern, first: $first) { edges { node { path type count } } pageInfo { endCursor hasNextPage } } }
}`)

/** What charts need of the runs they draw. */
export interface RunKeys { name: string; state: string | null; historyLineCount: number | null; historyKeys: { keys?: Record<string, { typeCounts?: { type: string; count: number }[] } | number> } | null; systemMetrics: string | null }

export const RunKeysQuery = gql<{ project: { runs: { edges: { node: RunKeys }[] } | null } | null }, { entity: string; project: string; filters: string; first: number }>(`query WebRunKeys($entity: String, $project: String, $filters: JSONString, $first: Int) {
  project(entityName: $entity, name: $project) {
    runs(filters: $filters, first: $first) { edges { node { name state historyLineCount historyKeys systemMetrics } } } }
}`)

export interface RunDetail extends RunRow {
  commit: string | null
  sweepName: string | null
  stopped: boolean | null
  readOnly: boolean | null
  exitcode: number | null
  fileCount: number | null
  logLineCount: number | null
  eventsLineCount: number | null
  storageBytes: number
  wandbConfig: string | null
  runInfo: { args: string[]; codeSaved: boolean | null; cpuCount: number | null; executable: string | null; gpu: string | null; gpuCount: number | null; os: string | null; program: string | null; python: string | null; git: { remote: string | null; commit: string | null } | null } | null
}

export const RunQuery = gql<{ project: { internalId: string; run: RunDetail | null } | null }, { entity: string; project: string; name: string }>(`query WebRun($entity: String, $project: String, $name: String!) {
  project(entityName: $entity, name: $project) {
    internalId
    run(name: $name) {
      id name displayName state createdAt heartbeatAt updatedAt tags group jobType notes host sweepName computeSeconds historyLineCount
      user { username name } config summaryMetrics wandbConfig commit stopped readOnly exitcode fileCount logLineCount eventsLineCount storageBytes
      runInfo { args codeSaved cpuCount executable gpu gpuCount os program python git { remote commit } } } }
}`)

export interface LogLine { number: number | null; timestamp: string | null; level: string | null; label: string | null; line: string | null }

export const LogPageQuery = gql<{ project: { run: { state: string | null; logLineCount: number | null; logLines: Page<LogLine> | null } | null } | null }, { entity: string; project: string; name: string; first: number | null; after: string | null; last: number | null }>(`query WebLogPage($entity: String, $project: String, $name: String!, $first: Int, $after: String, $last: Int) {
  project(entityName: $entity, name: $project) {
    run(name: $name) { state logLineCount
      logLines(useImprovedPagination: true, first: $first, after: $after, last: $last) { edges { node { number timestamp level label line } cursor } pageInfo { endCursor hasNextPage } } } }
}`)

export interface RunFile { id: string; name: string; directUrl: string; url: string | null; sizeBytes: number; mimetype: string | null; updatedAt: string | null; /** Where the bytes are that an artifact only refers to. */ reference?: string | null }

export const FilesQuery = gql<{ project: { internalId: string; run: { files: Page<RunFile> | null } | null } | null }, { entity: string; project: string; name: string; first: number; after: string | null; names: string[] | null }>(`query WebFiles($entity: String, $project: String, $name: String!, $first: Int, $after: String, $names: [String]) {
  project(entityName: $entity, name: $project) {
    internalId
    run(name: $name) { files(first: $first, after: $after, names: $names) { edges { node { id name directUrl url sizeBytes mimetype updatedAt } cursor } pageInfo { endCursor hasNextPage } } } }
}`)

export const UpdateRun = gql<{ upsertBucket: { bucket: { id: string } } }, { id: string; displayName?: string; notes?: string; tags?: string[]; groupName?: string }>(`mutation WebUpdateRun($id: String, $displayName: String, $notes: String, $tags: [String], $groupName: String) {
  upsertBucket(input: {id: $id, displayName: $displayName, notes: $notes, tags: $tags, groupName: $groupName}) { bucket { id displayName notes tags group } }
}`)

export const StopRun = gql<{ stopRun: { success: boolean } }, { id: string }>(`mutation WebStopRun($id: ID!) {
  stopRun(input: {id: $id}) { success }
}`)

export const DeleteRuns = gql<{ deleteRuns: { errors: string | null } }, { entity: string; project: string; filters: string }>(`mutation WebDeleteRuns($entity: String!, $project: String!, $filters: JSONString!) {
  deleteRuns(input: {entityName: $entity, projectName: $project, filters: $filters}) { errors }
}`)

export const UndeleteRuns = gql<{ undeleteRuns: { clientMutationId: string | null } }, { entity: string; project: string; filters: string }>(`mutation WebUndeleteRuns($entity: String!, $project: String!, $filters: JSONString!) {
  undeleteRuns(input: {entityName: $entity, projectName: $project, filters: $filters}) { clientMutationId }
}`)

export const ModifyRuns = gql<{ modifyRuns: { runs: { id: string }[] } }, { entity: string; project: string; filters: string; addTags: string[]; removeTags: string[] }>(`mutation WebModifyRuns($entity: String, $project: String, $filters: JSONString, $addTags: [String], $removeTags: [String]) {
  modifyRuns(input: {entityName: $entity, projectName: $project, filters: $filters, addTags: $addTags, removeTags: $removeTags}) { runs { id } }
}`)

export const DeleteFiles = gql<{ deleteFiles: { success: boolean } }, { files: string[]; projectId: number }>(`mutation WebDeleteFiles($files: [ID!]!, $projectId: Int) {
  deleteFiles(input: {files: $files, projectId: $projectId}) { success }
}`)

export const MoveRuns = gql<{ moveRuns: { task: { id: string } } }, { entity: string; project: string; toEntity: string; toProject: string; filters: string }>(`mutation WebMoveRuns($entity: String!, $project: String!, $toEntity: String!, $toProject: String!, $filters: JSONString!) {
  moveRuns(input: {sourceEntityName: $entity, sourceProjectName: $project, destinationEntityName: $toEntity, destinationProjectName: $toProject, filters: $filters}) { task { id } }
}`)
