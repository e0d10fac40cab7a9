import { gql, type Edges, type Page } from '../../api/graphql.ts'

export interface ProjectRow { id: string; name: string; entityName: string; createdAt: string; lastActive: string | null; runCount: number; running: number }

export interface ProjectFacts extends Omit<ProjectRow, 'running'> {
  description: string | null
  access: string | null
  readOnly: boolean | null
  manageable: boolean
  storageBytes: number
  totalSweeps: number
  tagCounts: { name: string; count: number }[]
  running: number
}

export const ProjectsQuery = gql<{ models: Page<ProjectRow> | null }, { entity: string | null; first: number; after: string | null; running: string }>(`query WebProjects($entity: String, $first: Int, $after: String, $running: JSONString) {
  models(entityName: $entity, first: $first, after: $after) {
    edges { node { id name entityName createdAt lastActive runCount running: runCount(filters: $running) } }
    pageInfo { endCursor hasNextPage } }
}`)

export interface EntityFacts { id: string; name: string; available: boolean | null; isTeam: boolean; entityType: string | null; createdAt: string; memberCount: number; manageable: boolean; runCount: number; storageBytes: number; privateOnly: boolean; organization: { name: string } | null }

export const EntityQuery = gql<{ entity: EntityFacts | null }, { name: string }>(`query WebEntity($name: String) {
  entity(name: $name) { id name available isTeam entityType createdAt memberCount manageable runCount storageBytes privateOnly organization { name } }
}`)

export const ProjectQuery = gql<{ project: ProjectFacts | null }, { entity: string; name: string; running: string }>(`query WebProject($entity: String, $name: String, $running: JSONString) {
  project(entityName: $entity, name: $name) {
    id name entityName createdAt lastActive description access readOnly manageable storageBytes totalSweeps runCount running: runCount(filters: $running)
    tagCounts { name count } }
}`)

export interface Contributor { runs: number; computeSeconds: number; user: { name: string; username: string | null; deletedAt: string | null } }

export const ContributorsQuery = gql<{ project: { contributors: Contributor[] } | null }, { entity: string; name: string }>(`query WebContributors($entity: String, $name: String) {
  project(entityName: $entity, name: $name) { id contributors { runs computeSeconds user { name username deletedAt } } }
}`)

export const UpdateProject = gql<{ upsertModel: { project: { id: string } } }, { entity: string; name: string; description?: string; access?: string }>(`mutation WebUpdateProject($entity: String, $name: String, $description: String, $access: String) {
  upsertModel(input: {entityName: $entity, name: $name, description: $description, access: $access}) { project { id name } }
}`)

export const DeleteProject = gql<{ deleteModel: { success: boolean } }, { id: string }>(`mutation WebDeleteProject($id: String!) {
  deleteModel(input: {id: $id}) { success }
}`)

export const RUNNING = JSON.stringify({ state: 'running' })

export const RenameProject = gql<{ renameProject: { project: { name: string } } }, { entity: string; from: string; to: string }>(`mutation WebRenameProject($entity: String!, $from: String!, $to: String!) {
  renameProject(input: {entityName: $entity, oldProjectName: $from, newProjectName: $to}) { project { name } }
}`)

export interface DeletedRun { id: string; name: string; displayName: string | null; state: string | null; createdAt: string; user: { username: string | null } | null }

export interface DeletedVersion { deletedAt: string; keptUntil: string; artifact: { id: string; versionIndex: number | null; size: number; artifactType: { name: string }; artifactSequence: { name: string } } }

export const TrashQuery = gql<{ project: { readOnly: boolean | null; deletedRuns: Page<DeletedRun> | null; deletedArtifacts: Page<DeletedVersion> } | null }, { entity: string; project: string; runsAfter: string | null; artifactsAfter: string | null }>(`query WebTrash($entity: String, $project: String, $runsAfter: String, $artifactsAfter: String) {
  project(entityName: $entity, name: $project) { readOnly
    deletedRuns(first: 50, after: $runsAfter) { edges { node { id name displayName state createdAt user { username } } cursor } pageInfo { endCursor hasNextPage } }
    deletedArtifacts(first: 50, after: $artifactsAfter) { edges { node { deletedAt keptUntil artifact { id versionIndex size artifactType { name } artifactSequence { name } } } cursor } pageInfo { endCursor hasNextPage } } }
}`)

export const RestoreVersion = gql<{ restoreArtifact: { artifact: { id: string } } }, { id: string }>(`mutation WebRestoreVersion($id: ID!) {
  restoreArtifact(input: {artifactID: $id}) { artifact { id } }
}`)

export interface NamedMember { id: string; name: string | null; username: string | null; email: string | null; role: { name: string } }

export interface NamedTeam { team: { id: string; name: string; memberCount: number }; role: { name: string } }

export interface ProjectPerson { role: string; why: string[]; user: { id: string; name: string; username: string | null; accountType: string; deactivatedAt: string | null } }

export const ProjectPeopleQuery = gql<{ project: { people: ProjectPerson[] } | null }, { entity: string; project: string }>(`query WebProjectPeople($entity: String, $project: String) {
  project(entityName: $entity, name: $project) { id people { role why user { id name username accountType deactivatedAt } } }
}`)

export const ProjectMembersQuery = gql<{ project: { id: string; access: string | null; manageable: boolean; members: NamedMember[]; teamMembers: NamedTeam[] } | null }, { entity: string; project: string }>(`query WebProjectMembers($entity: String, $project: String) {
  project(entityName: $entity, name: $project) { id access manageable members { id name username email role { name } } teamMembers { team { id name memberCount } role { name } } }
}`)

export const AddMembers = gql<{ createProjectMembers: { success: boolean } }, { project: string; users: string[]; teams: string[] }>(`mutation WebAddMembers($project: ID!, $users: [ID!], $teams: [ID!]) {
  createProjectMembers(input: {projectId: $project, userIds: $users, teamIds: $teams}) { success }
}`)

export const RemoveMembers = gql<{ deleteProjectMembers: { success: boolean } }, { project: string; users: string[]; teams: string[] }>(`mutation WebRemoveMembers($project: ID!, $users: [ID!], $teams: [ID!]) {
  deleteProjectMembers(input: {projectId: $project, userIds: $users, teamIds: $teams}) { success }
}`)

export const SetUserRole = gql<{ updateProjectMember: { success: boolean } }, { project: string; user: string; role: string }>(`mutation WebSetUserRole($project: ID!, $user: ID!, $role: String!) {
  updateProjectMember(input: {projectId: $project, userId: $user, userProjectRole: $role}) { success }
}`)

export const SetTeamRole = gql<{ updateProjectTeamMember: { success: boolean } }, { project: string; team: string; role: string }>(`mutation WebSetTeamRole($project: ID!, $team: ID!, $role: String!) {
  updateProjectTeamMember(input: {projectId: $project, teamId: $team, teamProjectRole: $role}) { success }
}`)

export const FindPeopleQuery = gql<{ users: Edges<{ id: string; username: string | null; name: string; deactivatedAt: string | null }>; entity: { id: string; name: string; isTeam: boolean; available: boolean | null } | null }, { text: string }>(`query WebFindPeople($text: String) {
  users(query: $text) { edges { node { id username name deactivatedAt } } } entity(name: $text) { id name isTeam available }
}`)
