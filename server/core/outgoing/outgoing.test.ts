import dns from 'node:dns';
import { createServer, type Server } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { addressFault, openOutgoing } from './addresses.ts';
import { callAddress } from './call-address.ts';

let server: Server;
let port = 0;
let calls: string[] = [];

beforeAll(async () => {
  server = createServer((request, answer) => {
    calls.push(`${request.method} ${request.url}`);
    if (request.url === '/redirect') answer.writeHead(302, { location: '/secret' }).end();
    else if (request.url === '/endless') {
      answer.writeHead(200);
      const more = () => answer.write('x'.repeat(1_000)) && setImmediate(more);
      answer.on('drain', more).on('close', () => answer.destroy());
      more();
    } else if (request.url === '/silent') answer.writeHead(200).flushHeaders();
    else if (request.url === '/zero') answer.end('a\u0000b');
    else request.pipe(answer);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(() => {
  openOutgoing([]);
  calls = [];
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

const EVIL_HOSTS = [
  '127.0.0.1',
  '127.1',
  '0x7f000001',
  '2130706433',
  '0177.0.0.1',
  '0.0.0.0',
  '0',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:10.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '[fe80::1]',
  '[fd00::1]',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '224.0.0.1',
  '255.255.255.255',
  'localhost',
  'LOCALHOST.',
  'a.localhost',
  'printer.local',
  'metadata.google.internal',
];

describe('an address that a user typed', () => {
  it.each(EVIL_HOSTS)('is neither kept nor called when it leads inside: %s', async (host) => {
    const url = `http://${host}:${port}/`;
    expect(addressFault(url)).toBe('private');
    expect(await callAddress({ method: 'GET', url })).toMatchObject({ status: null, error: 'refused' });
    expect(calls).toEqual([]);
  });

  it.each([
    ['ftp://example.com', 'protocol'],
    ['file:///etc/passwd', 'protocol'],
    ['javascript:alert(1)', 'protocol'],
    ['https://user:word@example.com', 'credentials'],
    ['example.com', 'unreadable'],
    ['', 'unreadable'],
  ])('is refused when it is no plain web address: %s', async (url, fault) => {
    expect(addressFault(url)).toBe(fault);
    expect(await callAddress({ method: 'GET', url })).toMatchObject({ error: 'refused' });
  });

  it.each(['https://example.com/hook?a=b', 'http://93.184.216.34', 'https://[2606:4700::1111]/'])(
    'is fine when it is public: %s',
    (url) => expect(addressFault(url)).toBeNull(),
  );

  it('is refused when its name leads inside, whenever that is found out', async () => {
    vi.spyOn(dns, 'lookup').mockImplementation(((
      _name: string,
      options: dns.LookupOptions,
      told: unknown,
    ) => {
      const tell = told as (error: null, found: unknown, family?: number) => void;
      if (options.all) tell(null, [{ address: '127.0.0.1', family: 4 }]);
      else tell(null, '127.0.0.1', 4);
    }) as typeof dns.lookup);
    syncBuiltinESMExports();
    const url = `http://rebound.example.com:${port}/`;
    expect(addressFault(url)).toBeNull();
    expect(await callAddress({ method: 'GET', url })).toMatchObject({ error: 'refused' });
    expect(calls).toEqual([]);
  });
});

describe('a call', () => {
  const at = (path: string) => `http://127.0.0.1:${port}${path}`;

  it('brings the body there and the answer back, where the operator allows the address', async () => {
    openOutgoing(['127.0.0.0/8']);
    const answer = await callAddress({ method: 'POST', url: at('/hook'), body: 'hello' });
    expect(answer).toMatchObject({ status: 200, answer: 'hello', error: null });
    expect(calls).toEqual(['POST /hook']);
  });

  it('does not follow a redirect', async () => {
    openOutgoing(['127.0.0.1']);
    expect(await callAddress({ method: 'GET', url: at('/redirect') })).toMatchObject({ status: 302 });
    expect(calls).toEqual(['GET /redirect']);
  });

  it('reads the beginning of an answer that has no end, and what can be kept of it', async () => {
    openOutgoing(['127.0.0.1']);
    expect((await callAddress({ method: 'GET', url: at('/endless') })).answer).toHaveLength(2_048);
    expect((await callAddress({ method: 'GET', url: at('/zero') })).answer).toBe('ab');
  });

  it('ends at its time limit', async () => {
    openOutgoing(['127.0.0.1']);
    const answer = await callAddress({ method: 'GET', url: at('/silent'), timeoutMs: 50 });
    expect(answer).toMatchObject({ status: null, error: 'timeout' });
  });

  it('says when nobody is there', async () => {
    openOutgoing(['127.0.0.1']);
    const answer = await callAddress({ method: 'GET', url: 'http://127.0.0.1:1/' });
    expect(answer).toMatchObject({ status: null, error: 'unreachable' });
  });
});
