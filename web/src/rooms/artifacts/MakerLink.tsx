import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { makerName } from './names.ts'
import type { Maker } from './queries.ts'

/** What made a version: a run is a link. */
export function MakerLink({ maker }: { maker: Maker }) {
  if (maker?.__typename !== 'Run' || !maker.project) return <>{makerName(maker)}</>
  return <Link to={href.run(maker.project.entityName, maker.project.name, maker.name)}>{makerName(maker)}</Link>
}
