import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type {
  AssignedObject,
  AssignmentPreview,
  AssignmentRule,
  HandOver,
  NewHandOver,
  OwnedCounts,
} from '../../../server/customers/ownership/schema.ts';
import { queryClient } from '../../shell/query-client.ts';
import { api, type Jsonified } from '../../ui/api.ts';
import { tellDone, tellFailed } from '../../ui/toast.tsx';

export type RuleRow = Jsonified<AssignmentRule>;
export type HandOverRow = Jsonified<HandOver>;

// Records are given away in the background; until then the counts are asked again.
const ASK_EVERY_MS = 5_000;

export function useAssignmentRules(object: AssignedObject) {
  return useQuery({
    queryKey: ['/assignment-rules', object],
    queryFn: () => api.get<{ data: RuleRow[] }>('/assignment-rules', { object }),
    select: ({ data }) => data,
  });
}

export function useAssignmentPreview(object: AssignedObject) {
  return useQuery({
    queryKey: ['/assignment-rules/preview', object],
    queryFn: () => api.get<AssignmentPreview>('/assignment-rules/preview', { object }),
    refetchInterval: ASK_EVERY_MS,
  });
}

/** What somebody owns; asked for once somebody is chosen. */
export function useHoldings(userId: string | null) {
  return useQuery({
    queryKey: ['/hand-overs/holdings', userId],
    queryFn: () => api.get<OwnedCounts>('/hand-overs/holdings', { userId: userId ?? '' }),
    enabled: userId !== null,
  });
}

/** How many records of all kinds. */
export function sumOf(counts: OwnedCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

type RuleBody = Omit<RuleRow, 'id' | 'givenCount' | 'updatedAt'>;

/** @param id null makes a new one. */
export async function saveRule(id: string | null, { object, ...fields }: RuleBody): Promise<RuleRow> {
  const saved = await (id
    ? api.patch<RuleRow>(`/assignment-rules/${id}`, fields)
    : api.post<RuleRow>('/assignment-rules', { object, ...fields }));
  await queryClient.invalidateQueries();
  return saved;
}

/** Makes a removed rule anew, where it stood. */
async function bringBack(
  { id: gone, givenCount: _given, updatedAt: _at, ...body }: RuleRow,
  order: string[],
) {
  const { id } = await saveRule(null, body);
  const ids = order.map((known) => (known === gone ? id : known));
  await api.put('/assignment-rules/order', { object: body.object, ids });
  await queryClient.invalidateQueries();
}

/** Acts on rules; each shows at once what became of them. */
export function useRuleActs(object: AssignedObject) {
  const { t } = useTranslation();
  const settled = { onSettled: () => queryClient.invalidateQueries(), onError: tellFailed };
  const order = useMutation({
    mutationFn: (ids: string[]) => api.put('/assignment-rules/order', { object, ids }),
    ...settled,
  });
  const turn = useMutation({
    mutationFn: ({ id, isActive }: { id: string; isActive: boolean }) =>
      api.patch(`/assignment-rules/${id}`, { isActive }),
    ...settled,
  });
  const remove = useMutation({
    mutationFn: ({ rule }: { rule: RuleRow; order: string[] }) => api.delete(`/assignment-rules/${rule.id}`),
    onSuccess: (_answer, { rule, order: before }) =>
      tellDone(t('ownership:rules.removed', { name: rule.name }), () =>
        bringBack(rule, before).catch(tellFailed),
      ),
    ...settled,
  });
  const apply = useMutation({
    mutationFn: () => api.post('/assignment-rules/runs', { object }),
    onSuccess: () => tellDone(t('ownership:rules.applying')),
    ...settled,
  });
  return { order, turn, remove, apply };
}

/** Puts back what a hand-over moved. */
export function useUndoHandOver() {
  const { t } = useTranslation();
  return useMutation({
    mutationFn: (id: string) => api.delete<HandOverRow>(`/hand-overs/${id}`),
    onSuccess: async ({ from }) => {
      await queryClient.invalidateQueries();
      tellDone(t('ownership:handOver.undone', { name: from.name }));
    },
    onError: tellFailed,
  });
}

export function makeHandOver(wanted: NewHandOver): Promise<HandOverRow> {
  return api.post<HandOverRow>('/hand-overs', wanted);
}
