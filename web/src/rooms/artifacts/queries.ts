import { gql, type Edges, type Page } from '../../api/graphql.ts'
import type { RunFile } from '../runs/queries.ts'

export interface CollectionRow { id: string; name: string; description: string | null; createdAt: string; updatedAt: string | null; artifacts: { totalCount: number } | null }

export interface TypeRow { id: string; name: string; artifactCollections: (Page<CollectionRow> & { totalCount: number }) | null }

export const TypesQuery = gql<{ project: { readOnly: boolean | null; artifactTypes: Page<TypeRow> } | null }, { entity: string; project: string; after: string | null }>(`query WebArtifactTypes($entity: String, $project: String, $after: String) {
  project(entityName: $entity, name: $project) { readOnly
    artifactTypes(first: 100, after: $after) {
      edges { node { id name artifactCollections(first: 200) { totalCount edges { node { id name description createdAt updatedAt artifacts(first: 0) { totalCount } } cursor } pageInfo { endCursor hasNextPage } } } cursor }
      pageInfo { endCursor hasNextPage } } }
}`)

export const CollectionsQuery = gql<{ project: { artifactType: { artifactCollections: (Page<CollectionRow> & { totalCount: number }) | null } | null } | null }, { entity: string; project: string; type: string; filters: string | null; after: string | null }>(`query WebArtifactCollections($entity: String, $project: String, $type: String!, $filters: JSONString, $after: String) {
  project(entityName: $entity, name: $project) {
    artifactType(name: $type) { artifactCollections(filters: $filters, first: 200, after: $after) {
      totalCount edges { node { id name description createdAt updatedAt artifacts(first: 0) { totalCount } } cursor } pageInfo { endCursor hasNextPage } } } }
}`)

export interface Alias { id: string; alias: string; artifactCollection: { name: string; project: { name: string; entityName: string } | null } | null }

export type Maker = { __typename: 'Run'; name: string; displayName: string | null; jobType: string | null; project: { name: string; entityName: string } | null } | { __typename: 'User'; username: string | null } | null

export interface VersionRow { id: string; versionIndex: number | null; state: string; size: number; fileCount: number; createdAt: string; digest: string; metadata: string | null; aliases: Alias[]; usedCount: number; createdBy: Maker }

const ALIASES = 'aliases { id alias artifactCollection { name project { name entityName } } }'
const MAKER = 'createdBy { __typename ... on Run { name displayName jobType project { name entityName } } ... on User { username } }'

export interface CollectionDetail { __typename: 'ArtifactSequence' | 'ArtifactPortfolio'; id: string; name: string; description: string | null; createdAt: string; defaultArtifactType: { name: string }; tags: Edges<{ id: string; name: string }>; artifacts: { totalCount: number; edges: { version: string; node: VersionRow }[]; pageInfo: Page<VersionRow>['pageInfo'] } | null }

export const CollectionQuery = gql<{ project: { readOnly: boolean | null; artifactCollection: CollectionDetail | null } | null }, { entity: string; project: string; name: string; after: string | null }>(`query WebArtifactCollection($entity: String, $project: String, $name: String!, $after: String) {
  project(entityName: $entity, name: $project) { readOnly
    artifactCollection(name: $name) { __typename id name description createdAt defaultArtifactType { name } tags { edges { node { id name } } }
      artifacts(first: 100, after: $after) { totalCount
        edges { version cursor node { id versionIndex state size fileCount createdAt digest metadata usedCount ${ALIASES} ${MAKER} } }
        pageInfo { endCursor hasNextPage } } } }
}`)

export interface VersionDetail extends VersionRow { description: string | null; digestAlgorithm: string | null; commitHash: string | null; historyStep: number | null; storageBytes: number; ttlDurationSeconds: number; ttlIsInherited: boolean; updatedAt: string | null; tags: { id: string; name: string }[]; artifactType: { name: string }; artifactSequence: { name: string; project: { name: string; entityName: string } | null }; usedBy: Page<UserRun> & { totalCount: number } }

