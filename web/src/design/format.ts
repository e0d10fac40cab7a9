const FULL = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' })

/** The server's times are UTC; some clients' texts lack the zone. */
export function parseTime(text: string): number {
  return Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`)
}

const UNITS = [[60, 'min'], [3600, 'h'], [86_400, 'd'], [86_400 * 30, 'mo'], [86_400 * 365, 'y']] as const

export function relativeTime(text: string, now = Date.now()): string {
  const seconds = (parseTime(text) - now) / 1000
  const size = Math.abs(seconds)
  if (Number.isNaN(size)) return text
  if (size < 45) return 'just now'
  const [unit, name] = UNITS.findLast(([each]) => size >= each * 0.99) ?? UNITS[0]
  const amount = `${Math.max(1, Math.round(size / unit))} ${name}`
  return seconds < 0 ? `${amount} ago` : `in ${amount}`
}

export function fullTime(text: string): string {
  const time = parseTime(text)
  return Number.isNaN(time) ? text : FULL.format(time)
}

export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds) || seconds < 0) return '–'
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`
  const whole = Math.round(seconds)
  const [days, hours, minutes] = [Math.floor(whole / 86_400), Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60]
  if (days) return `${days} d ${hours} h`
  if (hours) return `${hours} h ${minutes} min`
  return `${minutes} min ${whole % 60} s`
}

export function bytes(size: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let at = 0
  let value = size
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000
    at++
  }
  return `${at === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[at]}`
}

/** Short enough for a cell, exact enough to tell two runs apart. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (Number.isInteger(value) && size < 1e9) return value.toLocaleString('en').replace(/,/g, '\u202f')
  if (size >= 1e6 || size < 1e-4) return value.toExponential(3).replace('e+', 'e')
  return String(Number(value.toPrecision(5)))
}

export const count = (value: number) => value.toLocaleString('en').replace(/,/g, '\u202f')

export function plural(amount: number, one: string, many = `${one}s`): string {
  return `${count(amount)} ${amount === 1 ? one : many}`
}

/** Any config or summary value as one line of text. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return number(value)
  if (typeof value === 'string') return value
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value)
}

/** "loss 2" before "loss 10". */
export const naturalOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare
