import { useEffect, useMemo } from 'react'
import { endInvitation, setInvitation, type Invitation } from '../../api/http.ts'
import type { Report } from './queries.ts'

/** While a report is open that somebody edits by invitation, its panels are filled as for whoever has a link to it. */
export function useInvitation(report: Report | null) {
  const invitation = useMemo<Invitation | null>(() => report && report.shownProjects.length > 0 ? { report: report.id, places: new Set(report.shownProjects.map(each => `${each.entityName}/${each.name}`)) } : null, [report])
  // before the panels ask, which they do sooner than this component's own effect runs
  if (invitation) setInvitation(invitation)
  useEffect(() => {
    if (!invitation) return
    setInvitation(invitation)
    return () => endInvitation(invitation)
  }, [invitation])
}
