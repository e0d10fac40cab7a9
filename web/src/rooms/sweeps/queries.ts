import { gql, type Edges, type Page } from '../../api/graphql.ts'
import type { PriorRun } from './fromRuns.ts'

export interface SweepRow { id: string; name: string; displayName: string | null; state: string; method: string; createdAt: string; heartbeatAt: string | null; runCount: number; runCountExpected: number | null; bestLoss: number | null; computeSeconds: number; config: string; user: { username: string | null } | null }

const ROW = 'id name displayName state method createdAt heartbeatAt runCount runCountExpected bestLoss computeSeconds config user { username }'

export const SweepsQuery = gql<{ project: { readOnly: boolean | null; totalSweeps: number; sweeps: Page<SweepRow> | null } | null }, { entity: string; project: string; after: string | null }>(`query WebSweeps($entity: String, $project: String, $after: String) {
  project(entityName: $entity, name: $project) { readOnly totalSweeps
    sweeps(first: 50, after: $after) { edges { node { ${ROW} } cursor } pageInfo { endCursor hasNextPage } } }
}`)

export interface AgentRow { id: string; name: string; host: string; state: string | null; totalRuns: number; createdAt: string; heartbeatAt: string | null }

export interface SweepDetail extends SweepRow { description: string | null; agents: Edges<AgentRow>; priorRuns: { totalCount: number } }

export const SweepQuery = gql<{ project: { readOnly: boolean | null; sweep: SweepDetail | null } | null }, { entity: string; project: string; name: string }>(`query WebSweep($entity: String, $project: String, $name: String!) {
  project(entityName: $entity, name: $project) { readOnly
    sweep(sweepName: $name) { ${ROW} description priorRuns { totalCount } agents(first: 100) { edges { node { id name host state totalRuns createdAt heartbeatAt } } } } }
}`)

export const ChangeSweep = gql<{ upsertSweep: { sweep: { id: string; state: string }; configValidationWarnings: string[] } }, { id: string; state?: string; displayName?: string; description?: string; config?: string }>(`mutation WebChangeSweep($id: ID, $state: String, $displayName: String, $description: String, $config: String) {
  upsertSweep(input: {id: $id, state: $state, displayName: $displayName, description: $description, config: $config}) { sweep { id state } configValidationWarnings }
}`)

export const CreateSweep = gql<{ upsertSweep: { sweep: { id: string; name: string }; configValidationWarnings: string[] } }, { entity: string; project: string; config: string; prior?: string | null }>(`mutation WebCreateSweep($entity: String, $project: String, $config: String, $prior: JSONString) {
  upsertSweep(input: {entityName: $entity, projectName: $project, config: $config, priorRunsFilters: $prior}) { sweep { id name } configValidationWarnings }
}`)

export const DeleteSweep = gql<{ deleteSweep: { success: boolean } }, { id: string; deleteRuns: boolean }>(`mutation WebDeleteSweep($id: ID!, $deleteRuns: Boolean!) {
  deleteSweep(input: {id: $id, deleteRuns: $deleteRuns}) { success }
}`)

export const SweepViewQuery = gql<{ project: { allViews: Edges<{ id: string; spec: string | null }> | null } | null }, { entity: string; project: string; name: string }>(`query WebSweepView($entity: String, $project: String, $name: String) {
  project(entityName: $entity, name: $project) { allViews(viewType: "sweep-view", viewName: $name) { edges { node { id spec } } } }
}`)

export const SaveSweepView = gql<{ upsertView: { view: { id: string } } }, { id: string | null; entity: string; project: string; name: string; spec: string }>(`mutation WebSaveSweepView($id: ID, $entity: String, $project: String, $name: String, $spec: String) {
  upsertView(input: {id: $id, entityName: $entity, projectName: $project, name: $name, displayName: "Sweep workspace", type: "sweep-view", spec: $spec, createdUsing: WANDB_UI}) { view { id } }
}`)

export const PriorRunsQuery = gql<{ project: { runs: Edges<PriorRun> | null } | null }, { entity: string; project: string; filters: string; first: number }>(`query WebPriorRuns($entity: String, $project: String, $filters: JSONString, $first: Int) {
  project(entityName: $entity, name: $project) { runs(filters: $filters, first: $first) { edges { node { config summaryMetrics runInfo { program } } } } }
}`)
