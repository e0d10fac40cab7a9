/** Every address of the application: read by `parseRoute`, written by `href`. Names are percent-encoded one by one. */
export type Route =
  | { page: 'home' }
  | { page: 'login' }
  | { page: 'signup' }
  | { page: 'authorize' }
  | { page: 'settings' }
  | { page: 'entity'; entity: string; tab: EntityTab }
  | { page: 'workspace'; entity: string; project: string }
  | { page: 'runs'; entity: string; project: string }
  | { page: 'overview'; entity: string; project: string }
  | { page: 'run'; entity: string; project: string; run: string; tab: RunTab; path: string }
  | { page: 'sweeps'; entity: string; project: string }
  | { page: 'sweep'; entity: string; project: string; sweep: string; tab: SweepTab }
  | { page: 'reports'; entity: string; project: string }
  | { page: 'report'; entity: string; project: string; slug: string }
  | { page: 'artifacts'; entity: string; project: string; type: string | null; collection: string | null }
  | { page: 'artifact'; entity: string; project: string; type: string; collection: string; version: string; tab: ArtifactTab; path: string }
  | { page: 'notBuilt'; what: string }
  | { page: 'notFound' }

export type EntityTab = 'projects' | 'members'
export type RunTab = 'overview' | 'charts' | 'logs' | 'files' | 'code' | 'artifacts'
export type SweepTab = 'workspace' | 'overview' | 'table'
export type ArtifactTab = 'overview' | 'metadata' | 'usage' | 'files' | 'lineage'

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // a bare % in a name typed by hand
    return part
  }
}

const NOT_BUILT_TABS: Record<string, string> = {
  automations: 'Automations',
  jobs: 'Jobs',
  users: 'Project members',
  weave: 'Traces',
  groups: 'Group workspaces',
}

const RUN_TABS: Record<string, RunTab> = { overview: 'overview', workspace: 'charts', charts: 'charts', system: 'charts', logs: 'logs', files: 'files', code: 'code', artifacts: 'artifacts' }

const SWEEP_TABS: Record<string, SweepTab> = { overview: 'overview', workspace: 'workspace', table: 'table' }

const ARTIFACT_TABS: Record<string, ArtifactTab> = { overview: 'overview', metadata: 'metadata', usage: 'usage', api: 'usage', files: 'files', lineage: 'lineage', graph: 'lineage' }

const TOP: Record<string, Route> = {
  home: { page: 'home' },
  login: { page: 'login' },
  signup: { page: 'signup' },
  authorize: { page: 'authorize' },
  settings: { page: 'settings' },
  registry: { page: 'notBuilt', what: 'The registry' },
  orgs: { page: 'notBuilt', what: 'Organization pages' },
  launch: { page: 'notBuilt', what: 'Launch' },
  console: { page: 'notBuilt', what: 'The system console' },
}

export function parseRoute(pathname: string): Route {
  const parts = pathname.split('/').filter(part => part !== '').map(decode)
  const [first, project, tab, fourth] = parts
  if (first === undefined) return { page: 'home' }
  const top = TOP[first]
  if (top) return parts.length === 1 || top.page === 'notBuilt' || top.page === 'settings' ? top : { page: 'notFound' }
  const entity = first
  if (project === undefined || (parts.length === 2 && project === 'projects')) return { page: 'entity', entity, tab: 'projects' }
  if (parts.length === 2 && (project === 'members' || project === 'settings')) return { page: 'entity', entity, tab: 'members' }
  if (project === 'registry' || project === 'service-accounts') return { page: 'notBuilt', what: project === 'registry' ? 'The registry' : 'Service accounts' }
  if (tab === undefined || (tab === 'workspace' && parts.length === 3)) return { page: 'workspace', entity, project }
  if (parts.length === 3 && (tab === 'table' || tab === 'runs')) return { page: 'runs', entity, project }
  if (parts.length === 3 && tab === 'overview') return { page: 'overview', entity, project }
  if (tab === 'runs' && fourth !== undefined) {
    const name = parts[4]
    if (name === undefined) return { page: 'run', entity, project, run: fourth, tab: 'charts', path: '' }
    const known = RUN_TABS[name]
    if (known) return { page: 'run', entity, project, run: fourth, tab: known, path: parts.slice(5).join('/') }
  }
  if (tab === 'sweeps') {
    if (fourth === undefined) return { page: 'sweeps', entity, project }
    const sweepTab = parts[4] === undefined ? 'workspace' : SWEEP_TABS[parts[4]]
    return sweepTab ? { page: 'sweep', entity, project, sweep: fourth, tab: sweepTab } : { page: 'notFound' }
  }
  if (tab === 'reports' && parts.length <= 4) return fourth === undefined ? { page: 'reports', entity, project } : { page: 'report', entity, project, slug: fourth }
  if (tab === 'artifacts') return artifactRoute(entity, project, parts.slice(3))
  const later = NOT_BUILT_TABS[tab]
  return later ? { page: 'notBuilt', what: later } : { page: 'notFound' }
}

function artifactRoute(entity: string, project: string, [type, collection, version, name, ...file]: string[]): Route {
  if (version === undefined) return { page: 'artifacts', entity, project, type: type ?? null, collection: collection ?? null }
  const tab = name === undefined ? 'overview' : ARTIFACT_TABS[name]
  return tab ? { page: 'artifact', entity, project, type: type!, collection: collection!, version, tab, path: file.join('/') } : { page: 'notFound' }
}

/** Like encodeURIComponent, but leaves the characters that the client library leaves in run ids. */
function encode(part: string): string {
  return encodeURIComponent(part).replace(/%(3D|2B|26|24|40|3A|2C)/g, escape => decodeURIComponent(escape))
}

const path = (...parts: string[]) => '/' + parts.map(encode).join('/')

export const href = {
  home: () => '/',
  login: (returnTo?: string) => (returnTo && returnTo !== '/' ? `/login?returnTo=${encodeURIComponent(returnTo)}` : '/login'),
  settings: () => '/settings',
  entity: (entity: string, tab: EntityTab = 'projects') => path(entity, ...(tab === 'projects' ? [] : [tab])),
  workspace: (entity: string, project: string) => path(entity, project),
  runs: (entity: string, project: string) => path(entity, project, 'table'),
  overview: (entity: string, project: string) => path(entity, project, 'overview'),
  run: (entity: string, project: string, run: string, tab?: RunTab, file?: string) => {
    const base = path(entity, project, 'runs', run)
    const place = tab === undefined ? base : `${base}/${tab === 'charts' ? 'workspace' : tab}`
    return file ? `${place}/${file.split('/').map(encode).join('/')}` : place
  },
  sweeps: (entity: string, project: string) => path(entity, project, 'sweeps'),
  sweep: (entity: string, project: string, sweep: string, tab: SweepTab = 'workspace') => path(entity, project, 'sweeps', sweep, ...(tab === 'workspace' ? [] : [tab])),
  reports: (entity: string, project: string) => path(entity, project, 'reports'),
  report: (entity: string, project: string, slug: string) => path(entity, project, 'reports', slug),
  artifacts: (entity: string, project: string, type?: string, collection?: string) => path(entity, project, 'artifacts', ...[type, collection].filter((part): part is string => part !== undefined)),
  artifact: (entity: string, project: string, type: string, collection: string, version: string, tab: ArtifactTab = 'overview', file?: string) => {
    const base = path(entity, project, 'artifacts', type, collection, version)
    const place = tab === 'overview' ? base : `${base}/${tab}`
    return file ? `${place}/${file.split('/').map(encode).join('/')}` : place
  },
}
