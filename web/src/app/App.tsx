import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { ApiError, guestToken, onSessionEnd, setGuestToken } from '../api/http.ts'
import { sessionKey, useSession } from '../api/session.ts'
import { ErrorState, Loading } from '../design/parts.tsx'
import { Toasts } from '../design/Toasts.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { bare, navigate, useAddress, useRoute, useSearchParam } from './navigation.tsx'
import { NotBuilt, NotFound } from './NotFound.tsx'
import { href, type Route } from './route.ts'
import { GuestShell, Shell } from './Shell.tsx'
import { useShortcuts } from './shortcuts.ts'

const LoginPage = lazy(() => import('../rooms/people/LoginPage.tsx').then(module => ({ default: module.LoginPage })))
const SignupPage = lazy(() => import('../rooms/people/LoginPage.tsx').then(module => ({ default: module.SignupPage })))
const HomePage = lazy(() => import('../rooms/home/HomePage.tsx'))
const AuthorizePage = lazy(() => import('../rooms/people/AuthorizePage.tsx'))
const SettingsPage = lazy(() => import('../rooms/people/SettingsPage.tsx'))
const EntityPage = lazy(() => import('../rooms/projects/EntityPage.tsx'))
const OverviewPage = lazy(() => import('../rooms/projects/OverviewPage.tsx'))
const WorkspacePage = lazy(() => import('../rooms/workspace/WorkspacePage.tsx'))
const RunsTablePage = lazy(() => import('../rooms/runs/RunsTablePage.tsx'))
const RunPage = lazy(() => import('../rooms/runs/RunPage.tsx'))
const ArtifactsPage = lazy(() => import('../rooms/artifacts/ArtifactsPage.tsx'))
const SweepsPage = lazy(() => import('../rooms/sweeps/SweepsPage.tsx'))
const SweepPage = lazy(() => import('../rooms/sweeps/SweepPage.tsx'))
const ReportsPage = lazy(() => import('../rooms/reports/ReportsPage.tsx'))
const ReportPage = lazy(() => import('../rooms/reports/ReportPage.tsx'))
const ReportEditor = lazy(() => import('../rooms/reports/editor/ReportEditor.tsx'))
const AutomationsPage = lazy(() => import('../rooms/automations/AutomationsPage.tsx'))
const MembersPage = lazy(() => import('../rooms/projects/MembersPage.tsx'))
const GroupPage = lazy(() => import('../rooms/workspace/GroupPage.tsx'))
const RegistriesPage = lazy(() => import('../rooms/registry/RegistriesPage.tsx'))
const RegistryPage = lazy(() => import('../rooms/registry/RegistryPage.tsx'))
const RegistryLink = lazy(() => import('../rooms/registry/RegistryLink.tsx'))
const JobsPage = lazy(() => import('../rooms/launch/JobsPage.tsx'))
const LaunchPage = lazy(() => import('../rooms/launch/LaunchPage.tsx'))
const QueuePage = lazy(() => import('../rooms/launch/QueuePage.tsx'))
const ConsolePage = lazy(() => import('../rooms/console/ConsolePage.tsx'))
const Palette = lazy(() => import('./Palette.tsx'))
const Shortcuts = lazy(() => import('./ShortcutsDialog.tsx'))

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // a refusal will not turn into a yes; only a lost connection or a busy server is asked again
      retry: (failures, error) => failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502),
      staleTime: 2_000,
      refetchOnWindowFocus: true,
    },
  },
})

onSessionEnd(() => void client.invalidateQueries({ queryKey: sessionKey }))

export function App() {
  return (
    <QueryClientProvider client={client}>
      <ErrorBoundary><Root /></ErrorBoundary>
      <Toasts />
    </QueryClientProvider>
  )
}

