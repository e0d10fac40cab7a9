import { count } from '../../design/format.ts'

/** A bar for each day. */
export function DayBars({ label, days, of }: { label: string; days: readonly { day: string }[]; of: (at: number) => number }) {
  const values = days.map((_, at) => of(at))
  const most = Math.max(1, ...values)
  const told = (at: number) => `${days[at]!.day}: ${count(values[at]!)}`
  return (
    <figure className="day-bars">
      <figcaption className="row"><span className="grow">{label}</span><span className="muted num">up to {count(Math.max(0, ...values))} a day</span></figcaption>
      <div className="day-bars-plot" role="img" aria-label={`${label} on each of the last ${days.length} days; today ${count(values.at(-1) ?? 0)}`}>
        {days.map((each, at) => <i key={each.day} title={told(at)}><b style={{ height: `${values[at] === 0 ? 0 : Math.max(4, (values[at]! / most) * 100)}%` }} /></i>)}
      </div>
      <div className="row muted day-bars-ends"><span className="grow">{days[0]?.day}</span><span>{days.at(-1)?.day}</span></div>
    </figure>
  )
}
