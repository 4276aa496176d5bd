import type { PointKind } from '../../../server/customers/contact-points/kinds.ts';
import type { ContactPoint } from '../../../server/customers/contact-points/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified } from '../../ui/api.ts';

/** A contact point; without id it is the primary address or number, which stands in the record itself. */
export type PointRecord = Omit<Jsonified<ContactPoint>, 'id' | 'createdAt' | 'updatedAt'> & {
  id: string | null;
};

export interface PointDraft {
  kind: PointKind;
  label: string;
  value: string;
  network: string;
  city: string;
  region: string;
  postalCode: string;
  country: string;
}

/** What the server takes of a contact point of this kind. */
export function toBody(point: Record<keyof PointDraft, string | null>): object {
  const { kind, label, value, network } = point;
  if (kind === 'social') return { kind, label, value, ...(network ? { network } : {}) };
  if (kind !== 'postal') return { kind, label, value };
  const { city, region, postalCode, country } = point;
  const place = { city, region, postalCode, country };
  const told = Object.entries(place).map(([part, text]) => [part, text?.trim() || null]);
  return { kind, label, value, ...Object.fromEntries(told) };
}

const addressOf = (personId: string, id: string | null) =>
  `/people/${personId}/contact-points${id === null ? '' : `/${id}`}`;

/** Whose contact points they are; what stands in the record itself is only changed as it was read. */
export interface Holder {
  personId: string;
  readAt?: string;
}

/** Adds or changes one. The first address and the first number are the record's own. */
export async function savePoint(
  { personId, readAt }: Holder,
  id: string | null,
  draft: PointDraft,
  isPrimary: boolean,
): Promise<void> {
  if (isPrimary)
    await api.patch(`/people/${personId}`, {
      ...{ [draft.kind]: draft.value, [`${draft.kind}Label`]: draft.label, readAt },
    });
  else if (id === null) await api.post(addressOf(personId, null), toBody(draft));
  else await api.put(addressOf(personId, id), toBody(draft));
  await refresh();
}

/** @returns what puts it back. */
export async function removePoint(
  { personId, readAt }: Holder,
  point: PointRecord,
): Promise<() => Promise<void>> {
  const { id, kind, label, value } = point;
  if (id === null) {
    const put = async (values: object) => {
      await api.patch(`/people/${personId}`, values);
      await refresh();
    };
    await put({ [kind]: null, readAt });
    return () => put({ [kind]: value, [`${kind}Label`]: label });
  }
  await api.delete(addressOf(personId, id));
  await refresh();
  return async () => {
    await api.post(addressOf(personId, null), toBody(point));
    await refresh();
  };
}

/** The primary one takes its place; the same again puts both back. */
export async function makePrimary(personId: string, id: string): Promise<void> {
  await api.put(`${addressOf(personId, id)}/primary`);
  await refresh();
}

async function refresh(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['/people'] });
}
