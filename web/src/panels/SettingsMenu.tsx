import { Settings2 } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { MenuButton } from '../design/Popover.tsx'

const SettingsForm = lazy(() => import('./SettingsForm.tsx'))

export function SettingsMenu() {
  return <MenuButton label="Workspace settings" icon={<Settings2 size={15} />} align="end" popoverClass="settings-menu">{() => <Suspense><SettingsForm /></Suspense>}</MenuButton>
}
