import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { Segmented } from '../../design/parts.tsx'
import { ActivityQuery } from '../people/queries.ts'
import { DayBars } from './DayBars.tsx'

/** Who was here and what was started, day by day; only for those who run the organization. */
export function Activity({ organization }: { organization: string }) {
  const [days, setDays] = useState(30)
  const query = useQuery({ queryKey: ['organization-activity', organization, days], queryFn: ({ signal }) => run(ActivityQuery, { name: organization, days }, signal), placeholderData: keepPreviousData })
  const activity = query.data?.organization?.activity
  if (!activity) return null
  return (
    <section className="card">
      <header><h2 className="grow">Activity</h2><Segmented label="How many days" value={String(days)} options={[['30', '30 days'], ['90', '90 days'], ['365', 'A year']]} onChange={next => setDays(Number(next))} /></header>
      <div className="card-body activity">
        <DayBars label="Active people" days={activity} of={at => activity[at]!.people} />
        <DayBars label="Runs started" days={activity} of={at => activity[at]!.runs} />
      </div>
    </section>
  )
}
