import { gql, type Edges, type Page } from '../../api/graphql.ts'

export interface Integration { __typename: string; id: string; name?: string; urlEndpoint?: string; accessTokenRef?: string | null; secretRef?: string | null; createdAt?: string; teamName?: string; channelName?: string }

const INTEGRATION = '__typename id ... on GenericWebhookIntegration { name urlEndpoint accessTokenRef secretRef createdAt } ... on SlackIntegration { teamName channelName }'

export interface Action { __typename: string; integration?: Integration | null; requestPayload?: string | null; title?: string | null; message?: string | null; severity?: string | null; queue?: { id: string; name: string } | null; template?: string }

export type TriggerScope = { __typename: 'Project'; id: string; name: string; entityName: string } | { __typename: 'ArtifactSequence' | 'ArtifactPortfolio'; id: string; name: string; defaultArtifactType: { name: string } } | { __typename: 'Entity'; id: string; name: string }

export interface Trigger {
  id: string
  name: string
  description: string | null
  enabled: boolean
  createdAt: string
  lastExecutedAt: string | null
  createdBy: { username: string | null } | null
  scope: TriggerScope
  triggeringCondition: { eventType: string; filter: string }
  triggeredAction: Action
}

const TRIGGER = `id name description enabled createdAt lastExecutedAt createdBy { username }
  scope { __typename ... on Project { id name entityName } ... on ArtifactSequence { id name defaultArtifactType { name } } ... on ArtifactPortfolio { id name defaultArtifactType { name } } ... on Entity { id name } }
  triggeringCondition { ... on FilterEventTriggeringCondition { eventType filter } }
  triggeredAction { __typename
    ... on GenericWebhookTriggeredAction { integration { ${INTEGRATION} } requestPayload }
    ... on NotificationTriggeredAction { integration { ${INTEGRATION} } title message severity }
    ... on QueueJobTriggeredAction { queue { id name } template } }`

/** Of the automations of an entity those that watch all its projects: the server lists them with one of the projects alone. */
export const ABOVE = JSON.stringify({ scope_type: 'ENTITY' })

export interface AutomationsAnswer { project: { id: string; readOnly: boolean | null; triggers: Trigger[] } | null; entity: { triggers: Edges<Trigger> | null } | null }

export const AutomationsQuery = gql<AutomationsAnswer, { entity: string; project: string; above: string }>(`query WebAutomations($entity: String!, $project: String, $above: JSONString) {
  project(entityName: $entity, name: $project) { id readOnly triggers { ${TRIGGER} } }
  entity(name: $entity) { triggers(filters: $above, first: 200) { edges { node { ${TRIGGER} } } } }
}`)

/** What an automation may be made of: receivers, queues and the collections it may watch. */
export const PartsQuery = gql<{
  entity: { id: string; integrations: Edges<Integration | null> } | null
  project: { id: string; artifactCollections: Edges<{ id: string; name: string; defaultArtifactType: { name: string } }> | null; runQueues: { id: string; name: string }[] } | null
  launch: { runQueues: { id: string; name: string }[] } | null
  viewer: { teams: Edges<{ name: string; integrations: Edges<Integration | null> }> | null } | null
}, { entity: string; project: string }>(`query WebAutomationParts($entity: String, $project: String) {
  entity(name: $entity) { id integrations(first: 100) { edges { node { ${INTEGRATION} } } } }
  project(entityName: $entity, name: $project) { id artifactCollections(first: 200) { edges { node { id name defaultArtifactType { name } } } } runQueues { id name } }
  launch: project(entityName: $entity, name: "model-registry") { runQueues { id name } }
  viewer { teams { edges { node { name integrations(first: 100) { edges { node { ${INTEGRATION} } } } } } } }
}`)

export interface TriggerWish { name: string; description: string; enabled: boolean; eventFilter: string; scopeID: string; scopeType: string; triggeredActionConfig: Record<string, unknown>; triggeredActionType: string; triggeringEventType: string }

export const CreateTrigger = gql<{ createFilterTrigger: { trigger: { id: string } } }, { input: TriggerWish }>(`mutation WebCreateTrigger($input: CreateFilterTriggerInput!) {
  createFilterTrigger(input: $input) { trigger { id } }
}`)

export const UpdateTrigger = gql<{ updateFilterTrigger: { trigger: { id: string } } }, { input: Partial<TriggerWish> & { id: string } }>(`mutation WebUpdateTrigger($input: UpdateFilterTriggerInput!) {
  updateFilterTrigger(input: $input) { trigger { id } }
}`)

export const DeleteTrigger = gql<{ deleteTrigger: { success: boolean } }, { id: string }>(`mutation WebDeleteTrigger($id: ID!) {
  deleteTrigger(input: {triggerID: $id}) { success }
}`)

export interface Firing { id: string; createdAt: string; finishedAt: string | null; eventType: string; state: string; attempts: number; nextAttemptAt: string | null; responseStatus: number | null; message: string | null; condition: string | null; author: string | null; subject: string | null }

