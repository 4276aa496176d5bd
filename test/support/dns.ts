import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const HEADER_BYTES = 12;
const ANSWERED = 0x8180;
const NO_SUCH_NAME = 0x8183;
const REFUSED = 0x8185;
const TYPES: Record<number, string> = { 1: 'A', 5: 'CNAME', 16: 'TXT' };

/** A name server on this machine. `records` is read at every question: `TXT _x.acme.example` → its values. */
export async function startDns(): Promise<{
  address: string;
  records: Map<string, string[]>;
  /** Refuses every question. */
  fail: (isFailing: boolean) => void;
  close: () => void;
}> {
  const records = new Map<string, string[]>();
  let isFailing = false;
  const socket = createSocket('udp4');
  socket.on('message', (question, { port, address }) => {
    const { name, type, end } = readQuestion(question);
    const values = records.get(`${TYPES[type]} ${name}`) ?? [];
    const header = Buffer.from(question.subarray(0, HEADER_BYTES));
    header.writeUInt16BE(isFailing ? REFUSED : values.length > 0 ? ANSWERED : NO_SUCH_NAME, 2);
    for (const [offset, count] of [1, isFailing ? 0 : values.length, 0, 0].entries())
      header.writeUInt16BE(count, 4 + 2 * offset);
    const answers = isFailing ? [] : values.map((value) => answer(type, value));
    socket.send(Buffer.concat([header, question.subarray(HEADER_BYTES, end), ...answers]), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    records,
    fail: (failing) => {
      isFailing = failing;
    },
    close: () => socket.close(),
  };
}

function readQuestion(question: Buffer) {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: question.readUInt16BE(at + 1), end: at + 5 };
}

function answer(type: number, value: string): Buffer {
  const data = dataOf(TYPES[type] ?? '', value);
  const head = Buffer.alloc(HEADER_BYTES);
  // The name is the one of the question, which stands right after the header.
  head.writeUInt16BE(0xc000 + HEADER_BYTES, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(1, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function dataOf(type: string, value: string): Buffer {
  if (type === 'A') return Buffer.from(value.split('.').map(Number));
  if (type === 'TXT') return Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);
  const labels = value
    .split('.')
    .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]));
  return Buffer.concat([...labels, Buffer.from([0])]);
}