function Root() {
  const session = useSession()
  const route = useRoute()
  const address = useAddress()
  const link = useSearchParam('accessToken')
  const [layer, setLayer] = useState<'search' | 'shortcuts' | null>(null)
  useShortcuts({ onSearch: () => setLayer('search'), onHelp: () => setLayer('shortcuts') })
  useTitle(route)

  const user = session.data?.user ?? null
  const outside = route.page === 'login' || route.page === 'signup'
  // a link shows its report to people without an account
  const invited = !user && route.page === 'report' ? link : null
  if (invited !== null && guestToken() === null) setGuestToken(invited)
  const gate = session.data && !user && !outside && invited === null
    ? session.data.needsSetup || (route.page === 'authorize' && address.includes('signup=true') && session.data.signupOpen)
      ? `/signup?returnTo=${encodeURIComponent(address)}`
      : href.login(address)
    : null
  const misplaced = session.data && !user && route.page === 'login' && session.data.needsSetup
  useEffect(() => {
    if (gate) navigate(gate, { replace: true })
    else if (misplaced) navigate('/signup' + location.search, { replace: true })
  }, [gate, misplaced])

  if (session.isError) return <ErrorState error={session.error} retry={() => void session.refetch()} title="Selvedge does not answer" />
  if (!session.data || gate) return <Loading />
  if (route.page === 'login') return user ? <Redirect to="/" /> : <Suspense><LoginPage session={session.data} /></Suspense>
  if (route.page === 'signup') return user ? <Redirect to="/" /> : <Suspense><SignupPage session={session.data} /></Suspense>
  if (invited !== null && route.page === 'report') return <GuestShell><ErrorBoundary><Suspense fallback={<Loading />}><ReportPage slug={route.slug} /></Suspense></ErrorBoundary></GuestShell>
  if (!user) return <Loading />
  if (route.page === 'authorize') return <Suspense fallback={<Loading />}><AuthorizePage /></Suspense>

  const page = <ErrorBoundary key={placeOf(route)}><Suspense fallback={<Loading />}><PageOf route={route} user={user.username} /></Suspense></ErrorBoundary>
  return (
    <>
      {bare ? <main id="main" className="main bare">{page}</main> : <Shell route={route} user={user} onSearch={() => setLayer('search')}>{page}</Shell>}
      <Suspense>
        {layer === 'search' && <Palette route={route} onClose={() => setLayer(null)} />}
        {layer === 'shortcuts' && <Shortcuts onClose={() => setLayer(null)} />}
      </Suspense>
    </>
  )
}

/** Tabs of a run or sweep share their page, and so does the whole artifact browser; anything else starts anew. */
function placeOf(route: Route): string {
  const page = route.page === 'artifact' ? 'artifacts' : route.page
  return [page, 'entity' in route ? route.entity : '', 'project' in route ? route.project : '', 'run' in route ? route.run : '', 'sweep' in route ? route.sweep : '', 'slug' in route ? route.slug ?? 'new' : '', 'queue' in route ? route.queue : ''].join('\u0000')
}

function PageOf({ route, user }: { route: Route; user: string }) {
  switch (route.page) {
    case 'home': return <HomePage />
    case 'settings': return <SettingsPage />
    case 'entity': return <EntityPage entity={route.entity} tab={route.tab} />
    case 'overview': return <OverviewPage entity={route.entity} project={route.project} />
    case 'workspace': return <WorkspacePage entity={route.entity} project={route.project} user={user} />
    case 'runs': return <RunsTablePage entity={route.entity} project={route.project} user={user} />
    case 'run': return <RunPage route={route} user={user} />
    case 'sweeps': return <SweepsPage entity={route.entity} project={route.project} />
    case 'sweep': return <SweepPage route={route} user={user} />
    case 'artifacts': case 'artifact': return <ArtifactsPage route={route} />
    case 'reports': return <ReportsPage entity={route.entity} project={route.project} />
    case 'report': return <ReportPage slug={route.slug} />
    case 'reportEditor': return <ReportEditor entity={route.entity} project={route.project} slug={route.slug} />
    case 'group': return <GroupPage entity={route.entity} project={route.project} group={route.group} user={user} />
    case 'automations': return <AutomationsPage entity={route.entity} project={route.project} />
    case 'jobs': return <JobsPage entity={route.entity} project={route.project} />
    case 'members': return <MembersPage entity={route.entity} project={route.project} />
    case 'registries': return <RegistriesPage />
    case 'registry': return <RegistryPage entity={route.entity} project={route.project} />
    case 'registryLink': return <RegistryLink />
    case 'launch': return <LaunchPage />
    case 'queue': return <QueuePage owner={route.owner} home={route.home} name={route.queue} />
    case 'console': return <ConsolePage tab={route.tab} />
    case 'notBuilt': return <NotBuilt what={route.what} />
    default: return <NotFound />
  }
}

function Redirect({ to }: { to: string }) {
  useEffect(() => navigate(to, { replace: true }), [to])
  return null
}

function useTitle(route: Route) {
  const name = route.page === 'run' ? `${route.run} · ${route.project}` : route.page === 'artifact' ? `${route.collection}:${route.version} · ${route.project}` : 'project' in route ? `${route.project} · ${route.entity}` : 'entity' in route ? route.entity : null
  useEffect(() => {
    document.title = name ? `${name} · Selvedge` : 'Selvedge'
  }, [name])
}
