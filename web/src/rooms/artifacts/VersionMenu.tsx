import { Copy, EllipsisVertical, Trash2, Unlink } from 'lucide-react'
import { useState } from 'react'
import { run } from '../../api/graphql.ts'
import { navigate } from '../../app/navigation.tsx'
import { href } from '../../app/route.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { MenuButton } from '../../design/Popover.tsx'
import { writeClipboard } from '../../design/parts.tsx'
import { toast } from '../../design/Toasts.tsx'
import { aliasesIn, type Home } from './names.ts'
import { DeleteVersion, UnlinkVersion, type VersionDetail } from './queries.ts'
import { useArtifactChange } from './useArtifactChange.ts'

export function VersionMenu({ artifact, place, version, portfolio }: { artifact: VersionDetail; place: Home; version: string; /** The id of the collection, where it only shows versions of others. */ portfolio: string | null }) {
  const [asking, setAsking] = useState(false)
  const aliases = aliasesIn(artifact.aliases, place).map(each => each.alias).filter(alias => alias !== 'latest')
  const remove = useArtifactChange(async () => {
    await run(DeleteVersion, { id: artifact.id, deleteAliases: true })
    // before the page asks for its version again and finds it gone
    toast(`${place.collection}:${version} deleted`)
    navigate(href.artifacts(place.entity, place.project, place.type, place.collection))
  })
  const unlink = useArtifactChange(async (id: string) => {
    await run(UnlinkVersion, { id: artifact.id, portfolio: id })
    toast('Taken out of the collection')
    navigate(href.artifacts(place.entity, place.project, place.type, place.collection))
  })
  const path = `${place.entity}/${place.project}/${place.collection}:${version}`
  return (
    <>
      <MenuButton label="Version menu" icon={<EllipsisVertical size={16} />} align="end">
        {close => (
          <>
            <button type="button" className="menu-item" onClick={() => { close(); void writeClipboard(path).then(() => toast('Name copied')) }}><Copy size={14} />Copy full name</button>
            <div className="menu-line" />
            {portfolio && <button type="button" className="menu-item" disabled={unlink.isPending} onClick={() => { close(); unlink.mutate(portfolio) }}><Unlink size={14} />Take it out of this collection</button>}
            <button type="button" className="menu-item danger" onClick={() => { close(); setAsking(true) }}><Trash2 size={14} />Delete this version</button>
          </>
        )}
      </MenuButton>
      {asking && (
        <Dialog title={`Delete ${place.collection}:${version}?`} onClose={() => setAsking(false)} footer={<>
          <button type="button" className="button" onClick={() => setAsking(false)}>Cancel</button>
          <button type="button" className="button danger" disabled={remove.isPending} onClick={() => remove.mutate(undefined)}>Delete</button>
        </>}>
          <p>Its files go too, unless another version holds them.{aliases.length > 0 && <> The aliases {aliases.join(', ')} stand on nothing from then on.</>}{artifact.usedCount > 0 && <> Runs used it {artifact.usedCount} times.</>}</p>
        </Dialog>
      )}
    </>
  )
}
