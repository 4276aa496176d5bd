import autocannon from 'autocannon';

const CONNECTIONS = 32;

export interface Load {
  url: string;
  seconds: number;
  /** The requests of one connection, sent in turn. */
  requestsOf(connection: number): autocannon.Request[];
  /** The only right answer. */
  status: number;
}

/** Answers a second at 32 connections. @throws Error when anything but the right answer came. */
export async function load({ url, seconds, requestsOf, status }: Load): Promise<number> {
  let connection = 0;
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    setupClient: (client) => client.setRequests(requestsOf(connection++)),
  });
  const counts = Object.entries(result.statusCodeStats ?? {});
  const wrong = counts.filter(([code]) => Number(code) !== status);
  if (wrong.length > 0 || result.errors > 0)
    throw new Error(`${url} answered ${JSON.stringify(result.statusCodeStats)}, ${result.errors} errors`);
  return result.requests.total / result.duration;
}
