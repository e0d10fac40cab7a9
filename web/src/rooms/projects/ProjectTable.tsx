import { Link } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { count } from '../../design/format.ts'
import { Ago, StateChip } from '../../design/parts.tsx'
import type { ProjectRow } from './queries.ts'

export function ProjectTable({ projects, withEntity = false }: { projects: ProjectRow[]; withEntity?: boolean }) {
  return (
    <table className="list-table">
      <thead><tr><th>Project</th><th className="right">Runs</th><th /><th className="right">Last active</th></tr></thead>
      <tbody>
        {projects.map(project => (
          <tr key={project.id}>
            <td>
              {withEntity && <><Link className="muted" to={href.entity(project.entityName)}>{project.entityName}</Link> / </>}
              <Link to={href.workspace(project.entityName, project.name)}>{project.name}</Link>
            </td>
            <td className="right num">{count(project.runCount)}</td>
            <td>{project.running > 0 && <span className="row"><StateChip state="running" dot /><span className="num">{count(project.running)} running</span></span>}</td>
            <td className="right"><Ago at={project.lastActive ?? project.createdAt} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
