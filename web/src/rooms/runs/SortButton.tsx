import { ArrowDownUp } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { MenuButton } from '../../design/Popover.tsx'
import type { SortKey } from './sorting.ts'

const SortMenu = lazy(() => import('./SortMenu.tsx'))

interface SortButtonProps { entity: string; project: string; keys: readonly SortKey[]; onSort: (keys: SortKey[]) => void; wide?: boolean }

export function SortButton({ wide = false, ...menu }: SortButtonProps) {
  return (
    <MenuButton label="Sort runs" className={wide ? 'button small' : undefined} icon={<><ArrowDownUp size={14} />{wide && <>Sort{menu.keys.length > 1 && ` (${menu.keys.length})`}</>}</>} align={wide ? undefined : 'end'} popoverClass="sort-menu">
      {close => <Suspense><SortMenu {...menu} close={close} /></Suspense>}
    </MenuButton>
  )
}
