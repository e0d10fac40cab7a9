import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { navigate } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { CreateTeam } from './queries.ts'

export function NewTeam({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const make = useMutation({
    mutationFn: () => run(CreateTeam, { name: name.trim() }),
    onSuccess: async answer => {
      await client.invalidateQueries({ queryKey: ['viewer'] })
      onClose()
      navigate(href.entity(answer.createTeam.entity.name, 'members'))
    },
  })
  return (
    <Dialog title="New team" onClose={onClose} footer={<>
      <button type="button" className="button" onClick={onClose}>Cancel</button>
      <button type="button" className="button primary" disabled={name.trim() === '' || make.isPending} onClick={() => make.mutate()}>Create</button>
    </>}>
      <form onSubmit={event => { event.preventDefault(); if (name.trim()) make.mutate() }}>
        <label className="field"><span>Name, part of the team’s addresses</span><input className="input" autoFocus value={name} placeholder="vision-lab" onChange={event => setName(event.target.value)} /></label>
      </form>
      {make.isError && <p className="note bad" role="alert">{make.error.message}</p>}
    </Dialog>
  )
}
