import { Archive, Atom, Box, Boxes, Brain, Database, FlaskConical, Image, Languages, Rocket, Shield, Sparkles, type LucideIcon } from 'lucide-react'
import { useId } from 'react'

export interface RegistryIcon { name: string; color: string }

/** Names that this page draws; others, which programs may have set, are drawn as the usual one in their colour. */
const ICONS: Record<string, LucideIcon> = { archive: Archive, box: Box, boxes: Boxes, brain: Brain, database: Database, rocket: Rocket, flask: FlaskConical, image: Image, languages: Languages, atom: Atom, shield: Shield, sparkles: Sparkles }

const COLORS = ['#8d6e2f', '#3f7d58', '#2f6f8f', '#6b4fa0', '#a04f5c', '#6a7078']

export function Icon({ icon, size = 17 }: { icon: RegistryIcon | null; size?: number }) {
  const Drawn = (icon && ICONS[icon.name]) || Archive
  return <Drawn size={size} style={icon ? { color: icon.color } : undefined} aria-hidden />
}

export function IconPicker({ icon, onChange, disabled = false }: { icon: RegistryIcon | null; onChange: (icon: RegistryIcon) => void; disabled?: boolean }) {
  const id = useId()
  const name = icon?.name ?? 'archive'
  const color = icon?.color ?? COLORS[0]!
  return (
    <div className="field"><span id={id}>Icon</span>
      <div className="row wrap" role="group" aria-labelledby={id}>
        {Object.entries(ICONS).map(([each, Drawn]) => <button key={each} type="button" className="icon-button" disabled={disabled} aria-label={`Icon ${each}`} aria-pressed={each === name} onClick={() => onChange({ name: each, color })}><Drawn size={16} style={{ color: each === name ? color : undefined }} /></button>)}
        {COLORS.map(each => <button key={each} type="button" className="registry-color" disabled={disabled} aria-label={`Colour ${each}`} aria-pressed={each === color} style={{ background: each }} onClick={() => onChange({ name, color: each })} />)}
      </div>
    </div>
  )
}
