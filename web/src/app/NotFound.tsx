import { Compass, Hammer } from 'lucide-react'
import { guestToken } from '../api/http.ts'
import { EmptyState } from '../design/parts.tsx'
import { Link } from './navigation.tsx'
import { openSearch } from './shortcuts.ts'

export function NotFound({ what = 'page' }: { what?: string }) {
  return (
    <EmptyState icon={<Compass size={30} strokeWidth={1.4} />} title={`There is no such ${what}`}>
      <p>It may have been deleted or renamed, or you may not have access to it.</p>
      {guestToken() === null && (
        <div className="row">
          <button type="button" className="button" onClick={openSearch}>Search</button>
          <Link className="button" to="/">Home</Link>
        </div>
      )}
    </EmptyState>
  )
}

export function NotBuilt({ what }: { what: string }) {
  return (
    <EmptyState icon={<Hammer size={30} strokeWidth={1.4} />} title={`${what}: not part of this version`}>
      <p>The address is kept for it. Nothing you logged is lost.</p>
      <Link className="button" to="/">Home</Link>
    </EmptyState>
  )
}
