import type { Action, Integration } from './queries.ts'

export type ActionKind = 'GENERIC_WEBHOOK' | 'NOTIFICATION' | 'QUEUE_JOB' | 'NO_OP'

export const ACTIONS: readonly (readonly [ActionKind, string])[] = [
  ['GENERIC_WEBHOOK', 'Call a webhook'],
  ['NOTIFICATION', 'Write into a chat'],
  ['QUEUE_JOB', 'Start a job'],
  ['NO_OP', 'Only note it in the history'],
]

export interface ActionDraft { kind: ActionKind; integration: string; payload: string; title: string; message: string; severity: string; queue: string; template: string }

export const newAction = (): ActionDraft => ({ kind: 'GENERIC_WEBHOOK', integration: '', payload: '', title: '', message: '', severity: 'INFO', queue: '', template: '' })

const KINDS: Record<string, ActionKind> = { GenericWebhookTriggeredAction: 'GENERIC_WEBHOOK', NotificationTriggeredAction: 'NOTIFICATION', QueueJobTriggeredAction: 'QUEUE_JOB', NoOpTriggeredAction: 'NO_OP' }

export function readAction(action: Action): ActionDraft {
  return { ...newAction(), kind: KINDS[action.__typename] ?? 'NO_OP', integration: action.integration?.id ?? '', payload: pretty(action.requestPayload), title: action.title ?? '', message: action.message ?? '', severity: action.severity ?? 'INFO', queue: action.queue?.id ?? '', template: pretty(action.template) }
}

function pretty(text: string | null | undefined): string {
  if (!text) return ''
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

/** What is missing or wrong, in a sentence; null when the action can be kept. */
export function complaint(draft: ActionDraft): string | null {
  switch (draft.kind) {
    case 'GENERIC_WEBHOOK': return draft.integration === '' ? 'Choose a webhook' : draft.payload.trim() !== '' && !isJsonObject(draft.payload) ? 'The payload is no JSON object' : null
    case 'NOTIFICATION': return draft.integration === '' ? 'Choose a channel' : null
    case 'QUEUE_JOB': return draft.queue === '' ? 'Choose a queue' : isJsonObject(draft.template) ? null : 'The job is no JSON object'
    default: return null
  }
}

export function actionConfig(draft: ActionDraft): Record<string, unknown> {
  switch (draft.kind) {
    case 'GENERIC_WEBHOOK': return { genericWebhookActionInput: { integrationID: draft.integration, requestPayload: draft.payload.trim() || null } }
    case 'NOTIFICATION': return { notificationActionInput: { integrationID: draft.integration, title: draft.title, message: draft.message, severity: draft.severity } }
    case 'QUEUE_JOB': return { queueJobActionInput: { queueID: draft.queue, template: draft.template } }
    default: return { noOpActionInput: { noOp: true } }
  }
}

export const integrationName = (integration: Integration | null | undefined): string => (!integration ? 'something deleted' : integration.__typename === 'SlackIntegration' ? `${integration.teamName} ${integration.channelName}` : integration.name ?? 'webhook')

export function actionText(action: Action): string {
  switch (action.__typename) {
    case 'GenericWebhookTriggeredAction': return `Call ${integrationName(action.integration)}`
    case 'NotificationTriggeredAction': return `Write to ${integrationName(action.integration)}`
    case 'QueueJobTriggeredAction': return `Start a job in ${action.queue?.name ?? 'a deleted queue'}`
    default: return 'Note it'
  }
}
