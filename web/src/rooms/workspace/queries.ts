import { gql, type Page } from '../../api/graphql.ts'

export interface ViewRow { id: string; name: string | null; displayName: string | null; spec: string | null; type: string | null; updatedAt: string | null; user: { username: string | null } | null }

export const ViewQuery = gql<{ project: { allViews: Page<ViewRow> | null } | null }, { entity: string; project: string; name: string; user: string | null }>(`query WebView($entity: String, $project: String, $name: String, $user: String) {
  project(entityName: $entity, name: $project) {
    allViews(viewType: "project-view", viewName: $name, userName: $user) { edges { node { id name displayName spec type updatedAt user { username } } } pageInfo { endCursor hasNextPage } } }
}`)

export const ViewsQuery = gql<{ project: { allViews: Page<Omit<ViewRow, 'spec'>> | null } | null }, { entity: string; project: string }>(`query WebViews($entity: String, $project: String) {
  project(entityName: $entity, name: $project) {
    allViews(viewType: "project-view") { edges { node { id name displayName type updatedAt user { username } } } pageInfo { endCursor hasNextPage } } }
}`)

export const SaveView = gql<{ upsertView: { view: { id: string; name: string } } }, { id: string | null; entity: string; project: string; name: string; displayName: string; spec: string }>(`mutation WebSaveView($id: ID, $entity: String, $project: String, $name: String, $displayName: String, $spec: String) {
  upsertView(input: {id: $id, entityName: $entity, projectName: $project, name: $name, displayName: $displayName, type: "project-view", spec: $spec, createdUsing: WANDB_UI}) { view { id name } }
}`)

export const DeleteView = gql<{ deleteView: { success: boolean } }, { id: string }>(`mutation WebDeleteView($id: ID) {
  deleteView(input: {id: $id}) { success }
}`)
