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
  | { page: 'reportEditor'; entity: string; project: string; /** Null for a new one. */ slug: string | null }
  | { page: 'artifacts'; entity: string; project: string; type: string | null; collection: string | null }
  | { page: 'artifact'; entity: string; project: string; type: string; collection: string; version: string; tab: ArtifactTab; path: string }
  | { page: 'group'; entity: string; project: string; group: string }
  | { page: 'automations'; entity: string; project: string }
  | { page: 'jobs'; entity: string; project: string }
  | { page: 'members'; entity: string; project: string }
  | { page: 'registries' }
  | { page: 'registryLink' }
  | { page: 'registry'; entity: string; project: string }
  | { page: 'launch' }
  | { page: 'queue'; owner: string; home: string; queue: string }
  | { page: 'console'; tab: ConsoleTab }
  | { page: 'notBuilt'; what: string }
  | { page: 'notFound' }

export type EntityTab = 'projects' | 'members' | 'service-accounts' | 'settings'
export type ConsoleTab = 'users' | 'organization' | 'roles' | 'server'
export type RunTab = 'overview' | 'charts' | 'logs' | 'files' | 'code' | 'artifacts'
export type SweepTab = 'workspace' | 'overview' | 'table'
export type ArtifactTab = 'overview' | 'metadata' | 'usage' | 'files' | 'lineage' | 'history'

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // a bare % in a name typed by hand
    return part
  }
}

const NOT_BUILT_TABS: Record<string, string> = { weave: 'Traces' }

const ENTITY_TABS: readonly string[] = ['members', 'service-accounts', 'settings']

const CONSOLE_TABS: readonly string[] = ['users', 'organization', 'roles', 'server']

/** Registries are projects of such names; their own page stands in place of a workspace. */
const REGISTRY = /^wandb-registry-./

const RUN_TABS: Record<string, RunTab> = { overview: 'overview', workspace: 'charts', charts: 'charts', system: 'charts', logs: 'logs', files: 'files', code: 'code', artifacts: 'artifacts' }

const SWEEP_TABS: Record<string, SweepTab> = { overview: 'overview', workspace: 'workspace', table: 'table' }

const ARTIFACT_TABS: Record<string, ArtifactTab> = { overview: 'overview', metadata: 'metadata', usage: 'usage', api: 'usage', files: 'files', lineage: 'lineage', graph: 'lineage', history: 'history' }

const TOP: Record<string, Route> = {
  home: { page: 'home' },
  login: { page: 'login' },
  signup: { page: 'signup' },
  authorize: { page: 'authorize' },
  settings: { page: 'settings' },
}

export function parseRoute(pathname: string): Route {
  const parts = pathname.split('/').filter(part => part !== '').map(decode)
  const [first, project, tab, fourth] = parts
  if (first === undefined) return { page: 'home' }
  const top = TOP[first]
  if (top) return parts.length === 1 || top.page === 'settings' ? top : { page: 'notFound' }
  const place = installationRoute(parts)
  if (place) return place
  const entity = first
  if (project === undefined || (parts.length === 2 && project === 'projects')) return { page: 'entity', entity, tab: 'projects' }
  if (parts.length === 2 && ENTITY_TABS.includes(project)) return { page: 'entity', entity, tab: project as EntityTab }
  // the older address of what clients link into a registry
  if (project === 'registry') return { page: 'registryLink' }
  if (REGISTRY.test(project) && (tab === undefined || (parts.length === 3 && (tab === 'overview' || tab === 'workspace')))) return { page: 'registry', entity, project }
  if (parts.length === 3 && tab === 'automations') return { page: 'automations', entity, project }
  if (parts.length === 3 && tab === 'jobs') return { page: 'jobs', entity, project }
  if (parts.length === 3 && tab === 'users') return { page: 'members', entity, project }
  if (tab === 'groups' && fourth !== undefined && (parts.length === 4 || (parts.length === 5 && parts[4] === 'workspace'))) return { page: 'group', entity, project, group: fourth }
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
  if (tab === 'reports' && parts.length === 5 && parts[4] === 'edit') return { page: 'reportEditor', entity, project, slug: fourth! }
  if (tab === 'reports' && parts.length === 4 && fourth === 'new') return { page: 'reportEditor', entity, project, slug: null }
  if (tab === 'reports' && parts.length <= 4) return fourth === undefined ? { page: 'reports', entity, project } : { page: 'report', entity, project, slug: fourth }
  if (tab === 'artifacts') return artifactRoute(entity, project, parts.slice(3))
  const later = NOT_BUILT_TABS[tab]
  return later ? { page: 'notBuilt', what: later } : { page: 'notFound' }
}

/** Rooms of the whole installation. */
function installationRoute([first, second, third, fourth, ...rest]: string[]): Route | null {
  switch (first) {
    case 'registry': return second === undefined ? { page: 'registries' } : { page: 'notFound' }
    case 'launch': return second === undefined ? { page: 'launch' } : fourth !== undefined && rest.length === 0 ? { page: 'queue', owner: second, home: third!, queue: fourth } : { page: 'notFound' }
    case 'console': return second === undefined ? { page: 'console', tab: 'users' } : CONSOLE_TABS.includes(second) && third === undefined ? { page: 'console', tab: second as ConsoleTab } : { page: 'notFound' }
    case 'orgs': return third === 'registry' ? { page: 'registryLink' } : { page: 'console', tab: 'organization' }
    default: return null
  }
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
  automations: (entity: string, project: string) => path(entity, project, 'automations'),
  jobs: (entity: string, project: string) => path(entity, project, 'jobs'),
  group: (entity: string, project: string, group: string) => path(entity, project, 'groups', group, 'workspace'),
  projectMembers: (entity: string, project: string) => path(entity, project, 'users'),
  registries: () => '/registry',
  launch: () => '/launch',
  queue: (owner: string, home: string, queue: string) => path('launch', owner, home, queue),
  console: (tab: ConsoleTab = 'users') => path('console', ...(tab === 'users' ? [] : [tab])),
  reports: (entity: string, project: string) => path(entity, project, 'reports'),
  report: (entity: string, project: string, slug: string) => path(entity, project, 'reports', slug),
  editReport: (entity: string, project: string, slug: string | null) => path(entity, project, 'reports', ...(slug === null ? ['new'] : [slug, 'edit'])),
  artifacts: (entity: string, project: string, type?: string, collection?: string) => path(entity, project, 'artifacts', ...[type, collection].filter((part): part is string => part !== undefined)),
  artifact: (entity: string, project: string, type: string, collection: string, version: string, tab: ArtifactTab = 'overview', file?: string) => {
    const base = path(entity, project, 'artifacts', type, collection, version)
    const place = tab === 'overview' ? base : `${base}/${tab}`
    return file ? `${place}/${file.split('/').map(encode).join('/')}` : place
  },
}
