import { useMemo } from 'react'
import { naturalOrder } from '../design/format.ts'
import { tableKeyOf } from './extras.ts'
import { layoutSections, type Extras } from './layout.ts'
import { numericKeys, useRunScope } from './runs.ts'
import { useWorkspace } from './store.tsx'

export const X_AXES: readonly (readonly [string, string])[] = [['_step', 'Step'], ['_runtime', 'Runtime'], ['_timestamp', 'Time']]

/** Keys of the runs in scope, and the sections they make with the stored layout. */
export function useSections() {
  const { spec } = useWorkspace()
  const { runs } = useRunScope()
  // polling renews the run objects; the layout depends on the names only
  const logged = numericKeys(runs)
  const system = [...new Set(runs.flatMap(run => run.systemKeys))]
  const signature = [...logged, ...system].sort().join('\n')
  const charts = new Map(runs.flatMap(run => [...run.charts]))
  const fed = new Set([...charts.values()].map(tableKeyOf))
  const extras = runs.flatMap(run => [...run.extras])
  const extraSignature = JSON.stringify({
    media: [...new Set(extras.filter(([, kind]) => kind !== 'table').map(([key]) => key))].sort(),
    // the table behind a chart is seen in the chart
    tables: [...new Set(extras.filter(([key, kind]) => kind === 'table' && !fed.has(key)).map(([key]) => key))].sort(),
    charts: [...charts].sort(([left], [right]) => naturalOrder(left, right)),
  })
  return useMemo(() => {
    const keys = signature === '' ? [] : signature.split('\n')
    const own = keys.filter(key => !key.startsWith('system/')).sort(naturalOrder)
    const found = JSON.parse(extraSignature) as Extras
    return { keys, extras: found, xKeys: [...X_AXES, ...own.map(key => [key, key] as const)], sections: layoutSections(spec, keys, found) }
  }, [spec, signature, extraSignature])
}
