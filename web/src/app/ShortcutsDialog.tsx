import { Fragment } from 'react'
import { Dialog } from '../design/Dialog.tsx'

const KEYS: readonly (readonly [string, string])[] = [
  ['Ctrl/⌘ K', 'Search projects and runs'],
  ['/', 'Go to the search box of the page'],
  ['Ctrl/⌘ J', 'Show or hide the run selector'],
  ['Ctrl/⌘ Z', 'Undo a change of the layout'],
  ['Ctrl Y, ⌘ Shift Z', 'Redo'],
  ['← →', 'Previous and next panel in full screen'],
  ['Double-click', 'Reset the zoom of a chart'],
  ['Esc', 'Close the top layer'],
  ['?', 'This list'],
]

export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <dl className="facts">{KEYS.map(([key, what]) => <Fragment key={key}><dt><kbd>{key}</kbd></dt><dd>{what}</dd></Fragment>)}</dl>
    </Dialog>
  )
}
