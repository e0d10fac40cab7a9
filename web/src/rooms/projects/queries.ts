import { gql, type Page } from '../../api/graphql.ts'

export interface ProjectRow { id: string; name: string; entityName: string; createdAt: string; lastActive: string | null; runCount: number; running: number }

export interface ProjectFacts extends Omit<ProjectRow, 'running'> {
  description: string | null
  access: string | null
  readOnly: boolean | null
  tagCounts: { name: string; count: number }[]
  running: number
}

export const ProjectsQuery = gql<{ models: Page<ProjectRow> | null }, { entity: string | null; first: number; after: string | null; running: string }>(`query WebProjects($entity: String, $first: Int, $after: String, $running: JSONString) {
  models(entityName: $entity, first: $first, after: $after) {
    edges { node { id name entityName createdAt lastActive runCount running: runCount(filters: $running) } }
    pageInfo { endCursor hasNextPage } }
}`)

export const EntityQuery = gql<{ entity: { name: string; available: boolean | null; isTeam: boolean; createdAt: string; memberCount: number } | null }, { name: string }>(`query WebEntity($name: String) {
  entity(name: $name) { name available isTeam createdAt memberCount }
}`)

export const ProjectQuery = gql<{ project: ProjectFacts | null }, { entity: string; name: string; running: string }>(`query WebProject($entity: String, $name: String, $running: JSONString) {
  project(entityName: $entity, name: $name) {
    id name entityName createdAt lastActive description access readOnly runCount running: runCount(filters: $running)
    tagCounts { name count } }
}`)

export const UpdateProject = gql<{ upsertModel: { project: { id: string } } }, { entity: string; name: string; description: string }>(`mutation WebUpdateProject($entity: String, $name: String, $description: String) {
  upsertModel(input: {entityName: $entity, name: $name, description: $description}) { project { id name } }
}`)

export const DeleteProject = gql<{ deleteModel: { success: boolean } }, { id: string }>(`mutation WebDeleteProject($id: String!) {
  deleteModel(input: {id: $id}) { success }
}`)

export const RUNNING = JSON.stringify({ state: 'running' })
