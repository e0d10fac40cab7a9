/** Three woven threads and the red edge that keeps them from fraying. */
export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg className="logo" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#2f3a8f" />
      <path d="M8 11h11M8 16h11M8 21h11" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" />
      <path d="M24 6v20" stroke="#e2574c" strokeWidth="3" strokeLinecap="round" />
    </svg>
  )
}
