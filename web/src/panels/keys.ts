import { useMemo } from 'react'
import { naturalOrder } from '../design/format.ts'
import { layoutSections } from './layout.ts'
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
  const imageSignature = [...new Set(runs.flatMap(run => run.imageKeys))].sort().join('\n')
  return useMemo(() => {
    const keys = signature === '' ? [] : signature.split('\n')
    const own = keys.filter(key => !key.startsWith('system/')).sort(naturalOrder)
    return { keys, xKeys: [...X_AXES, ...own.map(key => [key, key] as const)], sections: layoutSections(spec, keys, imageSignature === '' ? [] : imageSignature.split('\n')) }
  }, [spec, signature, imageSignature])
}
