import { gql, type Edges, type Page } from '../../api/graphql.ts'

export interface QueueRow { id: string; name: string; access: string; prioritizationMode: string | null; waitingItemCount: number; createdAt: string; defaultResourceConfig: { resource: string } | null; launchAgents: { id: string; agentStatus: string }[] }

const ROW = 'id name access prioritizationMode waitingItemCount createdAt defaultResourceConfig { resource } launchAgents { id agentStatus }'

export const LAUNCH_PROJECT = 'model-registry'

export const QueuesQuery = gql<{ project: { readOnly: boolean | null; runQueues: QueueRow[] } | null }, { entity: string; project: string }>(`query WebQueues($entity: String, $project: String) {
  project(entityName: $entity, name: $project) { readOnly runQueues { ${ROW} } }
}`)

export interface Problem { message: string; stage: string; filePaths: string[] }

export interface QueueItem { id: string; state: string; associatedRunId: string | null; entityName: string; projectName: string | null; runState: string | null; priority: number; templateVariableValues: Record<string, unknown> | null; runSpec: unknown; user: { username: string | null } | null; launchAgent: { name: string } | null; failure: Problem | null; warnings: Problem[]; createdAt: string; updatedAt: string }

export interface Agent { id: string; name: string; hostname: string; agentStatus: string; stopPolling: boolean; heartbeatAt: string | null; createdAt: string; version: string | null; user: { username: string | null } | null }

export interface QueueDetail extends Omit<QueueRow, 'launchAgents' | 'defaultResourceConfig'> { launchAgents: Agent[]; defaultResourceConfig: { id: string; resource: string; config: unknown; templateVariables: { name: string; schema: string }[] | null } | null; runQueueItems: Page<QueueItem> }

export const QueueQuery = gql<{ project: { readOnly: boolean | null; runQueue: QueueDetail | null } | null }, { entity: string; project: string; name: string; after: string | null }>(`query WebQueue($entity: String, $project: String, $name: String!, $after: String) {
  project(entityName: $entity, name: $project) { readOnly
    runQueue(name: $name) { id name access prioritizationMode waitingItemCount createdAt
      defaultResourceConfig { id resource config templateVariables { name schema } }
      launchAgents { id name hostname agentStatus stopPolling heartbeatAt createdAt version user { username } }
      runQueueItems(first: 50, after: $after) { edges { cursor node { id state associatedRunId entityName projectName runState priority templateVariableValues runSpec user { username } launchAgent { name } failure { message stage filePaths } warnings { message stage filePaths } createdAt updatedAt } } pageInfo { endCursor hasNextPage } } } }
}`)

export const SaveQueue = gql<{ upsertRunQueue: { success: boolean; configSchemaValidationErrors: string[] | null } }, { input: { entityName: string; projectName: string; queueName: string; resourceType: string; resourceConfig: string; templateVariables?: string; prioritizationMode?: string } }>(`mutation WebSaveQueue($input: UpsertRunQueueInput!) {
  upsertRunQueue(input: $input) { success configSchemaValidationErrors }
}`)

export const DeleteQueue = gql<{ deleteRunQueues: { success: boolean } }, { ids: string[] }>(`mutation WebDeleteQueue($ids: [ID!]!) {
  deleteRunQueues(input: {queueIDs: $ids}) { success }
}`)

export const DeleteItem = gql<{ deleteFromRunQueue: { success: boolean } }, { queue: string; item: string }>(`mutation WebDeleteItem($queue: ID!, $item: ID!) {
  deleteFromRunQueue(input: {queueID: $queue, runQueueItemId: $item}) { success }
}`)

export const StopAgent = gql<{ updateLaunchAgent: { success: boolean } }, { id: string }>(`mutation WebStopAgent($id: ID!) {
  updateLaunchAgent(input: {launchAgentId: $id, stopPolling: true}) { success }
}`)

export const PushItem = gql<{ pushToRunQueueByName: { runQueueItemId: string } }, { input: { entityName: string; projectName: string; queueName: string; runSpec: string; priority?: number; templateVariableValues?: string } }>(`mutation WebPushItem($input: PushToRunQueueByNameInput!) {
  pushToRunQueueByName(input: $input) { runQueueItemId }
}`)

export interface JobRow { id: string; name: string; description: string | null; createdAt: string; updatedAt: string | null; aliases: Edges<{ alias: string }>; artifacts: { totalCount: number; edges: { version: string; node: { id: string; createdAt: string; metadata: string | null } }[] } | null }

export const JobsQuery = gql<{ project: { readOnly: boolean | null; artifactType: { artifactCollections: (Page<JobRow> & { totalCount: number }) | null } | null } | null }, { entity: string; project: string; after: string | null }>(`query WebJobs($entity: String, $project: String, $after: String) {
  project(entityName: $entity, name: $project) { readOnly
    artifactType(name: "job") { artifactCollections(first: 100, after: $after) { totalCount
      edges { cursor node { id name description createdAt updatedAt aliases(first: 10) { edges { node { alias } } } artifacts(first: 1) { totalCount edges { version node { id createdAt metadata } } } } }
      pageInfo { endCursor hasNextPage } } } }
}`)

export const OwnersQuery = gql<{ viewer: { entity: string; teams: Edges<{ name: string; isTeam: boolean }> } | null }>(`query WebLaunchOwners {
  viewer { entity teams { edges { node { name isTeam } } } }
}`)
