import { useEffect, useState } from 'react'
import { Segmented } from '../../design/parts.tsx'
import { useFields } from '../../rooms/runs/fields.ts'
import { changeValueColors, valueColors, type ValueColors } from '../spec.ts'
import { useStore, useWorkspace } from '../store.tsx'
import { KeySelect } from './KeySelect.tsx'
import { bucketCount, LEAST_BUCKETS, MOST_BUCKETS, PALETTES, paletteColors, rising, USUAL_PALETTE, type ColorScale } from './scale.ts'
import './colors.css'

const VALUES = [['latest', 'Newest'], ['min', 'Smallest'], ['max', 'Largest']] as const

interface ColorsFormProps { entity: string; project: string; scale: ColorScale | null }

/** What the colours of runs follow from: nothing but the run, or a metric or config value in buckets. */
export default function ColorsForm({ entity, project, scale }: ColorsFormProps) {
  const store = useStore()
  const { spec } = useWorkspace()
  const chosen = valueColors(spec)
  const { config, summary } = useFields(entity, project)
  const set = (next: ValueColors | null) => store.adjust(each => changeValueColors(each, next))
  const start = () => [...summary.filter(field => field.type === 'number' && !field.nested && !field.label.startsWith('_')), ...config.filter(field => !field.nested)][0]?.id
  return (
    <div className="stack colors-form">
      <Segmented label="Colours of runs" value={chosen ? 'value' : 'run'} options={[['run', 'One a run'], ['value', 'By a value']]} onChange={to => { const key = start(); set(to === 'value' && key ? { key } : null) }} />
      {!chosen && <p className="muted">{start() ? 'Each run has a colour of its own. Its dot changes it.' : 'No run has a value yet that colours could follow from.'}</p>}
      {chosen && <ByValue chosen={chosen} scale={scale} config={config} summary={summary} set={set} />}
    </div>
  )
}

function ByValue({ chosen, scale, config, summary, set }: { chosen: ValueColors; scale: ColorScale | null; config: ReturnType<typeof useFields>['config']; summary: ReturnType<typeof useFields>['summary']; set: (next: ValueColors) => void }) {
  // other values have other bounds
  const change = (changes: Partial<ValueColors>, keepBounds = false) => set({ ...chosen, ...changes, ...(keepBounds ? {} : { bounds: null }) })
  const buckets = bucketCount(chosen)
  const names = scale?.kind === 'names'
  return (
    <>
      <label className="field"><span>Value</span><KeySelect config={config} summary={summary} value={chosen.key} onChange={key => change({ key })} /></label>
      {!chosen.key.startsWith('config') && !names && <div className="field"><span>Of what was logged, the</span><Segmented label="Which value" value={chosen.value ?? 'latest'} options={VALUES} onChange={value => change({ value })} /></div>}
      {!names && <label className="field"><span>Buckets: {buckets}</span><input type="range" min={LEAST_BUCKETS} max={MOST_BUCKETS} value={buckets} aria-label="Buckets" onChange={event => change({ buckets: Number(event.target.value) })} /></label>}
      <div className="field"><span>Palette</span>
        <div className="palettes" role="group" aria-label="Palette">
          {Object.keys(PALETTES).map(name => (
            <button key={name} type="button" aria-label={name} title={name} aria-pressed={name === (chosen.palette ?? USUAL_PALETTE)} onClick={() => change({ palette: name }, true)} style={{ background: `linear-gradient(to right, ${paletteColors(name, 9, chosen.reversed === true).join(', ')})` }} />
          ))}
        </div>
      </div>
      <div className="row wrap">
        <label className="check"><input type="checkbox" checked={chosen.reversed === true} onChange={event => change({ reversed: event.target.checked ? true : null }, true)} />Turned round</label>
        {!names && <label className="check"><input type="checkbox" checked={chosen.log === true} onChange={event => change({ log: event.target.checked ? true : null })} />Log steps</label>}
      </div>
      {scale && scale.kind === 'numbers' && scale.buckets.length > 1 && <Bounds scale={scale} own={Array.isArray(chosen.bounds)} set={bounds => change({ bounds }, true)} />}
    </>
  )
}

/** The upper bound of each bucket but the last; what does not rise is not taken over. */
function Bounds({ scale, own, set }: { scale: ColorScale; own: boolean; set: (bounds: number[] | null) => void }) {
  const bounds = scale.buckets.flatMap(bucket => (bucket.below === null ? [] : [bucket.below]))
  const written = bounds.map(bound => String(Number(bound.toPrecision(6))))
  const signature = written.join()
  const [texts, setTexts] = useState(written)
  useEffect(() => setTexts(signature.split(',')), [signature])
  const numbers = texts.map(text => (text.trim() === '' ? NaN : Number(text)))
  const good = rising(numbers)
  const apply = () => { if (good && texts.join() !== signature) set(numbers) }
  return (
    <fieldset className="bounds">
      <legend>Bounds</legend>
      {scale.buckets.map((bucket, at) => (
        <div key={at} className="row">
          <i className="swatch" style={{ background: bucket.color }} />
          {bucket.below === null ? <span className="muted">and above</span> : (
            <label className="row grow"><span className="muted">below</span>
              <input className="input small grow" inputMode="decimal" aria-label={`Upper bound of bucket ${at + 1}`} aria-invalid={!good} value={texts[at] ?? ''} onChange={event => setTexts(texts.map((text, index) => (index === at ? event.target.value : text)))} onBlur={apply} onKeyDown={event => { if (event.key === 'Enter') apply() }} />
            </label>
          )}
        </div>
      ))}
      {!good && <p className="note bad" role="alert">Each bound must be a number above the one before it.</p>}
      {own && <button type="button" className="link-button" onClick={() => set(null)}>Equally wide again</button>}
    </fieldset>
  )
}
