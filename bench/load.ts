import autocannon from 'autocannon';

const CONNECTIONS = 32;

export interface Load {
  url: string;
  seconds: number;
  /** The requests of one connection, sent in turn. */
  requestsOf(connection: number): autocannon.Request[];
  /** The only right answer. */
  status: number;
  /** 32 unless told. */
  connections?: number;
}

export interface Answers {
  count: number;
  perSecond: number;
  /** Milliseconds below which 99 % of the answers came. */
  p99Ms: number;
}

/** Requests one after the other on each connection. @throws Error when anything but the right answer came. */
export async function load({
  url,
  seconds,
  requestsOf,
  status,
  connections = CONNECTIONS,
}: Load): Promise<Answers> {
  let connection = 0;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    setupClient: (client) => client.setRequests(requestsOf(connection++)),
  });
  const counts = Object.entries(result.statusCodeStats ?? {});
  const wrong = counts.filter(([code]) => Number(code) !== status);
  if (wrong.length > 0 || result.errors > 0)
    throw new Error(`${url} answered ${JSON.stringify(result.statusCodeStats)}, ${result.errors} errors`);
  const { requests, duration, latency } = result;
  return { count: requests.total, perSecond: requests.total / duration, p99Ms: latency.p99 };
}
