import { setToken, tokenOf } from './fields.js';

/**
 * Posts to one of the page's handlers. A redirect is not followed: it leads to the sign-in page, so it counts as signed out (401).
 * Throws where the network or the time is gone.
 */
export async function post(form, url, body, { keepalive = false, signal, patience = 20000 } = {}) {
  const limits = [AbortSignal.timeout(patience), ...(signal ? [signal] : [])];
  const response = await fetch(url, {
    method: 'POST',
    body,
    keepalive,
    redirect: 'manual',
    headers: { RequestVerificationToken: tokenOf(form), Accept: 'application/json' },
    signal: limits.length > 1 ? AbortSignal.any(limits) : limits[0],
  });
  const status = response.type === 'opaqueredirect' ? 401 : response.status;
  const json = await response.json().catch(() => null);
  // What the blog itself answers has its security headers.
  const refusedByProxy = status === 413 && !response.headers.has('Permissions-Policy') ? sizeOf(body) : 0;
  return { status, json, ok: status >= 200 && status < 300, after: Number(response.headers.get('Retry-After')) || 0, refusedByProxy };
}

/** Bytes of a body, about. */
function sizeOf(body) {
  const values = typeof body === 'string' ? [body] : [...body.values()];
  return values.reduce((sum, value) => sum + (value.size ?? new Blob([value]).size), 0);
}

/** A token outlives no change of account: the page has an address that gives a new one. */
export async function renewToken(form) {
  if (!form.dataset.token) return false;
  const response = await fetch(form.dataset.token, { redirect: 'manual', signal: AbortSignal.timeout(20000) }).catch(() => null);
  const json = response?.ok ? await response.json().catch(() => null) : null;
  setToken(form, json?.token);
  return Boolean(json?.token);
}
