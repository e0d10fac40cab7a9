import { gql, type Edges } from '../../api/graphql.ts'

export interface ApiKey { id: string; name: string; description: string | null; createdAt: string | null; lastUsedAt: string | null }

export interface Viewer {
  id: string
  name: string
  username: string
  email: string | null
  entity: string
  admin: boolean
  teams: Edges<{ name: string; isTeam: boolean }>
  organizations: { name: string }[]
  invites: { id: string; entityName: string }[]
  apiKeys: Edges<ApiKey>
}

export const ViewerQuery = gql<{ viewer: Viewer | null }>(`query WebViewer {
  viewer { id name username email entity admin teams { edges { node { name isTeam } } } organizations { name } invites { id entityName }
    apiKeys { edges { node { id name description createdAt lastUsedAt } } } }
}`)

export const GenerateApiKey = gql<{ generateApiKey: { apiKey: ApiKey } }, { description: string }>(`mutation WebGenerateApiKey($description: String) {
  generateApiKey(input: {description: $description}) { apiKey { id name description createdAt } }
}`)

export const DeleteApiKey = gql<{ deleteApiKey: { success: boolean } }, { id: string }>(`mutation WebDeleteApiKey($id: String) {
  deleteApiKey(input: {id: $id}) { success }
}`)

export const UpdateUser = gql<{ updateUser: { user: { id: string } } }, { id: string; name?: string; email?: string; password?: string; admin?: boolean; defaultEntity?: string }>(`mutation WebUpdateUser($id: ID, $name: String, $email: String, $password: String, $admin: Boolean, $defaultEntity: String) {
  updateUser(input: {id: $id, name: $name, email: $email, password: $password, admin: $admin, defaultEntity: $defaultEntity}) { user { id name } }
}`)

export interface TeamMember { id: string | null; name: string; username: string | null; email: string | null; role: string | null; admin: boolean | null; pending: boolean | null; accountType: string | null; apiKey: string | null; deactivated: boolean }

export const MembersQuery = gql<{ entity: { name: string; manageable: boolean; members: TeamMember[] } | null }, { entity: string }>(`query WebMembers($entity: String) {
  entity(name: $entity) { name manageable members { id name username email role admin pending accountType apiKey deactivated } }
}`)

export const InviteMember = gql<{ createInvite: { invite: { id: string } | null } }, { entity: string; username: string | null; email: string | null; admin: boolean }>(`mutation WebInvite($entity: String, $username: String, $email: String, $admin: Boolean) {
  createInvite(input: {entityName: $entity, username: $username, email: $email, admin: $admin}) { invite { id } }
}`)

export const RemoveMember = gql<{ deleteInvite: { success: boolean } }, { entity: string; id: string }>(`mutation WebRemoveMember($entity: String, $id: String) {
  deleteInvite(input: {entityName: $entity, id: $id}) { success }
}`)

export const ChangeRole = gql<{ updateTeamMember: { success: boolean } }, { entity: string; username: string; role: string }>(`mutation WebChangeRole($entity: String!, $username: String!, $role: String!) {
  updateTeamMember(input: {entityName: $entity, username: $username, role: $role}) { success }
}`)

export const AcceptInvite = gql<{ acceptInvite: { entity: { name: string } } }, { id: string }>(`mutation WebAcceptInvite($id: String!) {
  acceptInvite(input: {id: $id}) { entity { name } }
}`)

export const DeclineInvite = gql<{ deleteInvite: { success: boolean } }, { id: string; entity: string }>(`mutation WebDeclineInvite($id: String, $entity: String) {
  deleteInvite(input: {id: $id, entityName: $entity}) { success }
}`)

export const CreateTeam = gql<{ createTeam: { entity: { name: string } } }, { name: string }>(`mutation WebCreateTeam($name: String!) {
  createTeam(input: {teamName: $name}) { entity { name } }
}`)

export const CreateServiceAccount = gql<{ createServiceAccount: { user: { id: string } } }, { entity: string; description: string }>(`mutation WebCreateServiceAccount($entity: String, $description: String) {
  createServiceAccount(input: {entityName: $entity, description: $description}) { user { id } }
}`)

export interface UserRow { id: string; username: string | null; name: string; email: string | null; admin: boolean | null; createdAt: string; deactivatedAt: string | null; accountType: string; lastActiveAt: string | null; daysActive: number | null; teams: Edges<{ name: string; isTeam: boolean }> }