export interface UserRun { name: string; displayName: string | null; state: string | null; jobType: string | null; createdAt: string; project: { name: string; entityName: string } | null }

export const VersionQuery = gql<{ project: { readOnly: boolean | null; artifactCollectionMembership: { id: string; versionIndex: number | null; aliases: Alias[]; artifactCollection: { __typename: string; id: string } | null; artifact: VersionDetail | null } | null } | null }, { entity: string; project: string; name: string }>(`query WebArtifactVersion($entity: String, $project: String, $name: String!) {
  project(entityName: $entity, name: $project) { readOnly
    artifactCollectionMembership(name: $name) { id versionIndex artifactCollection { __typename id } ${ALIASES}
      artifact { id versionIndex state size fileCount createdAt updatedAt digest digestAlgorithm description metadata commitHash historyStep storageBytes ttlDurationSeconds ttlIsInherited usedCount
        tags { id name } ${ALIASES} ${MAKER} artifactType { name } artifactSequence { name project { name entityName } }
        usedBy(first: 50) { totalCount edges { node { name displayName state jobType createdAt project { name entityName } } cursor } pageInfo { endCursor hasNextPage } } } } }
}`)

export const VersionFilesQuery = gql<{ artifact: { files: Page<RunFile> } | null }, { id: string; after: string | null }>(`query WebArtifactFiles($id: ID!, $after: String) {
  artifact(id: $id) { files(first: 1000, after: $after) { edges { node { id name directUrl url sizeBytes mimetype updatedAt reference } cursor } pageInfo { endCursor hasNextPage } } }
}`)

export interface CollectionAction { id: string; kind: 'VERSION_ADDED' | 'VERSION_REMOVED' | 'ALIAS_ADDED' | 'ALIAS_REMOVED'; versionIndex: number; fromVersionIndex: number | null; alias: string | null; createdAt: string; user: { username: string | null } | null }

export const ActionsQuery = gql<{ project: { artifactCollection: { actions: Page<CollectionAction> } | null } | null }, { entity: string; project: string; name: string; version: number | null; after: string | null }>(`query WebCollectionActions($entity: String, $project: String, $name: String!, $version: Int, $after: String) {
  project(entityName: $entity, name: $project) { artifactCollection(name: $name) { actions(version: $version, first: 100, after: $after) {
    edges { node { id kind versionIndex fromVersionIndex alias createdAt user { username } } cursor } pageInfo { endCursor hasNextPage } } } }
}`)

export const UpdateVersion = gql<{ updateArtifact: { artifact: { id: string } } }, { id: string; description?: string; tagsToAdd?: { tagName: string }[]; tagsToDelete?: { tagName: string }[] }>(`mutation WebUpdateArtifact($id: ID!, $description: String, $tagsToAdd: [TagInput!], $tagsToDelete: [TagInput!]) {
  updateArtifact(input: {artifactID: $id, description: $description, tagsToAdd: $tagsToAdd, tagsToDelete: $tagsToDelete}) { artifact { id } }
}`)

export interface AliasChange { alias: string; artifactCollectionName: string; entityName: string; projectName: string }

export const AddAliases = gql<{ addAliases: { success: boolean } }, { id: string; aliases: AliasChange[] }>(`mutation WebAddAliases($id: ID!, $aliases: [ArtifactCollectionAliasInput!]!) {
  addAliases(input: {artifactID: $id, aliases: $aliases}) { success }
}`)

export const DeleteAliases = gql<{ deleteAliases: { success: boolean } }, { id: string; aliases: AliasChange[] }>(`mutation WebDeleteAliases($id: ID!, $aliases: [ArtifactCollectionAliasInput!]!) {
  deleteAliases(input: {artifactID: $id, aliases: $aliases}) { success }
}`)

export const DeleteVersion = gql<{ deleteArtifact: { artifact: { id: string } } }, { id: string; deleteAliases: boolean }>(`mutation WebDeleteArtifact($id: ID!, $deleteAliases: Boolean) {
  deleteArtifact(input: {artifactID: $id, deleteAliases: $deleteAliases}) { artifact { id } }
}`)

