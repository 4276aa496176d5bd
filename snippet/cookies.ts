/// <reference lib="dom" />
const SECONDS_PER_DAY = 86_400;

export interface CookiePlace {
  days: number;
  /** Without one, the page's own host alone. */
  domain?: string;
  path?: string;
  sameSite?: string;
}

export const readCookie = (name: string): string | null => {
  const value = new RegExp(`(?:^|; )${name}=([^;]*)`).exec(document.cookie)?.[1];
  return value ? decodeURIComponent(value) : null;
};

/** Zero days take the cookie away. */
export const writeCookie = (
  name: string,
  value: string,
  { days, domain, path = '/', sameSite = 'lax' }: CookiePlace,
): void => {
  const host = domain ? `;domain=${domain}` : '';
  const secure = location.protocol === 'https:' ? ';secure' : '';
  const age = days * SECONDS_PER_DAY;
  const cookie = `${name}=${encodeURIComponent(value)};path=${path};max-age=${age};samesite=${sameSite}${host}${secure}`;
  Object.assign(document, { cookie });
};
