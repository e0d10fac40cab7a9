import { gql, type Edges, type Page } from '../../api/graphql.ts'
import type { RegistryIcon } from './Icon.tsx'

export interface RegistryRow { id: string; name: string; entityName: string; description: string | null; access: string | null; starred: boolean; icon: RegistryIcon | null; createdAt: string; lastActive: string | null; artifactCollections: { totalCount: number } | null; artifactTypes: Edges<{ name: string }> }

export interface OrganizationRegistries { name: string; orgEntity: { name: string; readOnly: boolean | null; projects: Page<RegistryRow> | null } | null }

export const RegistriesQuery = gql<{ viewer: { organizations: OrganizationRegistries[] } | null }, { filters: string }>(`query WebRegistries($filters: JSONString) {
  viewer { organizations { name orgEntity { name readOnly projects(filters: $filters, first: 200) {
    edges { node { id name entityName description access starred icon { name color } createdAt lastActive artifactCollections(first: 0) { totalCount } artifactTypes(first: 20) { edges { node { name } } } } }
    pageInfo { endCursor hasNextPage } } } } }
}`)

export interface RegistryCollection { __typename: string; id: string; name: string; description: string | null; createdAt: string; updatedAt: string | null; defaultArtifactType: { name: string }; tags: Edges<{ id: string; name: string }>; aliases: Edges<{ id: string; alias: string }>; artifactMemberships: Edges<{ versionIndex: number | null; createdAt: string }> }

export interface Registry { id: string; name: string; entityName: string; description: string | null; access: string | null; readOnly: boolean | null; manageable: boolean; starred: boolean; icon: RegistryIcon | null; createdAt: string; protectedAliases: string[]; allowAllArtifactTypesInRegistry: boolean; artifactTypes: Edges<{ id: string; name: string }>; artifactCollections: (Page<RegistryCollection> & { totalCount: number }) | null; entity: { organization: { name: string } | null } }

export const RegistryQuery = gql<{ project: Registry | null }, { entity: string; name: string; filters: string | null; after: string | null }>(`query WebRegistry($entity: String, $name: String, $filters: JSONString, $after: String) {
  project(entityName: $entity, name: $name) { id name entityName description access readOnly manageable starred icon { name color } createdAt protectedAliases allowAllArtifactTypesInRegistry
    entity { organization { name } } artifactTypes(first: 50) { edges { node { id name } } }
    artifactCollections(filters: $filters, first: 100, after: $after) { totalCount
      edges { cursor node { __typename id name description createdAt updatedAt defaultArtifactType { name } tags { edges { node { id name } } } aliases(first: 20) { edges { node { id alias } } } artifactMemberships(first: 1) { edges { node { versionIndex createdAt } } } } }
      pageInfo { endCursor hasNextPage } } }
}`)

export const SaveRegistry = gql<{ upsertModel: { project: { id: string; name: string; entityName: string } } }, { input: { id?: string; entityName?: string; name?: string; description?: string; access?: string; icon?: RegistryIcon; allowAllArtifactTypesInRegistry?: boolean; artifactTypes?: { name: string }[] } }>(`mutation WebSaveRegistry($input: UpsertModelInput!) {
  upsertModel(input: $input) { project { id name entityName } }
}`)

export const ProtectAliases = gql<{ updateProtectedAliases: { success: boolean } }, { id: string; aliases: string[] }>(`mutation WebProtectAliases($id: ID!, $aliases: [String!]!) {
  updateProtectedAliases(input: {projectId: $id, aliases: $aliases}) { success }
}`)

export const CreateCollection = gql<{ createArtifactPortfolio: { artifactCollection: { id: string } } }, { entity: string; project: string; type: string; name: string; description: string }>(`mutation WebCreateCollection($entity: String!, $project: String!, $type: ID!, $name: String!, $description: String) {
  createArtifactPortfolio(input: {entityName: $entity, projectName: $project, artifactTypeID: $type, name: $name, description: $description}) { artifactCollection { id } }
}`)

export const CollectionTypeQuery = gql<{ project: { artifactCollection: { name: string; defaultArtifactType: { name: string } } | null } | null }, { entity: string; project: string; name: string }>(`query WebCollectionType($entity: String, $project: String, $name: String!) {
  project(entityName: $entity, name: $project) { artifactCollection(name: $name) { name defaultArtifactType { name } } }
}`)

export const StarRegistry = gql<{ starProject: { project: { id: string } } }, { id: string }>(`mutation WebStarRegistry($id: ID!) {
  starProject(input: {projectId: $id}) { project { id } }
}`)

export const UnstarRegistry = gql<{ unstarProject: { project: { id: string } } }, { id: string }>(`mutation WebUnstarRegistry($id: ID!) {
  unstarProject(input: {projectId: $id}) { project { id } }
}`)
