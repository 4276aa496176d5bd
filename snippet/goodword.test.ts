import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildSnippet } from './build.ts';

const MAX_BYTES = 3_000;

let code: string;
beforeAll(async () => {
  code = await buildSnippet('goodword');
});

interface Visit {
  address: string;
  cookie?: string;
  isPrivate?: boolean;
  /** Calls made before the script was there. */
  waiting?: unknown[][];
  settings?: Record<string, string>;
  /** The address of a link that the visitor follows. */
  follows?: string;
}

/** A page that has loaded the script, as far as the script looks at it. */
async function openPage({ address, cookie = '', isPrivate = false, waiting = [], ...rest }: Visit) {
  const field = { value: '' };
  const posts: { url: string; body: Record<string, unknown>; headers: Record<string, string> }[] = [];
  const cookies: string[] = [];
  const listeners: ((event: object) => void)[] = [];
  const page = {
    URL,
    URLSearchParams,
    RegExp,
    Array,
    location: new URL(address),
    navigator: { globalPrivacyControl: isPrivate },
    document: {
      currentScript: { src: 'https://track.example/track.js', dataset: { key: 'gw_pk_1', ...rest.settings } },
      referrer: 'https://blog.example/',
      readyState: 'complete',
      get cookie() {
        return cookie;
      },
      set cookie(text: string) {
        cookies.push(text);
      },
      querySelectorAll: () => [field],
      addEventListener: (kind: string, listener: (event: object) => void) => {
        if (kind === 'click') listeners.push(listener);
      },
    },
    fetch: async (url: string, options: { body: string; headers: Record<string, string> }) => {
      posts.push({ url, body: JSON.parse(options.body), headers: options.headers });
      return Response.json({ clickId: 'clk_new', visitorId: 'visitor', windowDays: 30 });
    },
    goodword: Object.assign(() => {}, { q: waiting }),
  };
  const context = createContext({ ...page, window: page });
  Object.defineProperty(context, 'document', { value: page.document });
  runInContext(code, context);
  await new Promise((resolve) => setImmediate(resolve));
  const link = { href: rest.follows ?? '' };
  for (const follow of listeners) follow({ target: { closest: () => link } });
  return {
    field,
    posts,
    cookies,
    link,
    goodword: page.goodword as unknown as (...call: unknown[]) => unknown,
  };
}

describe('the browser script', () => {
  it('stays under 3 kB compressed', () => {
    expect(gzipSync(code).length).toBeLessThan(MAX_BYTES);
  });

  it('keeps the click of the address for the next pages, and writes it into forms', async () => {
    const { field, cookies, posts } = await openPage({ address: 'https://acme.example/?gw_click=clk_1' });
    expect(field.value).toBe('clk_1');
    expect(cookies).toEqual([
      expect.stringMatching(/^gw_click=clk_1;path=\/;max-age=7776000;samesite=lax;secure$/),
    ]);
    expect(posts).toEqual([]);
  });

  it('takes the click of an earlier page from its cookie', async () => {
    const { field } = await openPage({
      address: 'https://acme.example/signup',
      cookie: 'a=b; gw_click=clk_0',
    });
    expect(field.value).toBe('clk_0');
  });

  it('reports a visit by ?via= and keeps the click for the offer’s window', async () => {
    const { field, posts, cookies } = await openPage({ address: 'https://acme.example/?via=ann' });
    expect(posts).toMatchObject([
      {
        url: 'https://track.example/track/click',
        body: { key: 'ann', url: 'https://acme.example/?via=ann' },
      },
    ]);
    expect(field.value).toBe('clk_new');
    expect(cookies.map((text) => text.split('=')[0])).toEqual(['gw_visitor', 'gw_click']);
    expect(cookies[1]).toContain('max-age=2592000');
  });

  it('sends the leads that were told before it was there, with the click', async () => {
    const { posts } = await openPage({
      address: 'https://acme.example/?gw_click=clk_1',
      waiting: [['lead', { customerExternalId: 'c1' }]],
    });
    expect(posts).toMatchObject([
      {
        url: 'https://track.example/api/v1/events/lead',
        body: { clickId: 'clk_1', customerExternalId: 'c1' },
        headers: { authorization: 'Bearer gw_pk_1' },
      },
    ]);
  });

  it('keeps nothing and follows nobody under Global Privacy Control', async () => {
    const visit = await openPage({
      address: 'https://acme.example/?via=ann',
      cookie: 'gw_click=clk_0',
      isPrivate: true,
    });
    expect(visit.cookies).toEqual([]);
    expect(visit.posts).toEqual([]);
    expect(visit.field.value).toBe('');
    const direct = await openPage({ address: 'https://acme.example/?gw_click=clk_1', isPrivate: true });
    expect(direct.cookies).toEqual([]);
    expect(direct.field.value).toBe('clk_1');
  });

  it('takes the click along to the seller’s other sites, and to nobody else’s', async () => {
    const visit = { address: 'https://acme.example/?gw_click=clk_1', settings: { domains: 'app.example' } };
    const own = await openPage({ ...visit, follows: 'https://shop.app.example/buy?plan=a#top' });
    expect(own.link.href).toBe('https://shop.app.example/buy?plan=a&gw_click=clk_1#top');
    const foreign = await openPage({ ...visit, follows: 'https://notapp.example/' });
    expect(foreign.link.href).toBe('https://notapp.example/');
    const secret = await openPage({ ...visit, follows: 'https://app.example/', isPrivate: true });
    expect(secret.link.href).toBe('https://app.example/');
  });

  it('that must ask first keeps and reports nothing until it may, and forgets on request', async () => {
    const visit = { address: 'https://acme.example/?via=ann', settings: { consent: 'required' } };
    const before = await openPage({ ...visit, cookie: 'gw_click=clk_0' });
    expect([before.cookies, before.posts, before.field.value]).toEqual([[], [], '']);
    await before.goodword('consent', true);
    expect(before.field.value).toBe('clk_new');
    expect(before.cookies).toHaveLength(2);
    before.goodword('consent', false);
    expect(before.cookies.slice(2)).toEqual([
      expect.stringMatching(/^gw_click=;path=\/;max-age=0;/),
      expect.stringMatching(/^gw_visitor=;path=\/;max-age=0;/),
    ]);
    const waiting = [
      ['consent', true],
      ['lead', { customerExternalId: 'c1' }],
    ];
    const asked = await openPage({ ...visit, waiting });
    expect(asked.posts).toMatchObject([{ body: { key: 'ann' } }, { body: { clickId: 'clk_new' } }]);
    const refused = await openPage({ ...visit, waiting: [['consent', true]], isPrivate: true });
    expect([refused.cookies.filter((text) => !text.includes('max-age=0')), refused.posts]).toEqual([[], []]);
  });
});
