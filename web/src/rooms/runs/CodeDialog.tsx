import { Dialog } from '../../design/Dialog.tsx'
import { Snippet } from '../../design/parts.tsx'
import { runsCode } from './code.ts'
import type { RowsQuestion } from './useRows.ts'

export default function CodeDialog({ question, onClose }: { question: RowsQuestion; onClose: () => void }) {
  return (
    <Dialog title="These runs in Python" wide onClose={onClose}>
      <p>The runs of this table, with its search, filters and order, by the public API of the <code>wandb</code> package.</p>
      <Snippet label="Python" text={runsCode(question, location.origin)} />
    </Dialog>
  )
}
