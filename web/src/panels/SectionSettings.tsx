import { Dialog } from '../design/Dialog.tsx'
import { withSection, type ShownSection } from './layout.ts'
import { LineDefaults } from './LineDefaults.tsx'
import { changeSections } from './spec.ts'
import { useStore } from './store.tsx'

/** How the line plots of one section are drawn where they differ from the workspace. */
export default function SectionSettings({ section, onClose }: { section: ShownSection; onClose: () => void }) {
  const store = useStore()
  const set = (changes: Record<string, unknown>) => store.change(spec => changeSections(spec, all => withSection(all, section.name, each => ({ ...each, localPanelSettings: { ...each.localPanelSettings, ...changes } }))))
  return (
    <Dialog title={`Line plots of ${section.name}`} onClose={onClose} footer={<button type="button" className="button primary" onClick={onClose}>Done</button>}>
      <div className="stack"><LineDefaults values={section.settings} set={set} inherits /></div>
    </Dialog>
  )
}
