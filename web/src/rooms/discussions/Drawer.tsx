import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { run } from '../../api/graphql.ts'
import { Link } from '../../app/navigation.tsx'
import { ErrorState } from '../../design/parts.tsx'
import type { Block } from '../reports/blocks.ts'
import { anchorAt } from './anchor.ts'
import { CommentForm } from './CommentForm.tsx'
import { BeginThread } from './queries.ts'
import { ThreadView } from './ThreadView.tsx'
import type { useDiscussion } from './useDiscussion.ts'
import './discussions.css'

export interface DrawerPlace { block: number; quote: string | null }

interface DrawerProps { report: { id: string; editable: boolean }; entity: string; blocks: readonly Block[]; talk: ReturnType<typeof useDiscussion>; signedIn: boolean; /** Where a new thread is begun; null for the report as a whole. */ place: DrawerPlace | null; onPlace: (place: DrawerPlace | null) => void; onClose: () => void }

/** All that was said about a report, beside it. */
export default function Drawer({ report, entity, blocks, talk, signedIn, place, onPlace, onClose }: DrawerProps) {
  const box = useRef<HTMLElement>(null)
  const { threads, error, pending, refresh } = talk
  const first = place && threads.find(thread => thread.at === place.block)?.id
  useEffect(() => {
    if (place) box.current?.querySelector(first ? `[data-thread="${first}"]` : '.thread-new')?.scrollIntoView({ block: 'nearest' })
  }, [place, first])
  const words = place?.quote ?? null
  return (
    <aside className="comments" aria-label="Comments" ref={box} onKeyDown={event => { if (event.key === 'Escape') onClose() }}>
      <header><h2 className="grow">Comments</h2><button type="button" className="icon-button" aria-label="Close the comments" onClick={onClose}><X size={15} /></button></header>
      <div className="comments-list">
        {error && threads.length === 0 ? <ErrorState error={error} retry={() => void refresh()} /> : threads.length === 0 && !pending && !place && <p className="muted">Nothing said yet.{signedIn && ' Choose words, or the bubble beside a block, to say something about them.'}</p>}
        {threads.map(thread => <ThreadView key={thread.id} thread={thread} entity={entity} signedIn={signedIn} editable={report.editable} refresh={refresh} onPlace={() => document.querySelector(`[data-block="${thread.at}"]`)?.scrollIntoView({ block: 'center', behavior: 'smooth' })} />)}
      </div>
      {signedIn ? (
        <div className="thread-new">
          {place && <div className="row"><span className="thread-place ellipsis grow">{words ? <q>{words}</q> : `About ${blocks[place.block]?.type === 'panel-grid' ? 'these panels' : 'this block'}`}</span><button type="button" className="icon-button" aria-label="About the whole report instead" onClick={() => onPlace(null)}><X size={12} /></button></div>}
          <CommentForm key={`${place?.block} ${words}`} entity={entity} label={place ? 'Comment on this place' : 'Comment on the report'} action="Comment" onSend={async body => {
            await run(BeginThread, { id: report.id, anchor: place && blocks[place.block] ? JSON.stringify(anchorAt(blocks, place.block, place.quote)) : null, body })
            onPlace(null)
            await refresh()
          }} />
        </div>
      ) : <p className="thread-new muted"><Link to="/login">Log in</Link> to comment.</p>}
    </aside>
  )
}
