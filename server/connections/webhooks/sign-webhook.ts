import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { OutgoingCall } from '../../core/outgoing/call-address.ts';
import { unseal } from '../../core/vault.ts';
import type { DueDelivery } from '../store/deliveries.ts';

/** Standard Webhooks asks for 24 to 64. */
const SECRET_BYTES = 32;

export function newSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** The request of a webhook after Standard Webhooks: signed with the secret, and for a time with the one before. */
export function signWebhook(delivery: DueDelivery, at: Date): OutgoingCall {
  const { messageId, body, receiver, sealedSecret, sealedOldSecret, oldSecretUntil } = delivery;
  const isOldValid = sealedOldSecret !== null && oldSecretUntil !== null && oldSecretUntil > at;
  const sealed = isOldValid ? [sealedSecret, sealedOldSecret] : [sealedSecret];
  const signatures = sealed.map((secret) =>
    new Webhook(unseal(secret, receiver.id)).sign(messageId, at, body),
  );
  return {
    method: 'POST',
    url: receiver.url,
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Goodword',
      'webhook-id': messageId,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': signatures.join(' '),
    },
  };
}
