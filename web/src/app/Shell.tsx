import { Archive, Boxes, ChartSpline, CircleUserRound, FileText, House, Info, KeyRound, Laptop, LogOut, Menu, Moon, Rocket, Search, Server, Settings, SlidersHorizontal, Sun, Table2, Users, Zap } from 'lucide-react'
import type { ReactNode } from 'react'
import { logOut, type SessionUser } from '../api/session.ts'
import { MenuButton } from '../design/Popover.tsx'
import { Link, navigate } from './navigation.tsx'
import { Logo } from './Logo.tsx'
import { href, type Route } from './route.ts'
import { setTheme, useThemeChoice, type ThemeChoice } from './theme.ts'

interface ShellProps { route: Route; user: SessionUser; onSearch: () => void; children: ReactNode }

export function Shell({ route, user, onSearch, children }: ShellProps) {
  return (
    <div className="shell">
      <a className="skip-link" href="#main">Skip to content</a>
      <header className="topbar">
        <Link to={href.home()} className="brand" aria-label="Selvedge home"><Logo /></Link>
        <Breadcrumb route={route} />
        <Places route={route} admin={user.admin} />
        <button type="button" className="search-button" onClick={onSearch}>
          <Search size={13} /> <span>Search</span> <kbd>{/Mac/.test(navigator.platform) ? '⌘' : 'Ctrl'} K</kbd>
        </button>
        <UserMenu user={user} />
      </header>
      <div className="shell-body">
        {'project' in route && <Rail route={route} />}
        <main id="main" className="main" tabIndex={-1}>{children}</main>
      </div>
    </div>
  )
}

/** Around a page that a link opened for somebody without an account. */
export function GuestShell({ children }: { children: ReactNode }) {
  return (
    <div className="shell">
      <header className="topbar"><span className="brand"><Logo /></span><b className="grow">Selvedge</b><Link className="button small" to={href.login(location.pathname + location.search)}>Log in</Link></header>
      <main id="main" className="main">{children}</main>
    </div>
  )
}

/** Rooms of the whole installation: beside the search where there is room, in a menu where there is not. */
function Places({ route, admin }: { route: Route; admin: boolean }) {
  const places = [
    { label: 'Home', icon: <House size={15} />, to: href.home(), on: route.page === 'home' },
    { label: 'Registry', icon: <Archive size={15} />, to: href.registries(), on: route.page === 'registries' || route.page === 'registry' },
    { label: 'Launch', icon: <Rocket size={15} />, to: href.launch(), on: route.page === 'launch' || route.page === 'queue' },
    ...(admin ? [{ label: 'Console', icon: <Server size={15} />, to: href.console(), on: route.page === 'console' }] : []),
  ]
  return (
    <nav className="places" aria-label="Places">
      {places.map(({ label, to, on }) => <Link key={label} to={to} aria-current={on ? 'page' : undefined}>{label}</Link>)}
      <MenuButton label="Places" className="icon-button places-menu" icon={<Menu size={17} />} align="end">
        {close => places.map(({ label, icon, to }) => <Link key={label} to={to} className="menu-item" onClick={close}>{icon}{label}</Link>)}
      </MenuButton>
    </nav>
  )
}

