import { CodeXml } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { RowsQuestion } from './useRows.ts'

const CodeDialog = lazy(() => import('./CodeDialog.tsx'))

/** The same runs, asked for by a script. */
export function CodeButton({ question }: { question: RowsQuestion }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="icon-button" aria-label="These runs in Python" title="These runs in Python" onClick={() => setOpen(true)}><CodeXml size={15} /></button>
      {open && <Suspense><CodeDialog question={question} onClose={() => setOpen(false)} /></Suspense>}
    </>
  )
}
