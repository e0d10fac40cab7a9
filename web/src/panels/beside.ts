/** Which pictures stand side by side in full screen: places in the list of what a panel shows, the first of them leads. */
export type Places = readonly number[]

export const MOST_BESIDE = 4

const last = (amount: number) => Math.max(0, amount - 1)

/** One more or fewer beside the first; a new one is the next that is not yet shown. */
export function withAmount(places: Places, wanted: number, amount: number): Places {
  const next = places.slice(0, wanted)
  while (next.length < Math.min(wanted, amount)) {
    let at = next[next.length - 1]!
    do at = (at + 1) % amount
    while (next.includes(at))
    next.push(at)
  }
  return next
}

/** All go on by so much, as far as the one nearest to the end can. */
export function moved(places: Places, by: number, amount: number): Places {
  const room = by < 0 ? -Math.min(...places) : last(amount) - Math.max(...places)
  const step = by < 0 ? Math.max(by, room) : Math.min(by, room)
  return places.map(place => place + step)
}

/** The list became shorter, as on a step at which fewer were logged. */
export const within = (places: Places, amount: number): Places => [...new Set(places.map(place => Math.min(place, last(amount))))]

/** Pictures are known by run, key and place in what the run logged: a list that grows while one looks moves none of them. */
export function namesOf(shown: readonly { run: { name: string }; name: string }[]): string[] {
  const seen = new Map<string, number>()
  return shown.map(({ run, name }) => {
    const own = `${run.name} ${name}`
    const nth = seen.get(own) ?? 0
    seen.set(own, nth + 1)
    return `${own} ${nth}`
  })
}

export const placesOf = (chosen: readonly string[], names: readonly string[]): Places => chosen.map((name, cell) => { const at = names.indexOf(name); return at < 0 ? cell : at })
