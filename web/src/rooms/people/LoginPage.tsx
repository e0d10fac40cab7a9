import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent, type ReactNode } from 'react'
import { ApiError } from '../../api/http.ts'
import { logIn, signUp, type Session } from '../../api/session.ts'
import { Link, navigate, useSearchParam } from '../../app/navigation.tsx'
import { Logo } from '../../app/Logo.tsx'
import { safeReturn } from '../../app/return.ts'

function Gate({ title, subtitle, children }: { title: string; subtitle?: ReactNode; children: ReactNode }) {
  return (
    <main className="gate">
      <div className="gate-box">
        <Logo size={36} />
        <h1>{title}</h1>
        {subtitle && <p className="muted">{subtitle}</p>}
        {children}
      </div>
    </main>
  )
}

function useForm(submit: (form: Record<string, string>) => Promise<void>) {
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      await submit(Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)])))
    } catch (failure) {
      setError(failure instanceof ApiError && failure.requestId && failure.status >= 500 ? `${failure.message} (request ${failure.requestId})` : (failure as Error).message)
    } finally {
      setBusy(false)
    }
  }
  return { error, busy, onSubmit }
}

function Field({ name, label, type = 'text', autoComplete, focus, minLength }: { name: string; label: string; type?: string; autoComplete: string; focus?: boolean; minLength?: number }) {
  return (
    <label className="field">
      <span>{label}</span>
      <input className="input" name={name} type={type} autoComplete={autoComplete} autoFocus={focus} minLength={minLength} required spellCheck={false} />
    </label>
  )
}

export function LoginPage({ session }: { session: Session }) {
  const client = useQueryClient()
  const target = safeReturn(useSearchParam('returnTo'))
  const form = useForm(async ({ login, password }) => {
    await logIn(client, login!, password!)
    navigate(target, { replace: true })
  })
  return (
    <Gate title="Log in to Selvedge">
      <form onSubmit={form.onSubmit}>
        <Field name="login" label="Username or e-mail" autoComplete="username" focus />
        <Field name="password" label="Password" type="password" autoComplete="current-password" />
        {form.error && <p className="note bad" role="alert">{form.error}</p>}
        <button type="submit" className="button primary" disabled={form.busy}>Log in</button>
      </form>
      {session.signupOpen && <p className="muted">No account yet? <Link to={`/signup?returnTo=${encodeURIComponent(target)}`}>Sign up</Link></p>}
    </Gate>
  )
}

export function SignupPage({ session }: { session: Session }) {
  const client = useQueryClient()
  const target = safeReturn(useSearchParam('returnTo'))
  const form = useForm(async fields => {
    await signUp(client, { username: fields.username!, email: fields.email!, password: fields.password! })
    navigate(target, { replace: true })
  })
  if (!session.needsSetup && !session.signupOpen) {
    return (
      <Gate title="Sign-up is closed" subtitle="Ask an administrator of this server for an account.">
        <Link className="button" to={`/login?returnTo=${encodeURIComponent(target)}`}>Log in</Link>
      </Gate>
    )
  }
  return (
    <Gate title={session.needsSetup ? 'Welcome to Selvedge' : 'Sign up'} subtitle={session.needsSetup ? 'The first account administers this server.' : undefined}>
      <form onSubmit={form.onSubmit}>
        <Field name="username" label="Username" autoComplete="username" focus />
        <Field name="email" label="E-mail" type="email" autoComplete="email" />
        <Field name="password" label="Password" type="password" autoComplete="new-password" minLength={8} />
        {form.error && <p className="note bad" role="alert">{form.error}</p>}
        <button type="submit" className="button primary" disabled={form.busy}>{session.needsSetup ? 'Create the administrator' : 'Create the account'}</button>
      </form>
      {!session.needsSetup && <p className="muted">Have an account? <Link to={`/login?returnTo=${encodeURIComponent(target)}`}>Log in</Link></p>}
    </Gate>
  )
}
