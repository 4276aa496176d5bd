import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Locale, toLocale, words } from '../../core/words.ts';

/**
 * A sent form may lead on to the seller's page, wherever that sends its visitors: browsers hold the policy of the
 * form's page against every step of the way. Nothing on these pages comes from the address, so none leads elsewhere.
 */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' http: https:; base-uri 'none'; frame-ancestors 'none'";
const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:28rem;margin:15vh auto 0;padding:0 1rem;color:#1a1a1a;background:#fff}' +
  'label{display:block;font-weight:600}' +
  'input,button{font:inherit;padding:.5rem .75rem;border:1px solid #6b6b6b;border-radius:.375rem}' +
  'input{display:block;width:100%;box-sizing:border-box;margin:.25rem 0 1rem}' +
  'button{background:#1a1a1a;color:#fff;cursor:pointer}' +
  ':focus-visible{outline:3px solid #1c7ed6;outline-offset:2px}' +
  '[role=alert]{color:#b42318;font-weight:600}';

/** Why the password is asked for once more. */
export type Refusal = 'wrong' | 'tooMany';

const REFUSAL_CODES: Record<Refusal, number> = { wrong: 403, tooMany: 429 };

export function answerUnknown(request: FastifyRequest, reply: FastifyReply) {
  const locale = localeOf(request);
  const title = words(locale, 'tracking:unknown.title');
  return sendPage(
    reply.code(404),
    locale,
    title,
    `<h1>${title}</h1><p>${words(locale, 'tracking:unknown.sentence')}</p>`,
  );
}

/** A form that works without script. */
export function askForPassword(request: FastifyRequest, reply: FastifyReply, refusal: Refusal | null) {
  const locale = localeOf(request);
  const say = (key: string) => words(locale, `tracking:password.${key}`);
  const alert = refusal && `<p role="alert" id="refusal">${say(refusal)}</p>`;
  const field =
    '<input id="password" name="password" type="password" required autofocus autocomplete="off"' +
    `${refusal ? ' aria-invalid="true" aria-describedby="refusal"' : ''}>`;
  const form =
    `<form method="post"><label for="password">${say('label')}</label>${field}` +
    `<button type="submit">${say('open')}</button></form>`;
  return sendPage(
    reply.code(refusal ? REFUSAL_CODES[refusal] : 200),
    locale,
    say('title'),
    `<h1>${say('title')}</h1><p>${say('sentence')}</p>${alert ?? ''}${form}`,
  );
}

function localeOf({ headers }: FastifyRequest): Locale {
  return toLocale(headers['accept-language']);
}

function sendPage(reply: FastifyReply, locale: Locale, title: string, main: string) {
  return reply
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex')
    .header('content-security-policy', POLICY)
    .type('text/html; charset=utf-8')
    .send(
      `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">` +
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">' +
        `<title>${title}</title><style>${STYLE}</style></head><body><main>${main}</main></body></html>`,
    );
}
