import { useSession } from '../../api/session.ts'
import { Link } from '../../app/navigation.tsx'
import { href, type ConsoleTab } from '../../app/route.ts'
import { EmptyState } from '../../design/parts.tsx'
import { OrganizationTab } from './OrganizationTab.tsx'
import { RolesTab } from './RolesTab.tsx'
import { ServerTab } from './ServerTab.tsx'
import { UsersTab } from './UsersTab.tsx'
import './console.css'

const TABS: readonly (readonly [ConsoleTab, string])[] = [['users', 'Users'], ['organization', 'Organization'], ['roles', 'Roles'], ['server', 'Server']]

/** The installation as its administrators see it; others see the organizations they are in. */
export default function ConsolePage({ tab }: { tab: ConsoleTab }) {
  const admin = useSession().data?.user?.admin === true
  if (!admin && tab !== 'organization') return <EmptyState title="For administrators of this server"><p>You can see <Link to={href.console('organization')}>your organization</Link>.</p></EmptyState>
  return (
    <div className="page wide stack">
      <h1>Console</h1>
      {admin && <nav className="tabs plain" aria-label="Console">{TABS.map(([each, label]) => <Link key={each} to={href.console(each)} aria-current={each === tab ? 'page' : undefined}>{label}</Link>)}</nav>}
      {tab === 'users' && <UsersTab />}
      {tab === 'organization' && <OrganizationTab admin={admin} />}
      {tab === 'roles' && <RolesTab />}
      {tab === 'server' && <ServerTab />}
    </div>
  )
}
