import { gql, type Page } from '../../api/graphql.ts'

export interface ReportRow { id: string; name: string | null; displayName: string | null; description: string | null; createdAt: string; updatedAt: string | null; user: { username: string | null; name: string } | null }

export const ReportsQuery = gql<{ project: { readOnly: boolean | null; allViews: (Page<ReportRow> & { totalCount: number }) | null } | null }, { entity: string; project: string; after: string | null }>(`query WebReports($entity: String, $project: String, $after: String) {
  project(entityName: $entity, name: $project) { readOnly
    allViews(viewType: "runs", first: 100, after: $after) { totalCount edges { node { id name displayName description createdAt updatedAt user { username name } } cursor } pageInfo { endCursor hasNextPage } } }
}`)

export interface Report extends ReportRow { type: string | null; spec: string | null; entityName: string; project: { name: string; entityName: string; readOnly: boolean | null } | null; accessTokens: { id: string; token: string; revokedAt: string | null }[] }

export const ReportQuery = gql<{ view: Report | null }, { id: string }>(`query WebReport($id: ID!) {
  view(id: $id) { id name displayName description type spec createdAt updatedAt entityName user { username name } project { name entityName readOnly } accessTokens { id token revokedAt } }
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