export interface LinkedArtifact { id: string; versionIndex: number | null; aliases: { alias: string }[]; artifactType: { name: string }; artifactSequence: { name: string; project: { name: string; entityName: string } | null } }

export interface LineageRun { id: string; name: string; displayName: string | null; state: string | null; jobType: string | null; project: { name: string; entityName: string } | null; inputArtifacts: (Edges<LinkedArtifact> & { totalCount: number }) | null; outputArtifacts: (Edges<LinkedArtifact> & { totalCount: number }) | null }

const LINKED = 'id versionIndex aliases { alias } artifactType { name } artifactSequence { name project { name entityName } }'
const LINEAGE_RUN = `id name displayName state jobType project { name entityName }
  inputArtifacts(first: 100) { totalCount edges { node { ${LINKED} } } } outputArtifacts(first: 100) { totalCount edges { node { ${LINKED} } } }`

export const LineageQuery = gql<{ artifact: (LinkedArtifact & { createdBy: ({ __typename: 'Run' } & LineageRun) | { __typename: 'User' } | null; usedBy: { totalCount: number } & Edges<LineageRun> }) | null }, { id: string }>(`query WebLineage($id: ID!) {
  artifact(id: $id) { ${LINKED} createdBy { __typename ... on Run { ${LINEAGE_RUN} } } usedBy(first: 100) { totalCount edges { node { ${LINEAGE_RUN} } } } }
}`)

export const PreviewVersionQuery = gql<{ artifact: { size: number; fileCount: number; createdAt: string; description: string | null; usedCount: number; aliases: { alias: string }[]; artifactType: { name: string } } | null }, { id: string }>(`query WebLineageVersion($id: ID!) {
  artifact(id: $id) { size fileCount createdAt description usedCount aliases { alias } artifactType { name } }
}`)

export const PreviewRunQuery = gql<{ project: { run: { state: string | null; jobType: string | null; createdAt: string; notes: string | null; tags: string[]; user: { username: string | null } | null } | null } | null }, { entity: string; project: string; name: string }>(`query WebLineageRun($entity: String, $project: String, $name: String!) {
  project(entityName: $entity, name: $project) { run(name: $name) { state jobType createdAt notes tags user { username } } }
}`)

export interface RunArtifacts { inputArtifacts: (Page<RunArtifact> & { totalCount: number }) | null; outputArtifacts: (Page<RunArtifact> & { totalCount: number }) | null }

export interface RunArtifact extends LinkedArtifact { size: number; createdAt: string; usedCount: number }

export const RunArtifactsQuery = gql<{ project: { run: RunArtifacts | null } | null }, { entity: string; project: string; name: string; inputsAfter: string | null; outputsAfter: string | null }>(`query WebRunArtifacts($entity: String, $project: String, $name: String!, $inputsAfter: String, $outputsAfter: String) {
  project(entityName: $entity, name: $project) { run(name: $name) {
    inputArtifacts(first: 500, after: $inputsAfter) { totalCount edges { node { ${LINKED} size createdAt usedCount } cursor } pageInfo { endCursor hasNextPage } }
    outputArtifacts(first: 500, after: $outputsAfter) { totalCount edges { node { ${LINKED} size createdAt usedCount } cursor } pageInfo { endCursor hasNextPage } } } }
}`)

export const CreateType = gql<{ createArtifactType: { artifactType: { id: string } } }, { entity: string; project: string; name: string }>(`mutation WebCreateType($entity: String!, $project: String!, $name: String!) {
  createArtifactType(input: {entityName: $entity, projectName: $project, name: $name}) { artifactType { id } }
}`)

