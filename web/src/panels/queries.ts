import { gql, type Edges } from '../api/graphql.ts'
import type { CodeFile, RunCode } from './code/files.ts'

export const MediaRowsQuery = gql<{ project: { runs: Edges<{ name: string; sampledHistory: unknown[] }> | null } | null }, { entity: string; project: string; filters: string; first: number; specs: string[] }>(`query WebMediaRows($entity: String, $project: String, $filters: JSONString, $first: Int, $specs: [JSONString!]!) {
  project(entityName: $entity, name: $project) {
    runs(filters: $filters, first: $first) { edges { node { name sampledHistory(specs: $specs) } } } }
}`)

export const MediaFilesQuery = gql<{ project: { run: { files: Edges<{ name: string; directUrl: string }> | null } | null } | null }, { entity: string; project: string; name: string; names: string[]; first: number }>(`query WebMediaFiles($entity: String, $project: String, $name: String!, $names: [String], $first: Int) {
  project(entityName: $entity, name: $project) {
    run(name: $name) { files(names: $names, first: $first) { edges { node { name directUrl } } } } }
}`)

export const CodeFilesQuery = gql<{ project: { run: RunCode | null } | null }, { entity: string; project: string; name: string }>(`query WebCodeFiles($entity: String, $project: String, $name: String!) {
  project(entityName: $entity, name: $project) {
    run(name: $name) { files(first: 1000) { edges { node { name directUrl sizeBytes digest md5 } } }
      outputArtifacts(first: 100) { edges { node { id artifactType { name } } } } } }
}`)

export const CodeVersionQuery = gql<{ artifact: { files: Edges<CodeFile> } | null }, { id: string }>(`query WebCodeVersion($id: ID!) {
  artifact(id: $id) { files(first: 1000) { edges { node { name directUrl sizeBytes digest md5 } } } }
}`)

export const ClientArtifactQuery = gql<{ clientIDMapping: { serverID: string } | null }, { id: string }>(`query WebClientArtifact($id: ID!) {
  clientIDMapping(clientID: $id) { serverID }
}`)

export const TableFilesQuery = gql<{ artifact: { files: Edges<{ name: string; directUrl: string }> } | null }, { id: string; names: string[]; first: number }>(`query WebTableFiles($id: ID!, $names: [String!], $first: Int) {
  artifact(id: $id) { files(names: $names, first: $first) { edges { node { name directUrl } } } }
}`)
