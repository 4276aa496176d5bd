import type { FastifyReply } from 'fastify';

/** A paper as a download of this name. */
export function sendPdf(reply: FastifyReply, name: string, bytes: Buffer): Buffer {
  const file = encodeURIComponent(`${name.replaceAll('/', '-')}.pdf`);
  reply.type('application/pdf').header('content-disposition', `attachment; filename*=UTF-8''${file}`);
  return bytes;
}