const FIRINGS = 'firings(first: 50) { edges { node { id createdAt finishedAt eventType state attempts nextAttemptAt responseStatus message condition author subject } cursor } pageInfo { endCursor hasNextPage } }'

export interface Fired { id: string; firings: Page<Firing> }

export const FiringsQuery = gql<{ project: { triggers: Fired[] } | null; entity: { triggers: Edges<Fired> | null } | null }, { entity: string; project: string; above: string }>(`query WebFirings($entity: String!, $project: String, $above: JSONString) {
  project(entityName: $entity, name: $project) { triggers { id ${FIRINGS} } }
  entity(name: $entity) { triggers(filters: $above, first: 200) { edges { node { id ${FIRINGS} } } } }
}`)

export interface RunAlert { id: string; kind: string; title: string; text: string; severity: string; createdAt: string; run: { name: string; displayName: string | null } | null }

export const AlertsQuery = gql<{ project: { alerts: Page<RunAlert> } | null }, { entity: string; project: string; after: string | null }>(`query WebAlerts($entity: String, $project: String, $after: String) {
  project(entityName: $entity, name: $project) { alerts(first: 50, after: $after) { edges { node { id kind title text severity createdAt run { name displayName } } cursor } pageInfo { endCursor hasNextPage } } }
}`)

export interface AlertChoices { runFinished: boolean; runCrashed: boolean; runAlert: boolean; email: boolean; channel: { id: string; teamName: string; channelName: string } | null }

export interface TeamSecret { name: string; createdAt: string; updatedAt: string | null; createdBy: { username: string | null } | null }

export const ReceiversQuery = gql<{ entity: { id: string; alertSettings: AlertChoices | null; secrets: TeamSecret[]; integrations: Edges<Integration | null> } | null }, { entity: string }>(`query WebReceivers($entity: String) {
  entity(name: $entity) { id alertSettings { runFinished runCrashed runAlert email channel { id teamName channelName } }
    secrets { name createdAt updatedAt createdBy { username } } integrations(first: 100) { edges { node { ${INTEGRATION} } } } }
}`)

export const CreateWebhook = gql<{ createGenericWebhookIntegration: { integration: { id: string } } }, { input: { entityName: string; name: string; urlEndpoint: string; accessTokenRef: string | null; secretRef: string | null } }>(`mutation WebCreateWebhook($input: CreateGenericWebhookIntegrationInput!) {
  createGenericWebhookIntegration(input: $input) { integration { id } }
}`)

export const CreateChannel = gql<{ createSlackIntegration: { integration: { id: string } } }, { input: { entityName: string; teamName: string; channelName: string; webhookUrl: string } }>(`mutation WebCreateChannel($input: CreateSlackIntegrationInput!) {
  createSlackIntegration(input: $input) { integration { id } }
}`)

export const DeleteIntegration = gql<{ deleteIntegration: { success: boolean } }, { id: string }>(`mutation WebDeleteIntegration($id: ID!) {
  deleteIntegration(input: {integrationID: $id}) { success }
}`)

export const TestIntegration = gql<{ testIntegration: { success: boolean; responseStatus: number | null; message: string } }, { id: string }>(`mutation WebTestIntegration($id: ID!) {
  testIntegration(input: {integrationID: $id}) { success responseStatus message }
}`)

export const PutSecret = gql<{ putTeamSecret: { secret: { name: string } } }, { entity: string; name: string; value: string }>(`mutation WebPutSecret($entity: String!, $name: String!, $value: String!) {
  putTeamSecret(input: {entityName: $entity, name: $name, value: $value}) { secret { name } }
}`)

export const DeleteSecret = gql<{ deleteTeamSecret: { success: boolean } }, { entity: string; name: string }>(`mutation WebDeleteSecret($entity: String!, $name: String!) {
  deleteTeamSecret(input: {entityName: $entity, name: $name}) { success }
}`)

export const UpdateAlerts = gql<{ updateAlertSettings: { settings: { email: boolean } } }, { input: { entityName: string | null; runFinished?: boolean; runCrashed?: boolean; runAlert?: boolean; email?: boolean; channelID?: string } }>(`mutation WebUpdateAlerts($input: UpdateAlertSettingsInput!) {
  updateAlertSettings(input: $input) { settings { email } }
}`)

export const RunAlertsQuery = gql<{ project: { run: { alerts: Page<RunAlert> } | null } | null }, { entity: string; project: string; run: string }>(`query WebRunAlerts($entity: String, $project: String, $run: String!) {
  project(entityName: $entity, name: $project) { run(name: $run) { alerts(first: 20) { edges { node { id kind title text severity createdAt run { name displayName } } cursor } pageInfo { endCursor hasNextPage } } } }
}`)

export const receiversKey = (entity: string) => ['receivers', entity] as const
