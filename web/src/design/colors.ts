/**
 * The colour of a run follows from its id alone, so that it is the same in every chart, table and session.
 * Eighteen hues in a strong and a quiet tone, of a lightness that can be read on white and on near-black.
 */
export const PALETTE = [
  '#3680da', '#c95b20', '#1d994a', '#c95174', '#8f67ce', '#9c7c0b', '#0f919c', '#cc534f', '#609113',
  '#ba569d', '#5d78dc', '#b17000', '#149483', '#a85db9', '#868604', '#158cb7', '#bf6501', '#06976d',
  '#7d9de3', '#925019', '#59b387', '#97464f', '#b38bd2', '#71640b', '#35afc9', '#974936', '#79af6d',
  '#90466c', '#9196e2', '#815c0a', '#30b4ad', '#864a81', '#96a856', '#0e6a9b', '#cc904e', '#107460',
] as const

function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    value ^= text.charCodeAt(at)
    value = Math.imul(value, 0x01000193)
  }
  // short ids differ in few bits; the finisher spreads them over all
  value ^= value >>> 16
  value = Math.imul(value, 0x85ebca6b)
  value ^= value >>> 13
  return value >>> 0
}

export function runColor(run: string, custom?: Readonly<Record<string, unknown>>): string {
  const chosen = custom?.[run]
  return typeof chosen === 'string' ? chosen : PALETTE[hash(run) % PALETTE.length]!
}

export function withAlpha(color: string, alpha: number): string {
  if (/^#[0-9a-f]{6}$/i.test(color)) return color + Math.round(alpha * 255).toString(16).padStart(2, '0')
  return `color-mix(in srgb, ${color} ${Math.round(alpha * 100)}%, transparent)`
}
