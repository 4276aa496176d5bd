import { type Permission, STAFF_PERMISSIONS } from '../../../server/workspace/permissions.ts';

const AREA_OF: Record<string, string> = {
  ...{ accounts: 'customers', deals: 'customers', pipelines: 'customers', tasks: 'customers' },
  ...{ fields: 'customers', imports: 'customers', signals: 'success', success: 'success' },
  ...{ affiliates: 'program', offers: 'program', links: 'program', events: 'program', quality: 'program' },
  ...{ fraud: 'program', materials: 'program', commissions: 'money', rates: 'money', payouts: 'money' },
  ...{ tax: 'money', messages: 'outreach', reports: 'outreach' },
};

/** What a role can be allowed, by the part of the product that it is about. */
export const AREAS: { area: string; permissions: Permission[] }[] = [
  ...Map.groupBy(STAFF_PERMISSIONS, (permission) => AREA_OF[permission.split('.')[0] ?? ''] ?? 'workspace'),
].map(([area, permissions]) => ({ area, permissions }));
