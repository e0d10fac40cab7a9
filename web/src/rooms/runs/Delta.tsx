import { ArrowDown, ArrowUp } from 'lucide-react'
import { number } from '../../design/format.ts'
import type { Goal } from '../../panels/spec.ts'

/** How far a value lies from that of the baseline; the colour says whether that is better, where somebody said which way is. */
export function Delta({ value, base, goal }: { value: number; base: number; goal: Goal | null }) {
  const by = value - base
  if (!Number.isFinite(by)) return null
  const kind = by === 0 || goal === null ? '' : by < 0 === (goal === 'min') ? 'better' : 'worse'
  const share = base !== 0 && Number.isFinite(base) ? `, ${by > 0 ? '+' : ''}${((100 * by) / Math.abs(base)).toFixed(1)} %` : ''
  return (
    <span className={`delta num ${kind}`} title={`${by > 0 ? '+' : ''}${by} against the baseline${share}${kind ? `: ${kind}` : ''}`}>
      {by === 0 ? '±0' : <>{by > 0 ? <ArrowUp size={10} aria-hidden /> : <ArrowDown size={10} aria-hidden />}{by > 0 ? '+' : '−'}{number(Number(Math.abs(by).toPrecision(3)))}</>}
    </span>
  )
}
