import { plural } from '../../design/format.ts'
import type { ValueColors } from '../spec.ts'
import { accessorLabel } from '../values.ts'
import { NO_VALUE, shortNumber, type ColorScale } from './scale.ts'
import './colors.css'

const PREFIX = { latest: '', min: 'smallest ', max: 'largest ' }

/** What the colours of runs stand for. */
export default function ColorLegend({ chosen, scale }: { chosen: ValueColors; scale: ColorScale }) {
  const { buckets } = scale
  const every = buckets.length > 5 ? 2 : 1
  const title = `${PREFIX[chosen.value ?? 'latest']}${accessorLabel(chosen.key)}`
  return (
    <div className="color-legend" role="group" aria-label={`Colours by ${title}`}>
      <div className="row"><span className="ellipsis grow" title={title}>{title}</span>{scale.without > 0 && <span className="muted row nowrap"><i className="swatch" style={{ background: NO_VALUE }} />{plural(scale.without, 'run')} without</span>}</div>
      {scale.kind === 'names' ? (
        <div className="row wrap">{buckets.map(bucket => <span key={bucket.label} className="row color-name"><i className="swatch" style={{ background: bucket.color }} /><span className="ellipsis" title={bucket.label}>{bucket.label}</span></span>)}</div>
      ) : (
        <div className="color-strip">
          {buckets.map((bucket, at) => <span key={at} title={bucket.label} style={{ background: bucket.color }}>{bucket.below !== null && at % every === 0 && <b className="num">{shortNumber(bucket.below)}</b>}</span>)}
        </div>
      )}
    </div>
  )
}