function Breadcrumb({ route }: { route: Route }) {
  const steps: { label: string; to?: string }[] = []
  if (isRegistry(route)) steps.push({ label: 'Registry', to: href.registries() })
  else if ('entity' in route) steps.push({ label: route.entity, to: href.entity(route.entity) })
  if ('project' in route) steps.push({ label: isRegistry(route) ? route.project.slice('wandb-registry-'.length) : route.project, to: href.workspace(route.entity, route.project) })
  if (route.page === 'registries') steps.push({ label: 'Registry' })
  if (route.page === 'launch' || route.page === 'queue') steps.push({ label: 'Launch', to: href.launch() })
  if (route.page === 'queue') steps.push({ label: route.owner, to: href.entity(route.owner) }, { label: route.queue })
  if (route.page === 'console') steps.push({ label: 'Console' })
  if (route.page === 'group') steps.push({ label: route.group })
  if (route.page === 'run') steps.push({ label: 'Runs', to: href.runs(route.entity, route.project) }, { label: route.run })
  if (route.page === 'sweep') steps.push({ label: 'Sweeps', to: href.sweeps(route.entity, route.project) }, { label: route.sweep })
  if (route.page === 'artifacts' || route.page === 'artifact') steps.push({ label: 'Artifacts', to: href.artifacts(route.entity, route.project) })
  if (route.page === 'artifact') steps.push({ label: route.collection, to: href.artifacts(route.entity, route.project, route.type, route.collection) }, { label: route.version })
  else if (route.page === 'artifacts' && route.collection) steps.push({ label: route.collection })
  if (route.page === 'report' || route.page === 'reportEditor') steps.push({ label: 'Reports', to: href.reports(route.entity, route.project) })
  if (route.page === 'settings') steps.push({ label: 'Settings' })
  return (
    <nav className="breadcrumb" aria-label="Breadcrumb">
      <ol>
        {steps.map((step, at) => (
          <li key={at} className={at === steps.length - 1 ? 'current' : ''}>
            {step.to ? <Link to={step.to} className="ellipsis">{step.label}</Link> : <span className={`ellipsis ${route.page === 'run' ? 'mono' : ''}`}>{step.label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** On narrow screens the rail is a strip that scrolls. */
function showCurrent(rail: HTMLElement | null) {
  const current = rail?.querySelector<HTMLElement>('[aria-current]')
  if (rail && current && rail.scrollWidth > rail.clientWidth) rail.scrollLeft = current.offsetLeft - rail.offsetLeft - 40
}

const isRegistry = (route: Route) => 'project' in route && route.project.startsWith('wandb-registry-')

function Rail({ route }: { route: Extract<Route, { project: string }> }) {
  const { entity, project } = route
  const artifacts = { label: isRegistry(route) ? 'Versions' : 'Artifacts', icon: <Boxes size={17} />, to: href.artifacts(entity, project), on: route.page === 'artifacts' || route.page === 'artifact' }
  const automations = { label: 'Automations', icon: <Zap size={17} />, to: href.automations(entity, project), on: route.page === 'automations' }
  const items = isRegistry(route) ? [
    { label: 'Collections', icon: <Archive size={17} />, to: href.workspace(entity, project), on: route.page === 'registry' },
    artifacts,
    automations,
    { label: 'Members', icon: <Users size={17} />, to: href.projectMembers(entity, project), on: route.page === 'members' },
  ] : [
    { label: 'Overview', icon: <Info size={17} />, to: href.overview(entity, project), on: route.page === 'overview' || route.page === 'members' },
    { label: 'Workspace', icon: <ChartSpline size={17} />, to: href.workspace(entity, project), on: route.page === 'workspace' || route.page === 'group' },
    { label: 'Runs', icon: <Table2 size={17} />, to: href.runs(entity, project), on: route.page === 'runs' || route.page === 'run' },
    { label: 'Sweeps', icon: <SlidersHorizontal size={17} />, to: href.sweeps(entity, project), on: route.page === 'sweeps' || route.page === 'sweep' },
    { label: 'Reports', icon: <FileText size={17} />, to: href.reports(entity, project), on: route.page === 'reports' || route.page === 'report' || route.page === 'reportEditor' },
    artifacts,
    automations,
    { label: 'Jobs', icon: <Rocket size={17} />, to: href.jobs(entity, project), on: route.page === 'jobs' },
  ]
  return (
    <nav className="rail" aria-label="Project" ref={rail => showCurrent(rail)}>
      {items.map(item => (
        <Link key={item.label} to={item.to} aria-current={item.on ? 'page' : undefined}>{item.icon}<span>{item.label}</span></Link>
      ))}
    </nav>
  )
}

const THEMES: readonly (readonly [ThemeChoice, string, ReactNode])[] = [
  ['system', 'System', <Laptop size={15} key="s" />],
  ['light', 'Light', <Sun size={15} key="l" />],
  ['dark', 'Dark', <Moon size={15} key="d" />],
]

function UserMenu({ user }: { user: SessionUser }) {
  const theme = useThemeChoice()
  const go = (to: string, close: () => void) => { close(); navigate(to) }
  return (
    <MenuButton label={`Account of ${user.username}`} icon={<CircleUserRound size={19} />} align="end">
      {close => (
        <>
          <div className="menu-label">{user.name || user.username}{user.admin ? ' · admin' : ''}</div>
          <button type="button" className="menu-item" onClick={() => go(href.entity(user.entity), close)}><House size={15} />Projects</button>
          <button type="button" className="menu-item" onClick={() => go('/settings', close)}><Settings size={15} />Settings</button>
          <button type="button" className="menu-item" onClick={() => go('/authorize', close)}><KeyRound size={15} />New API key</button>
          <div className="menu-line" />
          <div className="menu-label">Theme</div>
          {THEMES.map(([value, label, icon]) => (
            <button key={value} type="button" className="menu-item" aria-pressed={theme === value} onClick={() => setTheme(value)}>{icon}{label}{theme === value && <kbd>on</kbd>}</button>
          ))}
          <div className="menu-line" />
          <button type="button" className="menu-item" onClick={() => void logOut()}><LogOut size={15} />Log out</button>
        </>
      )}
    </MenuButton>
  )
}
