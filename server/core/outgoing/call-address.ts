import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecurely } from 'node:https';
import { performance } from 'node:perf_hooks';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { addressFault, allowedAddresses } from './addresses.ts';

const TIMEOUT_MS = 10_000;
/** Of the answer no more is read; the rest is not waited for. */
const MAX_ANSWER_BYTES = 2_048;

export interface OutgoingCall {
  method: 'GET' | 'POST';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  timeoutMs?: number;
}

/** What came of a call: an answer, or the reason why there is none. */
export interface CallResult {
  /** Null without an answer. */
  status: number | null;
  /** Its beginning, as text that can be kept. */
  answer: string;
  error: CallError | null;
  durationMs: number;
}

/** `refused`: the address leads to where nobody may call. */
export type CallError = 'refused' | 'timeout' | 'unreachable';

/**
 * Calls an address that a user typed. Private, loopback, link-local and metadata addresses are never reached, whatever
 * name leads to them: each connection looks the name up itself and refuses what it finds. Redirects are answers, not
 * followed. Never throws.
 */
export async function callAddress(call: OutgoingCall): Promise<CallResult> {
  const begun = performance.now();
  const took = () => Math.round(performance.now() - begun);
  if (addressFault(call.url)) return { status: null, answer: '', error: 'refused', durationMs: took() };
  const timeLimit = AbortSignal.timeout(call.timeoutMs ?? TIMEOUT_MS);
  try {
    const message = await send(call, timeLimit);
    const answer = await readBeginning(message, timeLimit);
    return { status: message.statusCode ?? null, answer, error: null, durationMs: took() };
  } catch (error) {
    return { status: null, answer: '', error: reasonOf(error, timeLimit), durationMs: took() };
  }
}

function send({ method, url, headers, body }: OutgoingCall, signal: AbortSignal): Promise<IncomingMessage> {
  const isSecure = new URL(url).protocol === 'https:';
  const options = { allowIPAddressList: allowedAddresses() };
  const agent = isSecure ? new RequestFilteringHttpsAgent(options) : new RequestFilteringHttpAgent(options);
  return new Promise((resolve, reject) => {
    const call = (isSecure ? requestSecurely : requestPlain)(
      url,
      { method, headers, agent, signal },
      resolve,
    );
    call.on('error', reject);
    call.end(body);
  });
}

/** An answer that goes on for ever, or stops midway, is known by what came of it. */
async function readBeginning(message: IncomingMessage, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= MAX_ANSWER_BYTES) break;
    }
  } catch (error) {
    if (signal.aborted) throw error;
  } finally {
    message.destroy();
  }
  const text = Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString('utf8');
  return text.replaceAll('\u0000', '').toWellFormed();
}

function reasonOf(error: unknown, timeLimit: AbortSignal): CallError {
  if (timeLimit.aborted) return 'timeout';
  const text = error instanceof Error ? error.message : '';
  return text.startsWith('DNS lookup') && text.includes('is not allowed') ? 'refused' : 'unreachable';
}