export const UsersQuery = gql<{ users: Edges<UserRow> }, { query: string | null }>(`query WebUsers($query: String) {
  users(query: $query) { edges { node { id username name email admin createdAt deactivatedAt accountType lastActiveAt daysActive teams { edges { node { name isTeam } } } } } }
}`)

export const CreateUser = gql<{ createUser: { user: { id: string; username: string | null } } }, { email: string; admin: boolean }>(`mutation WebCreateUser($email: String!, $admin: Boolean) {
  createUser(input: {email: $email, admin: $admin}) { user { id username } }
}`)

/** Names of those who take over; empty where nobody does. */
export interface Legacy { heir: string; projectsTo: string }

export const DeactivateUser = gql<{ deactivateUser: { user: { id: string } } }, { id: string } & Legacy>(`mutation WebDeactivateUser($id: ID!, $heir: String, $projectsTo: String) {
  deactivateUser(input: {id: $id, heir: $heir, projectsTo: $projectsTo}) { user { id } }
}`)

export const DeleteAccount = gql<{ deleteAccount: { success: boolean } }, { username: string } & Legacy>(`mutation WebDeleteAccount($username: String!, $heir: String, $projectsTo: String) {
  deleteAccount(input: {username: $username, heir: $heir, projectsTo: $projectsTo}) { success }
}`)

export const ReactivateUser = gql<{ reactivateUser: { user: { id: string } } }, { id: string }>(`mutation WebReactivateUser($id: ID!) {
  reactivateUser(input: {id: $id}) { user { id } }
}`)

export interface OrganizationMember { id: string; username: string; name: string; role: string; lastActiveAt: string | null; daysActive: number | null; user: { email: string | null; deactivatedAt: string | null; accountType: string; createdAt: string } }

export interface OrganizationTeam { id: string; name: string; memberCount: number; runCount: number; storageBytes: number; createdAt: string }

export interface ActivityDay { day: string; people: number; runs: number }

export const ActivityQuery = gql<{ organization: { activity: ActivityDay[] | null } | null }, { name: string; days: number }>(`query WebActivity($name: String, $days: Int) {
  organization(name: $name) { name activity(days: $days) { day people runs } }
}`)

export interface Organization { id: string; name: string; members: OrganizationMember[]; teams: OrganizationTeam[]; pendingInvites: { id: string; name: string; email: string | null; entityName: string }[] }

export const OrganizationQuery = gql<{ organization: Organization | null }, { name: string }>(`query WebOrganization($name: String) {
  organization(name: $name) { id name members { id username name role lastActiveAt daysActive user { email deactivatedAt accountType createdAt } } teams { id name memberCount runCount storageBytes createdAt } pendingInvites { id name email entityName } }
}`)

export const EntityUsageQuery = gql<{ models: Edges<{ id: string; name: string; storageBytes: number }> | null }, { entity: string }>(`query WebEntityUsage($entity: String) {
  models(entityName: $entity, first: 200) { edges { node { id name storageBytes } } }
}`)

export interface EntityPolicy {
  manageable: boolean
  privateOnly: boolean
  defaultAccess: string
  codeSavingEnabled: boolean
  policy: { hidden: boolean; membersInvite: boolean; linksOff: boolean; artifactTtlSeconds: number; onlyAdminsSetTtl: boolean; enforced: { privateOnly: boolean; linksOff: boolean } } | null
}

export interface PolicyWish { privateOnly?: boolean; linksOff?: boolean; hidden?: boolean; membersInvite?: boolean; codeSavingEnabled?: boolean; defaultAccess?: string; artifactTtlSeconds?: number; onlyAdminsSetTtl?: boolean }

export const EntityPolicyQuery = gql<{ entity: EntityPolicy | null }, { entity: string }>(`query WebEntityPolicy($entity: String) {
  entity(name: $entity) { name manageable privateOnly defaultAccess codeSavingEnabled
    policy { hidden membersInvite linksOff artifactTtlSeconds onlyAdminsSetTtl enforced { privateOnly linksOff } } }
}`)

export const UpdateEntity = gql<{ updateEntity: { entity: { id: string } } }, { input: PolicyWish & { entityName: string } }>(`mutation WebUpdateEntity($input: UpdateEntityInput!) {
  updateEntity(input: $input) { entity { id } }
}`)
