const ADDRESS_OR_PATH = /^(https?:\/\/|\/)/i;

/**
 * The page that a visitor asks for with `?to=`: a whole address, or a path from the root of the destination's host. Null for what
 * leads off the offer's hosts, to another scheme, or carries a user name: nobody's link becomes an open redirect.
 */
export function deepPage(
  asked: string | null,
  { base, allowedHosts }: { base: string; allowedHosts: ReadonlySet<string> },
): URL | null {
  // Read as browsers read it, so that what is checked is where they go.
  const page = asked && ADDRESS_OR_PATH.test(asked) ? URL.parse(asked, base) : null;
  const isOurs =
    page !== null &&
    /^https?:$/.test(page.protocol) &&
    page.username === '' &&
    page.password === '' &&
    allowedHosts.has(page.hostname);
  return isOurs ? page : null;
}
