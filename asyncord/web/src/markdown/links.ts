/** What an address out of a message may do on this page: be a link to the web, or an image that the sandbox itself serves. */

const LINKS = new Set(['http:', 'https:', 'mailto:']);

/** The address for an `href`, or nothing where it is not a plain link (`javascript:`, `data:` and the like). */
export function safeLink(address: unknown): string | undefined {
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return LINKS.has(url.protocol) ? url.href : undefined;
}

/**
 * Where a picture or file comes from. The sandbox names itself by one of its addresses while the page may be open at another, so
 * attachments on loopback become relative to the page. Of other hosts only the name remains, for the placeholder: the page loads nothing from
 * them (its content security policy would refuse it as well).
 */
export function mediaSource(address: unknown): { local: string } | { host: string } | undefined {
  if (typeof address !== 'string' || !URL.canParse(address, location.href)) return undefined;
  const url = new URL(address, location.href);
  if (/^data:image\/(?:png|jpeg|gif|webp|avif);base64,/i.test(address)) return { local: address };
  if (!/^https?:$/.test(url.protocol)) return undefined;
  const loopback = /^(?:127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname);
  if (loopback && url.pathname.startsWith('/attachments/')) return { local: url.pathname + url.search };
  if (url.origin === location.origin) return { local: url.pathname + url.search };
  return { host: url.host };
}
