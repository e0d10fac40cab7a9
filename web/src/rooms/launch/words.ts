/** What the kinds of machines and the states of the protocol are called here. */
export const MACHINES: readonly (readonly [string, string])[] = [['local-process', 'This machine’s processes'], ['local-container', 'Docker'], ['kubernetes', 'Kubernetes'], ['sagemaker', 'SageMaker'], ['gcp-vertex', 'Vertex AI']]

export const machineName = (resource: string | undefined) => MACHINES.find(([each]) => each === resource)?.[1] ?? resource ?? 'as each run asks'

export const PRIORITIES: readonly (readonly [number, string])[] = [[0, 'critical'], [1, 'high'], [2, 'medium'], [3, 'low']]

export const priorityName = (priority: number) => PRIORITIES.find(([each]) => each === priority)?.[1] ?? String(priority)

/** The chip's colour follows from the states of runs. */
export const ITEM_STATES: Record<string, string> = { PENDING: 'pending', LEASED: 'pending', CLAIMED: 'running', FAILED: 'failed' }

export const AGENT_STATES: Record<string, string> = { POLLING: 'running', RUNNING: 'running', KILLED: 'killed', LOST: 'crashed' }
