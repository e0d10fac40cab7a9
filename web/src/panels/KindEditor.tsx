import { useState } from 'react'
import { Dialog } from '../design/Dialog.tsx'
import { KindForm } from './KindForm.tsx'
import { KINDS } from './kinds.ts'
import { withPanel, type ShownPanel } from './layout.ts'
import { OtherPanel } from './OtherPanel.tsx'
import { changeSections } from './spec.ts'
import { useStore } from './store.tsx'
import './marks.css'

/** The editor of every panel that is no line plot: what it will be on the left, what it asks for on the right. */
export function KindEditor({ panel, sectionName, onClose }: { panel: ShownPanel; sectionName: string; onClose: () => void }) {
  const store = useStore()
  const [draft, setDraft] = useState(panel.config)
  const kind = KINDS[panel.viewType]!
  const apply = () => {
    store.change(spec => changeSections(spec, sections => withPanel(sections, sectionName, panel, stored => ({ ...stored, config: draft }))))
    onClose()
  }
  return (
    <Dialog title={`Edit ${panel.title}`} wide onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={!kind.ready(draft)} onClick={apply}>Apply</button>
    </>}>
      <div className="editor-split">
        <div className="editor-preview panel-body"><OtherPanel panel={{ ...panel, config: draft, title: 'Preview' }} onChange={null} /></div>
        <div className="stack">
          <label className="field"><span>Title</span><input className="input small" value={draft.chartTitle ?? ''} placeholder={kind.title(draft) || 'Untitled'} onChange={event => setDraft({ ...draft, chartTitle: event.target.value || null })} /></label>
          <KindForm viewType={panel.viewType} value={draft} onChange={setDraft} />
        </div>
      </div>
    </Dialog>
  )
}
