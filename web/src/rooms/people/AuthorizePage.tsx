import { useSearchParam } from '../../app/navigation.tsx'
import { Logo } from '../../app/Logo.tsx'
import { useSession } from '../../api/session.ts'
import { Snippet } from '../../design/parts.tsx'
import { NewKey, useNewKey } from './NewKey.tsx'

/** Where `wandb login` sends people: make a key, paste it into the terminal. */
export default function AuthorizePage() {
  const user = useSession().data?.user
  const origin = useSearchParam('ref')
  const creation = useNewKey()
  return (
    <main className="gate">
      <div className="gate-box wide">
        <Logo size={36} />
        <h1>Connect your terminal</h1>
        <p className="muted">{creation.data ? 'Paste this key where the terminal asks for it.' : `A key lets scripts log runs as ${user?.username ?? 'you'}.`}</p>
        <NewKey creation={creation} description={origin ? `Terminal (${origin})` : 'Terminal'} focus />
        {creation.data && <Snippet label="login command" text={`wandb login --relogin --host ${location.origin} ${creation.data.name}`} />}
      </div>
    </main>
  )
}
