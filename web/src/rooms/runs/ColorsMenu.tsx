import { Palette } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { MenuButton } from '../../design/Popover.tsx'
import type { ColorScale } from '../../panels/colors/scale.ts'
import { valueColors } from '../../panels/spec.ts'
import { useWorkspace } from '../../panels/store.tsx'

const ColorsForm = lazy(() => import('../../panels/colors/ColorsForm.tsx'))
const ColorLegend = lazy(() => import('../../panels/colors/ColorLegend.tsx'))

export function ColorsMenu({ entity, project, scale, wide = false }: { entity: string; project: string; scale: ColorScale | null; wide?: boolean }) {
  return (
    <MenuButton label="Colours of runs" className={wide ? 'button small' : 'icon-button'} icon={<><Palette size={14} />{wide && 'Colours'}</>} align={wide ? 'start' : 'end'} popoverClass="settings-menu">
      {() => <Suspense fallback={<div className="skeleton" />}><ColorsForm entity={entity} project={project} scale={scale} /></Suspense>}
    </MenuButton>
  )
}

/** What the colours stand for, where they follow from a value. */
export function ColorKey({ scale }: { scale: ColorScale | null }) {
  const chosen = valueColors(useWorkspace().spec)
  return chosen && scale ? <Suspense><ColorLegend chosen={chosen} scale={scale} /></Suspense> : null
}
