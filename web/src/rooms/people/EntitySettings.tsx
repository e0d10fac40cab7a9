import { useQuery } from '@tanstack/react-query'
import { run } from '../../api/graphql.ts'
import { bytes, count, fullTime, plural } from '../../design/format.ts'
import { Receivers } from '../automations/Receivers.tsx'
import type { EntityFacts } from '../projects/queries.ts'
import { EntityUsageQuery } from './queries.ts'
import { TeamPolicy } from './TeamPolicy.tsx'
import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'

/** What a team or a person uses, who hears of it, and what automations there may call. */
export default function EntitySettings({ entity }: { entity: EntityFacts }) {
  return (
    <>
      <section className="card"><div className="card-body">
        <dl className="facts">
          {entity.organization && <><dt>Organization</dt><dd>{entity.organization.name}</dd></>}
          <dt>Made</dt><dd>{fullTime(entity.createdAt)}</dd>
          <dt>Runs</dt><dd>{count(entity.runCount)}</dd>
          <dt>Stored</dt><dd>{bytes(entity.storageBytes)}</dd>
        </dl>
      </div></section>
      {(entity.isTeam || entity.entityType === 'organization') && <TeamPolicy entity={entity.name} kind={entity.isTeam ? 'team' : 'organization'} />}
      <Usage entity={entity.name} />
      <Receivers entity={entity.name} team={entity.isTeam} manageable={entity.manageable} />
    </>
  )
}

/** Where the bytes are, the largest first. */
function Usage({ entity }: { entity: string }) {
  const query = useQuery({ queryKey: ['entity-usage', entity], queryFn: ({ signal }) => run(EntityUsageQuery, { entity }, signal) })
  const projects = (query.data?.models?.edges ?? []).map(edge => edge.node).filter(project => project.storageBytes > 0).sort((left, right) => right.storageBytes - left.storageBytes)
  const most = projects[0]?.storageBytes ?? 0
  if (projects.length === 0) return null
  return (
    <section className="card">
      <header><h2 className="grow">Storage by project</h2><span className="muted">{plural(projects.length, 'project')}</span></header>
      <table className="list-table">
        <tbody>
          {projects.slice(0, 20).map(project => (
            <tr key={project.id}>
              <td><Link to={href.overview(entity, project.name)}>{project.name}</Link></td>
              <td className="usage-cell"><span className="usage-bar" style={{ width: `${Math.max(1, (project.storageBytes / most) * 100)}%` }} /></td>
              <td className="right num">{bytes(project.storageBytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
