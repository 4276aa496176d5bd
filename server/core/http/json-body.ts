import { isUtf8 } from 'node:buffer';
import type { FastifyRequest } from 'fastify';
import { type FieldError, invalid, Problem } from '../problem.ts';
import type { App } from './server.ts';

/** How a text that PostgreSQL cannot hold is written in JSON, or a part of how one may be. */
const MAY_HOLD_UNSTORABLE = /\\u(0000|d[89a-f])/i;
const NOT_STORABLE = 'holds a zero character or half of a character';
const MAX_ERRORS = 20;

/**
 * JSON bodies are UTF-8, and hold only text that the database can keep: no zero characters, no halves of
 * surrogate pairs.
 */
export function readJsonBodies(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!isUtf8(body)) return done(notReadable('The body is not UTF-8 text.'));
    const text = body.toString('utf8');
    parse(request as FastifyRequest, text, (error, value: unknown) => {
      if (error) return done(notReadable('The body is not JSON.'));
      const errors = MAY_HOLD_UNSTORABLE.test(text) ? unstorableTexts(value) : [];
      return errors.length > 0 ? done(invalid(errors)) : done(null, value);
    });
  });
}

function notReadable(detail: string): Problem {
  return new Problem(400, 'bad_request', 'Bad request', detail);
}

/** Goes through a value of any depth without descending into it. */
function unstorableTexts(body: unknown): FieldError[] {
  const errors: FieldError[] = [];
  const open: { path: string; value: unknown }[] = [{ path: '', value: body }];
  for (let next = open.pop(); next && errors.length < MAX_ERRORS; next = open.pop()) {
    const { path, value } = next;
    if (typeof value === 'string' && !isStorable(value)) errors.push({ path, message: NOT_STORABLE });
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, part] of Object.entries(value)) {
      if (!isStorable(name)) errors.push({ path, message: `has a field whose name ${NOT_STORABLE}` });
      open.push({ path: path ? `${path}.${name}` : name, value: part });
    }
  }
  return errors;
}

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
