import { href } from '../app/route.ts'
import type { Pin } from './pins.ts'

/** Names of runs hold no slash: with the place before it, a pinned run of another project has a name of its own here. */
export const foreignName = ({ entity, project, run }: Pin) => `${entity}/${project}/${run}`

export function foreignPin(name: string): Pin | null {
  const parts = name.split('/')
  return parts.length === 3 ? { entity: parts[0]!, project: parts[1]!, run: parts[2]! } : null
}

/** Where a run lies: pinned ones may be of another project. */
export const placeOfRun = (home: { entity: string; project: string }, name: string): Pin => foreignPin(name) ?? { ...home, run: name }

/** Where a line leads to. */
export function runHref(home: { entity: string; project: string }, name: string): string {
  const { entity, project, run } = placeOfRun(home, name)
  return href.run(entity, project, run)
}
