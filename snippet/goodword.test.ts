import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildSnippet } from './build.ts';

const MAX_BYTES = 3_000;

let code: string;
beforeAll(async () => {
  code = await buildSnippet();
});

interface Visit {
  address: string;
  cookie?: string;
  isPrivate?: boolean;
  /** Calls made before the script was there. */
  waiting?: unknown[][];
}

/** A page that has loaded the script, as far as the script looks at it. */
async function openPage({ address, cookie = '', isPrivate = false, waiting = [] }: Visit) {
  const field = { value: '' };
  const posts: { url: string; body: Record<string, unknown>; headers: Record<string, string> }[] = [];
  const cookies: string[] = [];
  const page = {
    URL,
    URLSearchParams,
    RegExp,
    Array,
    location: new URL(address),
    navigator: { globalPrivacyControl: isPrivate },
    document: {
      currentScript: { src: 'https://track.example/track.js', dataset: { key: 'gw_pk_1' } },
      referrer: 'https://blog.example/',
      readyState: 'complete',
      get cookie() {
        return cookie;
      },
      set cookie(text: string) {
        cookies.push(text);
      },
      querySelectorAll: () => [field],
      addEventListener: () => {},
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
  return { field, posts, cookies, goodword: page.goodword as unknown as (...call: unknown[]) => unknown };
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
});
