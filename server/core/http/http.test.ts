import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { testConfig } from '../../../test/support/database.ts';
import { type App, createHttp } from './server.ts';

let app: App;
beforeAll(async () => {
  app = await createHttp(testConfig({ PUBLIC_URL: 'https://goodword.example' }), {
    authenticate: async () => null,
  });
  const config = { permission: 'public' };
  app.post(
    '/echo',
    { config, schema: { body: z.object({ name: z.string(), more: z.json().optional() }) } },
    (request) => Promise.resolve(request.body),
  );
  app.get('/away', { config }, (_request, reply) => reply.redirect('https://shop.example/'));
  app.get('/broken', { config }, () => Promise.reject(new Error('the password is hunter2')));
  app.get('/mine', { config: { permission: 'accounts.read' } }, () => Promise.resolve('mine'));
});
afterAll(() => app.close());

describe('a body', () => {
  it.each([
    ['{"name":', 400, 'bad_request', 'The body is not JSON.'],
    ['{"name":"x","__proto__":{"admin":true}}', 400, 'bad_request', 'The body is not JSON.'],
    [Buffer.from('{"name":"caf\xe9"}', 'latin1'), 400, 'bad_request', 'The body is not UTF-8 text.'],
    ['{"name":5}', 422, 'validation_failed', 'name: Invalid input: expected string, received number'],
    ['{}', 422, 'validation_failed', 'name: is required'],
    ['{"name":"a\\u0000b"}', 422, 'validation_failed', 'name: holds a zero character or half of a character'],
    [
      '{"name":"x","more":[{"at":"\\ud83d"}]}',
      422,
      'validation_failed',
      'more.0.at: holds a zero character or half of a character',
    ],
    [
      `{"name":"${'a'.repeat(2_000_000)}"}`,
      413,
      'body_too_large',
      'The body is larger than this address takes.',
    ],
    [
      `{"name":"\\u0000","more":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      422,
      'validation_failed',
      /name: holds a zero/,
    ],
  ])('that cannot be taken gets a clear error: %.40s', async (body, status, code, detail) => {
    const answer = await post(body);
    expect(answer.json()).toMatchObject({
      status,
      code,
      detail: typeof detail === 'string' ? detail : expect.stringMatching(detail),
    });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
  });

  it('may hold every character that is one', async () => {
    const name = 'สวัสดี \u{1F600} é \\u0000';
    expect((await post(JSON.stringify({ name }))).json()).toEqual({ name });
  });
});

describe('an error', () => {
  it('keeps to itself what is not meant for the caller', async () => {
    const answer = await app.inject('/broken');
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('hunter2');
  });

  it.each([
    ['/nowhere', 404],
    ['/r/%E0%A4%A', 400],
    ['/mine', 401],
  ])('has one shape everywhere: %s', async (url, status) => {
    const answer = await app.inject(url);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ status, type: expect.stringMatching(/^urn:goodword:problem:/) });
  });
});

describe('the headers of an answer', () => {
  it('hold a strict policy for content, and none where there is no content', async () => {
    const { headers } = await post('{"name":"x"}');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect((await app.inject('/away')).headers).not.toHaveProperty('content-security-policy');
  });

  it('keep the browser on HTTPS, also when it is sent elsewhere', async () => {
    for (const url of ['/away', '/nowhere'])
      expect((await app.inject(url)).headers['strict-transport-security']).toBe('max-age=31536000');
  });

  it('name the request', async () => {
    const ids = [await app.inject('/away'), await app.inject('/away')].map(
      ({ headers }) => headers['x-request-id'],
    );
    expect(new Set(ids).size).toBe(2);
  });
});

it('refuses to start with a route that declares no permission', async () => {
  const bare = await createHttp(testConfig(), { authenticate: async () => null });
  expect(() => bare.get('/open', () => Promise.resolve(''))).toThrow('GET /open declares no permission');
});

function post(body: string | Buffer) {
  return app.inject({ method: 'POST', url: '/echo', headers: { 'content-type': 'application/json' }, body });
}