export const LinkVersion = gql<{ linkArtifact: { versionIndex: number | null } }, { id: string; entity: string; project: string; collection: string; aliases: { alias: string; artifactCollectionName: string }[] }>(`mutation WebLinkVersion($id: ID, $entity: String, $project: String, $collection: String, $aliases: [ArtifactAliasInput!]) {
  linkArtifact(input: {artifactID: $id, entityName: $entity, projectName: $project, artifactPortfolioName: $collection, aliases: $aliases}) { versionIndex }
}`)

export const UnlinkVersion = gql<{ unlinkArtifact: { success: boolean } }, { id: string; portfolio: string }>(`mutation WebUnlinkVersion($id: ID!, $portfolio: ID!) {
  unlinkArtifact(input: {artifactID: $id, artifactPortfolioID: $portfolio}) { success }
}`)

export const SetLife = gql<{ updateArtifact: { artifact: { id: string } } }, { id: string; ttl: number }>(`mutation WebSetLife($id: ID!, $ttl: Int64) {
  updateArtifact(input: {artifactID: $id, ttlDurationSeconds: $ttl}) { artifact { id } }
}`)

export const TagCollection = gql<{ createArtifactCollectionTagAssignments: { tags: { name: string }[] } }, { entity: string; project: string; name: string; tags: { tagName: string }[] }>(`mutation WebTagCollection($entity: String!, $project: String!, $name: String!, $tags: [TagInput!]!) {
  createArtifactCollectionTagAssignments(input: {entityName: $entity, projectName: $project, artifactCollectionName: $name, tags: $tags}) { tags { name } }
}`)

export const UntagCollection = gql<{ deleteArtifactCollectionTagAssignments: { success: boolean } }, { entity: string; project: string; name: string; tags: { tagName: string }[] }>(`mutation WebUntagCollection($entity: String!, $project: String!, $name: String!, $tags: [TagInput!]!) {
  deleteArtifactCollectionTagAssignments(input: {entityName: $entity, projectName: $project, artifactCollectionName: $name, tags: $tags}) { success }
}`)

export const UpdateSequence = gql<{ updateArtifactSequence: { artifactCollection: { name: string } } }, { id: string; name?: string; description?: string }>(`mutation WebUpdateSequence($id: ID!, $name: String, $description: String) {
  updateArtifactSequence(input: {artifactSequenceID: $id, name: $name, description: $description}) { artifactCollection { name } }
}`)

export const UpdatePortfolio = gql<{ updateArtifactPortfolio: { artifactCollection: { name: string } } }, { id: string; name?: string; description?: string }>(`mutation WebUpdatePortfolio($id: ID!, $name: String, $description: String) {
  updateArtifactPortfolio(input: {artifactPortfolioID: $id, name: $name, description: $description}) { artifactCollection { name } }
}`)

export const DeleteSequence = gql<{ deleteArtifactSequence: { artifactCollection: { id: string } } }, { id: string }>(`mutation WebDeleteSequence($id: ID!) {
  deleteArtifactSequence(input: {artifactSequenceID: $id}) { artifactCollection { id } }
}`)

export const DeletePortfolio = gql<{ deleteArtifactPortfolio: { artifactCollection: { id: string } } }, { id: string }>(`mutation WebDeletePortfolio($id: ID!) {
  deleteArtifactPortfolio(input: {artifactPortfolioID: $id}) { artifactCollection { id } }
}`)

export interface ComparedVersion { metadata: string | null; size: number; fileCount: number; files: Page<RunFile & { digest: string | null }> }

export const CompareQuery = gql<{ left: ComparedVersion | null; right: ComparedVersion | null }, { left: string; right: string }>(`query WebCompareVersions($left: ID!, $right: ID!) {
  left: artifact(id: $left) { metadata size fileCount files(first: 1000) { edges { node { id name directUrl url sizeBytes mimetype updatedAt digest } cursor } pageInfo { endCursor hasNextPage } } }
  right: artifact(id: $right) { metadata size fileCount files(first: 1000) { edges { node { id name directUrl url sizeBytes mimetype updatedAt digest } cursor } pageInfo { endCursor hasNextPage } } }
}`)
