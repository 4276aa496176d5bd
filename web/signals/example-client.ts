/** How a seller's product sends its events with the Segment client. */
export function segmentExample(writeKey = 'WRITE_KEY', host = window.location.origin): string {
  return [
    "import { Analytics } from '@segment/analytics-node';",
    '',
    `const analytics = new Analytics({ writeKey: '${writeKey}', host: '${host}' });`,
    "analytics.group({ userId: 'u_1', groupId: 'acme', traits: { name: 'Acme', plan: 'Pro' } });",
    "analytics.track({ userId: 'u_1', event: 'Report Created', context: { groupId: 'acme' } });",
  ].join('\n');
}
