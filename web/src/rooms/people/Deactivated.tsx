/** Beside the name of somebody whom an administrator keeps out for now. */
export const Deactivated = () => <span className="chip" title="Cannot sign in; their keys do not work">deactivated</span>
