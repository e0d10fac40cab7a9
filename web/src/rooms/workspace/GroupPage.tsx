import { useMemo } from 'react'
import { ProjectFrame } from './ProjectFrame.tsx'
import { ViewBar } from './ViewBar.tsx'
import { WorkspaceBody } from './WorkspacePage.tsx'

/** The workspace, narrowed to the runs of one group. */
export default function GroupPage({ entity, project, group, user }: { entity: string; project: string; group: string; user: string }) {
  const only = useMemo(() => ({ group }), [group])
  const place = { entity, project, user }
  return <ProjectFrame {...place}>{(view, choice) => <WorkspaceBody {...place} only={only} bar={<ViewBar {...place} view={view} choice={choice} />} empty={<p>No run is in the group {group}.</p>} />}</ProjectFrame>
}
