import { PALETTE } from '../../design/colors.ts'
import { MenuButton } from '../../design/Popover.tsx'

export function ColorMenu({ name, color, onColor }: { name: string; color: string; onColor: (color: string | null) => void }) {
  return (
    <MenuButton label={`Colour of ${name}`} className="dot-button" icon={<i style={{ background: color }} />} popoverClass="color-menu">
      {close => (
        <>
          <div className="color-grid">
            {PALETTE.map(each => <button key={each} type="button" className="dot-button" aria-label={`Colour ${each}`} aria-pressed={each === color} onClick={() => { onColor(each); close() }}><i style={{ background: each }} /></button>)}
          </div>
          <button type="button" className="button small" onClick={() => { onColor(null); close() }}>Its own colour</button>
        </>
      )}
    </MenuButton>
  )
}
