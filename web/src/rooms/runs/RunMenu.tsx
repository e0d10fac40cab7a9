import { Bookmark, BookmarkX, Copy, EllipsisVertical, ExternalLink, Eye, Pin as PinIcon, PinOff } from 'lucide-react'
import { href } from '../../app/route.ts'
import { writeClipboard } from '../../design/parts.tsx'
import { MenuButton } from '../../design/Popover.tsx'
import { toast } from '../../design/Toasts.tsx'
import { baselineOf, MOST_PINS, pinsOf, withBaseline, withPin, type Home, type Pin } from '../../panels/pins.ts'
import type { Runset } from '../../panels/spec.ts'
import { showOnly } from './selection.ts'

interface RunMenuProps { pin: Pin; label: string; home: Home; runset: Runset; adjust: (change: (runset: Runset) => Runset) => void }

const same = (left: Pin | null, right: Pin) => left !== null && left.run === right.run && left.project === right.project && left.entity === right.entity

/** What can be done with one run of the list, wherever the list stands. */
export function RunMenu({ pin, label, home, runset, adjust }: RunMenuProps) {
  const copy = (text: string, what: string) => void writeClipboard(text).then(() => toast(`${what} copied`))
  return (
    <MenuButton label={`Menu of ${label}`} icon={<EllipsisVertical size={13} />} className="icon-button row-menu" align="end">
      {close => {
        const pins = pinsOf(runset, home)
        const pinned = pins.some(each => same(each, pin))
        const baseline = same(baselineOf(runset, home), pin)
        const full = !pinned && pins.length >= MOST_PINS
        const item = (text: string, icon: React.ReactNode, act: () => void, off = false) => <button type="button" className="menu-item" disabled={off} onClick={() => { close(); act() }}>{icon}{text}</button>
        return (
          <>
            {item(pinned ? 'Unpin' : full ? `${MOST_PINS} runs are pinned already` : 'Pin to the top', pinned ? <PinOff size={14} /> : <PinIcon size={14} />, () => adjust(each => withPin(each, home, pin, !pinned)), full)}
            {item(baseline ? 'No longer the baseline' : 'Make it the baseline', baseline ? <BookmarkX size={14} /> : <Bookmark size={14} />, () => adjust(each => withBaseline(each, home, baseline ? null : pin)), full)}
            {pin.entity === home.entity && pin.project === home.project && item('Show only this', <Eye size={14} />, () => adjust(each => ({ ...each, selections: showOnly(each.selections, [pin.run]) })))}
            <div className="menu-line" />
            {item('Open in a new tab', <ExternalLink size={14} />, () => window.open(href.run(pin.entity, pin.project, pin.run), '_blank', 'noopener'))}
            {item('Copy name', <Copy size={14} />, () => copy(label, 'Name'))}
            {item('Copy ID', <Copy size={14} />, () => copy(pin.run, 'ID'))}
            {item('Copy path', <Copy size={14} />, () => copy(`${pin.entity}/${pin.project}/${pin.run}`, 'Path'))}
          </>
        )
      }}
    </MenuButton>
  )
}

/** Says why a run stands on top. */
export function RunMark({ mark }: { mark: 'baseline' | 'pinned' }) {
  const [Icon, label] = mark === 'baseline' ? ([Bookmark, 'Baseline'] as const) : ([PinIcon, 'Pinned'] as const)
  return <span className="run-mark" role="img" aria-label={label} title={label}><Icon size={12} fill={mark === 'baseline' ? 'currentColor' : 'none'} /></span>
}
