import { v4 as newUuid } from 'uuid';

/** What a server type looks like after a trip through JSON: dates are ISO strings. */
export type Jsonified<T> = T extends Date
  ? string
  : T extends (infer Item)[]
    ? Jsonified<Item>[]
    : T extends object
      ? { [Key in keyof T]: Jsonified<T[Key]> }
      : T;

/** The one list shape; a null cursor is the end. */
export interface Page<Item> {
  data: Item[];
  nextCursor: string | null;
}

export type Query = Record<string, string | number | boolean | string[] | null | undefined>;

/** An answer that says no: RFC 9457 problem details, with the fields that are wrong. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  /** Message by dotted path. */
  readonly fields: Record<string, string>;

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.message ?? body.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = body.code ?? 'unknown';
    this.title = body.title ?? '';
    this.fields = Object.fromEntries((body.errors ?? []).map(({ path, message }) => [path, message]));
  }
}

/** No answer came at all. */
export class Unreachable extends Error {}

interface ProblemBody {
  title?: string;
  detail?: string;
  /** Sign-in answers carry `message` in place of `detail`. */
  message?: string;
  code?: string;
  errors?: { path: string; message: string }[];
}

const API = '/api/v1';

/**
 * The server, by path below `/api/v1`. Every call throws `ApiProblem` when the answer is a refusal, and `Unreachable`
 * when there is none.
 */
export const api = {
  get: <T>(path: string, query?: Query) => send<T>('GET', `${API}${path}${queryText(query)}`),
  /** Creating posts carry a key, so that a repeat after a lost answer does not create twice. */
  post: <T>(path: string, body?: unknown, idempotencyKey: string = newUuid()) =>
    send<T>('POST', `${API}${path}`, body, { 'idempotency-key': idempotencyKey }),
  /** A question that is too long for an address: nothing is created, and no answer is kept. */
  ask: <T>(path: string, body: unknown) => send<T>('POST', `${API}${path}`, body),
  put: <T>(path: string, body?: unknown) => send<T>('PUT', `${API}${path}`, body),
  patch: <T>(path: string, body?: unknown) => send<T>('PATCH', `${API}${path}`, body),
  delete: <T = null>(path: string) => send<T>('DELETE', `${API}${path}`),
  /** The sign-in library's own addresses. */
  signIn: <T>(path: string, body: unknown = {}) => send<T>('POST', `/api/auth${path}`, body),
  verifyLink: (token: string) =>
    send<{ twoFactorRedirect?: boolean }>(
      'GET',
      `/api/auth/magic-link/verify${queryText({ token, errorCallbackURL: '/sign-in' })}`,
    ),
};

/** A download's address, with the same filters as the list on screen. */
export function downloadAddress(path: string, query?: Query): string {
  return `${API}${path}${queryText(query)}`;
}

async function send<T>(
  method: string,
  address: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Jsonified<T>> {
  const isForm = body instanceof FormData;
  const answer = await fetch(address, {
    method,
    // Without a referrer the browser sends `Origin: null`, which sign-in refuses as foreign.
    referrerPolicy: 'same-origin',
    headers: {
      accept: 'application/json',
      // Sentences come in the language that the screen is in.
      'accept-language': document.documentElement.lang,
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    throw new Unreachable(address, { cause });
  });
  if (answer.status === 204) return null as Jsonified<T>;
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  const content: unknown = isJson ? await answer.json() : null;
  if (!answer.ok || (!isJson && method === 'GET')) {
    throw new ApiProblem(answer.ok ? 502 : answer.status, (content ?? {}) as ProblemBody);
  }
  return content as Jsonified<T>;
}

function queryText(query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    for (const part of Array.isArray(value) ? value : [value]) parameters.append(name, String(part));
  }
  const text = parameters.toString();
  return text ? `?${text}` : '';
}
