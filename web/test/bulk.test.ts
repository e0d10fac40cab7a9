import { describe, expect, it } from 'vitest'
import { each } from '../src/rooms/runs/BulkActions.tsx'

describe('what is done to many runs', () => {
  it('is done to each of them once, a few at a time', async () => {
    const done: number[] = []
    let open = 0
    let most = 0
    await each(Array.from({ length: 50 }, (_, at) => at), async item => {
      most = Math.max(most, ++open)
      await Promise.resolve()
      done.push(item)
      open--
    })
    expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, at) => at))
    expect(most).toBeGreaterThan(1)
    expect(most).toBeLessThan(10)
  })

  it('stops at the first refusal', async () => {
    await expect(each([1, 2, 3], async () => { throw new Error('denied') })).rejects.toThrow('denied')
  })
})
