import { gql, type Page } from '../../api/graphql.ts'

export interface ReportRow { id: string; name: string | null; displayName: string | null; description: string | null; createdAt: string; updatedAt: string | null; user: { username: string | null; name: string } | null; starred: boolean; starCount: number; viewCount: number }

export const ReportsQuery = gql<{ project: { readOnly: boolean | null; allViews: (Page<ReportRow> & { totalCount: number }) | null } | null }, { entity: string; project: string; after: string | null }>(`query WebReports($entity: String, $project: String, $after: String) {
  project(entityName: $entity, name: $project) { readOnly
    allViews(viewType: "runs", first: 100, after: $after) { totalCount edges { node { id name displayName description createdAt updatedAt user { username name } starred starCount viewCount } cursor } pageInfo { endCursor hasNextPage } } }
}`)

export interface Report extends ReportRow { type: string | null; spec: string | null; entityName: string; project: { name: string; entityName: string; readOnly: boolean | null } | null; accessTokens: { id: string; token: string; revokedAt: string | null }[]; /** Whether the reader may change what it says. */ editable: boolean; invitesEditors: boolean; editors: { username: string; name: string }[]; /** Seen by invitation alone. */ shownProjects: { name: string; entityName: string }[] }

export const ReportQuery = gql<{ view: Report | null }, { id: string }>(`query WebReport($id: ID!) {
  view(id: $id) { id name displayName description type spec createdAt updatedAt entityName starred starCount viewCount user { username name } project { name entityName readOnly } accessTokens { id token revokedAt } editable invitesEditors editors { username name } shownProjects { name entityName } }
}`)

export const StarReport = gql<{ starView: { view: { id: string } } }, { id: string }>(`mutation WebStarReport($id: ID!) {
  starView(input: {id: $id}) { view { id } }
}`)

export const UnstarReport = gql<{ unstarView: { view: { id: string } } }, { id: string }>(`mutation WebUnstarReport($id: ID!) {
  unstarView(input: {id: $id}) { view { id } }
}`)

export const VisitReport = gql<{ visitView: { view: { viewCount: number } } }, { id: string }>(`mutation WebVisitReport($id: ID!) {
  visitView(input: {id: $id}) { view { viewCount } }
}`)

export const CreateLink = gql<{ createAccessToken: { accessToken: { token: string } } }, { id: string; projects: { entityName: string; projectName: string }[] }>(`mutation WebCreateLink($id: ID!, $projects: [ProjectSpecifier!]!) {
  createAccessToken(input: {viewId: $id, projects: $projects}) { accessToken { token } }
}`)

export const RevokeLink = gql<{ revokeAccessToken: { success: boolean } }, { token: string }>(`mutation WebRevokeLink($token: String!) {
  revokeAccessToken(input: {token: $token}) { success }
}`)

export const DeleteReport = gql<{ deleteView: { success: boolean } }, { id: string }>(`mutation WebDeleteReport($id: ID) {
  deleteView(input: {id: $id, deleteDrafts: true}) { success }
}`)

export interface DraftRow { id: string; displayName: string | null; description: string | null; spec: string | null; parentId: string | null; updatedAt: string | null; createdAt: string }

export const DraftsQuery = gql<{ project: { allViews: Page<DraftRow> | null } | null }, { entity: string; project: string; user: string }>(`query WebDrafts($entity: String, $project: String, $user: String) {
  project(entityName: $entity, name: $project) { allViews(viewType: "runs/draft", userName: $user, first: 200) { edges { node { id displayName description spec parentId updatedAt createdAt } cursor } pageInfo { endCursor hasNextPage } } }
}`)

export const OwnDraftsQuery = gql<{ view: { project: { allViews: Page<DraftRow> | null } | null } | null }, { id: string; user: string }>(`query WebOwnDrafts($id: ID!, $user: String) {
  view(id: $id) { project { allViews(viewType: "runs/draft", userName: $user, first: 200) { edges { node { id displayName description spec parentId updatedAt createdAt } cursor } pageInfo { endCursor hasNextPage } } } }
}`)

export const InviteEditors = gql<{ inviteViewEditors: { view: { id: string } } }, { id: string; usernames: string[]; projects: { entityName: string; projectName: string }[] }>(`mutation WebInviteEditors($id: ID!, $usernames: [String!]!, $projects: [ProjectSpecifier!]) {
  inviteViewEditors(input: {viewId: $id, usernames: $usernames, projects: $projects}) { view { id } }
}`)

export const RemoveEditors = gql<{ removeViewEditors: { view: { id: string } } }, { id: string; usernames: string[] }>(`mutation WebRemoveEditors($id: ID!, $usernames: [String!]!) {
  removeViewEditors(input: {viewId: $id, usernames: $usernames}) { view { id } }
}`)

export const SaveReport = gql<{ upsertView: { view: { id: string; name: string | null; displayName: string | null } } }, { id: string | null; parent: string | null; type: string; entity: string; project: string; displayName: string; description: string; spec: string }>(`mutation WebSaveReport($id: ID, $parent: ID, $type: String, $entity: String, $project: String, $displayName: String, $description: String, $spec: String) {
  upsertView(input: {id: $id, parentId: $parent, type: $type, entityName: $entity, projectName: $project, displayName: $displayName, description: $description, spec: $spec, createdUsing: WANDB_UI}) { view { id name displayName } }
}`)
