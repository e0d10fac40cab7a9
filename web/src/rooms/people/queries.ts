import { gql, type Edges } from '../../api/graphql.ts'

export interface ApiKey { id: string; name: string; description: string | null; createdAt: string | null; lastUsedAt: string | null }

export interface Viewer {
  id: string
  name: string
  username: string
  email: string | null
  entity: string
  admin: boolean
  teams: Edges<{ name: string }>
  apiKeys: Edges<ApiKey>
}

export const ViewerQuery = gql<{ viewer: Viewer | null }>(`query WebViewer {
  viewer { id name username email entity admin teams { edges { node { name } } }
    apiKeys { edges { node { id name description createdAt lastUsedAt } } } }
}`)

export const GenerateApiKey = gql<{ generateApiKey: { apiKey: ApiKey } }, { description: string }>(`mutation WebGenerateApiKey($description: String) {
  generateApiKey(input: {description: $description}) { apiKey { id name description createdAt } }
}`)

export const DeleteApiKey = gql<{ deleteApiKey: { success: boolean } }, { id: string }>(`mutation WebDeleteApiKey($id: String) {
  deleteApiKey(input: {id: $id}) { success }
}`)

export const UpdateUser = gql<{ updateUser: { user: { id: string } } }, { id: string; name?: string; password?: string }>(`mutation WebUpdateUser($id: ID, $name: String, $password: String) {
  updateUser(input: {id: $id, name: $name, password: $password}) { user { id name } }
}`)

export interface TeamMember { id: string | null; name: string; username: string | null; email: string | null; role: string | null; admin: boolean | null; pending: boolean | null; accountType: string | null }

export const MembersQuery = gql<{ entity: { name: string; readOnlyAdmin: boolean; members: TeamMember[] } | null }, { entity: string }>(`query WebMembers($entity: String) {
  entity(name: $entity) { name readOnlyAdmin members { id name username email role admin pending accountType } }
}`)

export const InviteMember = gql<{ createInvite: { invite: { id: string } | null } }, { entity: string; username: string | null; email: string | null; admin: boolean }>(`mutation WebInvite($entity: String, $username: String, $email: String, $admin: Boolean) {
  createInvite(input: {entityName: $entity, username: $username, email: $email, admin: $admin}) { invite { id } }
}`)

export const RemoveMember = gql<{ deleteInvite: { success: boolean } }, { entity: string; id: string }>(`mutation WebRemoveMember($entity: String, $id: String) {
  deleteInvite(input: {entityName: $entity, id: $id}) { success }
}`)
