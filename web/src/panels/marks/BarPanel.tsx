import { scaleLinear } from 'd3-scale'
import { useMemo } from 'react'
import type { JsonObject } from '../../api/json.ts'
import { ErrorState } from '../../design/parts.tsx'
import { accessorLabel, keyOfAccessor, useRunValues } from '../values.ts'
import { barsOf, groupKey, listOf, reach, styleOf } from './bars.ts'
import { Across, Upright } from './BarLayouts.tsx'
import { Frame, Nothing } from './frame.tsx'
import { useSize } from './size.ts'
import '../marks.css'

/** One value a run as bars; of groups also as boxes and violins, lying or upright. */
export default function BarPanel({ config, title }: { config: JsonObject; title: string }) {
  const [element, size] = useSize()
  const metrics = listOf(config.metrics)
  const groupBy = typeof config.groupBy === 'string' && config.groupBy !== 'None' ? [groupKey(config.groupBy)] : []
  const style = styleOf(config)
  const most = typeof config.limit === 'number' ? config.limit : groupBy.length > 0 || config.aggregate === true ? 1000 : 50
  const { runs, query } = useRunValues([...metrics, ...groupBy].map(keyOfAccessor), most)
  const all = useMemo(() => barsOf(runs, config), [runs, config])
  if (query.isError && runs.length === 0) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  const bars = all.slice(0, typeof config.barLimit === 'number' ? config.barLimit : 100)
  const [low, high] = reach(bars, style !== 'bar')
  const domain = [typeof config.xAxisMin === 'number' ? config.xAxisMin : low, typeof config.xAxisMax === 'number' ? config.xAxisMax : high === low ? low + 1 : high]
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
  const layout = { bars, style, width: size.width, height: size.height, scale: scaleLinear().domain(domain).nice(), whiskers: config.groupArea !== 'none', title: text(config.xAxisTitle) ?? metrics.map(accessorLabel).join(', ') }
  return (
    <Frame element={element} label={`${title}: ${bars.length} bars`}>
      {bars.length === 0 && <Nothing waiting={query.isPending}>No visible run has this value</Nothing>}
      {size.width > 0 && bars.length > 0 && (config.vertical === true ? <Upright {...layout} /> : <Across {...layout} />)}
    </Frame>
  )
}
