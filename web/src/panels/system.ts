/** Metrics of the events stream carry this prefix in panels; the rows themselves say `system.`. */
export const SYSTEM_PREFIX = 'system/'
export const isSystem = (metric: string) => metric.startsWith(SYSTEM_PREFIX)
export const eventKey = (metric: string) => 'system.' + metric.slice(SYSTEM_PREFIX.length)
export const systemMetric = (eventRowKey: string) => SYSTEM_PREFIX + eventRowKey.replace(/^system\./, '')
