/** What an address out of a message may do on this page: be a link to the web, or an image that the sandbox itself serves. */

const LINKS = new Set(['http:', 'https:', 'mailto:']);
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])$/;
/** What the sandbox serves itself. */
const LOCAL = /^\/(?:attachments|cdn|ephemeral-attachments)\//;
/** Never SVG, which is a document of its own. */
const PICTURE_DATA = /^data:image\/(?:png|jpeg|gif|webp|avif);base64,/i;

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
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
  if (PICTURE_DATA.test(address)) return { local: address };
  const { protocol, origin, hostname, host, pathname, search } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  const own = origin === location.origin || LOOPBACK.test(hostname);
  return own && LOCAL.test(pathname) ? { local: pathname + search } : { host };
}
