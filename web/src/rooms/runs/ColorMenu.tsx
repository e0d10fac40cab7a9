import { PALETTE } from '../../design/colors.ts'
import { MenuButton } from '../../design/Popover.tsx'

interface ColorMenuProps { name: string; color: string; /** The colour follows from a value of the run. */ fixed?: boolean; onColor: (color: string | null) => void }

export function ColorMenu({ name, color, fixed = false, onColor }: ColorMenuProps) {
  const label = `Colour of ${name}`
  if (fixed) return <button type="button" className="dot-button" disabled aria-label={label} title="Runs are coloured by a value"><i style={{ background: color }} /></button>
  return (
    <MenuButton label={label} className="dot-button" icon={<i style={{ background: color }} />} popoverClass="color-menu">
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
