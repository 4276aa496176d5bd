/// <reference lib="dom" />

/** `app.example` names itself and what lies below it. */
const isBelow = (host: string, domains: string[]): boolean =>
  domains.some((domain) => host === domain || host.endsWith(`.${domain}`));

/** Takes a click id along to other sites of the same seller, at the moment when a link to one of them is followed. */
export const takeAlong = (name: string, domains: string[], clickId: () => string | null): void => {
  if (domains.length === 0) return;
  const add = (event: Event): void => {
    const link = (event.target as Element | null)?.closest?.('a');
    const id = clickId();
    if (!link?.href || !id) return;
    const address = new URL(link.href, location.href);
    if (address.hostname === location.hostname || !isBelow(address.hostname, domains)) return;
    address.searchParams.set(name, id);
    link.href = address.href;
  };
  for (const kind of ['click', 'auxclick', 'keydown']) document.addEventListener(kind, add, true);
};
