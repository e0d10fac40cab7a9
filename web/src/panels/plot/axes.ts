import { duration, number } from '../../design/format.ts'

export function axisTitle(x: string): string {
  switch (x) {
    case '_step': return 'Step'
    case '_runtime': return 'Runtime'
    case '_timestamp': return 'Time'
    default: return x
  }
}

/** Short tick text: 12k rather than 12 000. */
export function tick(value: number): string {
  const size = Math.abs(value)
  if (size === 0) return '0'
  if (size >= 1e12 || size < 1e-4) return value.toExponential(size < 1e-4 ? 1 : 2).replace('e+', 'e').replace(/\.0+e/, 'e')
  for (const [unit, suffix] of [[1e9, 'G'], [1e6, 'M'], [1e3, 'k']] as const) if (size >= unit) return String(Number((value / unit).toPrecision(4))) + suffix
  return String(Number(value.toPrecision(5)))
}

export function runtimeTick(seconds: number): string {
  const size = Math.abs(seconds)
  if (size === 0) return '0'
  if (size < 60) return `${Number(seconds.toPrecision(3))}s`
  if (size < 3600) return `${Math.floor(seconds / 60)}m${seconds % 60 >= 1 ? ` ${Math.round(seconds % 60)}s` : ''}`
  const minutes = Math.round((seconds % 3600) / 60)
  return `${Math.floor(seconds / 3600)}h${minutes ? ` ${minutes}m` : ''}`
}

export function xText(x: string, value: number): string {
  switch (x) {
    case '_runtime': return duration(value)
    case '_timestamp': return new Date(value * 1000).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' })
    default: return number(value)
  }
}
